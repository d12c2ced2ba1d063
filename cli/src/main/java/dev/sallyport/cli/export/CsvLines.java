package dev.sallyport.cli.export;

import java.util.List;
import java.util.Map;

/**
 * Rows of RFC 4180: one header, CRLF at the end, quotes around every cell that needs them. A cell
 * that a spreadsheet would take for a formula begins with an apostrophe, as such programs write
 * text.
 */
public final class CsvLines implements RecordLine {
  private static final List<String> COLUMNS =
      List.of(
          "run",
          "leaf_index",
          "kind",
          "time",
          "boot_id",
          "monotonic_nanos",
          "decision_id",
          "call_id",
          "parent_decision_id",
          "decision",
          "effect",
          "mode",
          "stage",
          "framework",
          "agent",
          "session",
          "tool",
          "rule",
          "error",
          "erring_rules",
          "noted_rules",
          "arguments",
          "arguments_form",
          "arguments_length",
          "arguments_digest",
          "arguments_rewritten",
          "policy_digest",
          "approval_id",
          "evaluation_nanos",
          "outcome",
          "duration_nanos",
          "exception_class",
          "result_length",
          "result_digest",
          "values",
          "cut",
          "file",
          "offset",
          "problem",
          "origin",
          "record_sha256",
          "leaf_hash");

  /** Makes rows. */
  public CsvLines() {}

  @Override
  public String header() {
    return String.join(",", COLUMNS) + "\r\n";
  }

  @Override
  public String line(String json, Place place) {
    Map<String, String> fields = JsonFields.of(json);
    StringBuilder row = new StringBuilder();
    for (String column : COLUMNS) {
      row.append(row.isEmpty() ? "" : ",").append(cell(fields.getOrDefault(column, "")));
    }
    return row.append("\r\n").toString();
  }

  private static String cell(String text) {
    String safe = isFormula(text) ? "'" + text : text;
    boolean plain = true;
    for (int i = 0; i < safe.length(); i++) {
      char c = safe.charAt(i);
      plain &= c != ',' && c != '"' && c != '\r' && c != '\n';
    }
    return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }

  /** Spreadsheets pass over what stands before the sign, and know its full-width forms. */
  private static boolean isFormula(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ("=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20".indexOf(c) >= 0) {
        return !isNumber(text);
      }
      if (c != ' ' && c != '\u00A0' && c >= ' ') {
        return false;
      }
    }
    return false;
  }

  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean sign = i == 0 && c == '-' && text.length() > 1;
      if (!sign && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }
}
