package dev.sallyport.cli;

import dev.sallyport.audit.AuditRecord;
import dev.sallyport.audit.DecisionId;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.OutcomeRecord;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A whole record for people: a label and a value a line, wrapped for 80 columns. */
final class RecordText {
  private static final int LABEL = 12;
  private static final int COLUMNS = 80;
  private static final int MAX_TEXT = 1 << 18;
  private static final int MAX_LABEL = 40;

  private final PrintStream out;
  private final Paint paint;

  RecordText(PrintStream out, Paint paint) {
    this.out = out;
    this.paint = paint;
  }

  void show(AuditRecord record) {
    if (record instanceof DecisionRecord decision) {
      decision(decision);
    } else if (record instanceof OutcomeRecord outcome) {
      line("outcome", DecisionId.format(outcome.bootId(), outcome.callId()));
      outcome(outcome);
    } else if (record instanceof EventRecord event) {
      line("event", Words.of(event.kind()));
      for (Map.Entry<String, String> value : event.values().entrySet()) {
        text(TerminalText.column(value.getKey(), MAX_LABEL), value.getValue());
      }
    }
    place(record);
  }

  /** What was decided, about what, and by which rules. */
  void decision(DecisionRecord decision) {
    line("decision", DecisionId.format(decision.bootId(), decision.callId()));
    line("effect", painted(decision) + ", " + reason(decision));
    line("call", "stage " + Words.of(decision.stage()) + ", mode " + Words.of(decision.mode()));
    text("tool", decision.tool());
    text("agent", decision.agent());
    text("session", decision.session());
    text("framework", decision.framework());
    if (decision.parentCallId() != 0) {
      line("parent", DecisionId.format(decision.bootId(), decision.parentCallId()));
    }
    arguments(decision);
    if (decision.error() != null) {
      text("error", decision.error());
    }
    rules("failed", decision.erringRules());
    rules("noted", decision.notedRules());
    if (decision.approvalId() != null) {
      text("approval", decision.approvalId());
    }
    line("policy", digest(decision.policyDigest()));
    line("judged in", Durations.show(decision.evaluationNanos()));
  }

  private String painted(DecisionRecord decision) {
    String word = Words.decision(decision);
    return Words.isRefusal(decision) ? paint.red(word) : paint.green(word);
  }

  private static String reason(DecisionRecord decision) {
    String rule = decision.rule();
    if (rule != null) {
      return "rule " + TerminalText.column(rule, MAX_TEXT);
    }
    return decision.error() == null ? "no rule decides (default_action)" : "could not be judged";
  }

  private void arguments(DecisionRecord decision) {
    text("arguments", decision.argumentsText());
    String rewritten = decision.argumentsRewritten() ? ", rewritten (masked)" : "";
    int length = decision.argumentsLength();
    String size = length < 0 ? "" : ", " + length + " characters";
    line("", Words.of(decision.argumentsForm()) + size + rewritten);
    line("digest", digest(decision.argumentsDigest()));
  }

  private void rules(String label, List<String> rules) {
    for (String rule : rules) {
      text(label, rule);
    }
  }

  /** How the tool ended. */
  void outcome(OutcomeRecord outcome) {
    String what = Words.of(outcome.outcome());
    line("ended", what + " after " + Durations.show(outcome.durationNanos()));
    if (outcome.exceptionClass() != null) {
      text("exception", outcome.exceptionClass());
    }
    if (outcome.resultLength() >= 0) {
      line("result", outcome.resultLength() + " characters");
    }
    if (outcome.resultDigest() != null) {
      line("", digest(outcome.resultDigest()));
    }
  }

  /** When the record was written, and where it stands. */
  void place(AuditRecord record) {
    line("time", UtcTime.micros(record.wallClockMicros()) + " by the system clock");
    line("clock", record.monotonicNanos() + " ns, monotonic in its run");
    line("record", record.leafIndex() + " of boot " + HexFormat.of().toHexDigits(record.bootId()));
    if (record.cut()) {
      line("", paint.yellow("a text was too long to be stored whole"));
    }
  }

  /** A text that a model may control. */
  void text(String label, @Nullable String text) {
    line(label, TerminalText.column(text, MAX_TEXT));
  }

  /** A value that can stand on a terminal as it is, in as many lines as it takes. */
  void line(String label, String value) {
    String start = label;
    for (String part : wrapped(value, COLUMNS - LABEL)) {
      out.println((start + " ".repeat(Math.max(1, LABEL - start.length())) + part).stripTrailing());
      start = "";
    }
  }

  /** Breaks after a space where there is one, else anywhere. */
  private static List<String> wrapped(String text, int columns) {
    List<String> lines = new ArrayList<>();
    int begin = 0;
    while (begin < text.length()) {
      int end = begin;
      int space = -1;
      int width = 0;
      while (end < text.length() && width <= columns) {
        int codePoint = text.codePointAt(end);
        width += TerminalText.width(Character.toString(codePoint));
        space = codePoint == ' ' ? end : space;
        end += width <= columns ? Character.charCount(codePoint) : 0;
      }
      boolean whole = end == text.length();
      int cut = whole || space <= begin ? end : space + 1;
      cut = cut == begin ? end + 1 : cut;
      lines.add(text.substring(begin, cut));
      begin = cut;
    }
    return lines.isEmpty() ? List.of("") : lines;
  }

  private static String digest(byte @Nullable [] digest) {
    return digest == null ? "-" : HexFormat.of().formatHex(digest);
  }
}
