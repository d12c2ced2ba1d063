package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.ArgumentsForm;
import dev.sallyport.audit.CallOutcome;
import dev.sallyport.audit.OutcomeRecord;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.RecordedEffect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What a model may put into a log to fool who reads it. */
class HostileTextTest {
  private static final String ERASE = "\u001b[1A\u001b[2K";
  private static final String RED_TO_GREEN = "\u001b[32mallow\u001b[0m";
  private static final String FORGED_LINE =
      "x\r\n2026-11-21T10:14:03.655Z  allow        desk          issue_refund";
  private static final String BIDI = "\u202eexe.txt\u2066\u2069\u200f";
  private static final String HIDDEN = "re\u200bfund\u2060\ufeff\u00ad";
  private static final String TAGS = "a\udb40\udc41\udb40\udc42\udb40\udc7f";
  private static final String SEPARATORS = "a\u2028b\u2029c\u0085d\u000be\u000cf";
  private static final String C1 = "\u009b31m\u0090q\u009c";
  private static final String FORGED_COLUMNS = "issue_refund       read-only           3f9a1c20-9";
  private static final List<String> HOSTILE =
      List.of(
          ERASE,
          RED_TO_GREEN,
          FORGED_LINE,
          BIDI,
          HIDDEN,
          TAGS,
          SEPARATORS,
          C1,
          FORGED_COLUMNS,
          "\u0000",
          "\u007f",
          "\ud83d",
          "Z" + "\u0363".repeat(50),
          "x".repeat(200),
          "",
          "-",
          "(default)",
          "a\" \"b",
          "\\u{1b}");

  @TempDir static Path work;

  @BeforeAll
  static void writeLog() throws Exception {
    try (TestLog log = TestLog.start(work.resolve("sallyport-audit"), 0)) {
      for (String text : HOSTILE) {
        log.append(
            log.call(text, text)
                .effect(RecordedEffect.DENY)
                .session(text)
                .framework(text)
                .rule(text)
                .error("rule `r`: got " + text)
                .erringRules(List.of(text, text))
                .notedRules(List.of(text))
                .argumentsForm(ArgumentsForm.FULL)
                .argumentsText(text));
        log.outcome(
            new OutcomeRecord().outcome(CallOutcome.THREW).durationNanos(1).exceptionClass(text));
        log.event(RecordKind.COVERAGE, Map.of("k" + text, text));
      }
    }
  }

  private static Cli tail(String... options) {
    Cli cli = new Cli(work);
    String[] args = new String[options.length + 4];
    System.arraycopy(new String[] {"tail", "--no-follow", "-n", "all"}, 0, args, 0, 4);
    System.arraycopy(options, 0, args, 4, options.length);
    assertThat(cli.run(args)).isZero();
    return cli;
  }

  @Test
  void everyRecordIsOneLineOfHarmlessCharacters() {
    String out = tail().out();
    assertThat(out.split("\n")).hasSize(1 + 3 * HOSTILE.size());
    out.codePoints()
        .filter(c -> c != '\n')
        .forEach(
            c ->
                assertThat(Character.getType(c))
                    .as("U+%X", c)
                    .isNotIn(
                        (int) Character.CONTROL,
                        (int) Character.FORMAT,
                        (int) Character.SURROGATE,
                        (int) Character.LINE_SEPARATOR,
                        (int) Character.PARAGRAPH_SEPARATOR));
  }

  @Test
  void colouredLinesHoldOnlyOurOwnSequences() {
    String out = tail("--color=always").out();
    assertThat(out.replaceAll("\u001b\\[(0|2|31|32|33)m", "")).isEqualTo(tail().out());
  }

  @Test
  void theHostileTextCanStillBeRead() {
    assertThat(tail().out())
        .contains(
            "  \\u{1b}[1A\\u{1b}[2K  ",
            "\"x\\r\\n2026-11-21T10:14:03.655Z  allow        desk          \"...",
            "\\u{202e}exe.txt\\u{2066}\\u{2069}\\u{200f}",
            "re\\u{200b}fund\\u{2060}\\u{feff}\\u{ad}",
            "a\\u{e0041}\\u{e0042}\\u{e007f}",
            "a\\u{2028}b\\u{2029}c\\u{85}d\\u{b}e\\u{c}f",
            "\\u{9b}31m\\u{90}q\\u{9c}",
            "\"issue_refund       read-only           3f9a1c20-9\"",
            "\"(default)\"",
            "\"a\\\" \\\"b\"",
            "\\\\u{1b}");
  }

  @Test
  void aNameCannotForgeColumns() {
    for (String line : tail().out().split("\n")) {
      if (line.contains("3f9a1c20-9\"")) {
        String unquoted = line.replaceAll("\"[^\"]*\"", "NAME");
        assertThat(unquoted.indexOf("3f9a1c20-9")).isEqualTo(unquoted.lastIndexOf("3f9a1c20-9"));
        assertThat(unquoted).doesNotContain("read-only");
      }
    }
  }

  @Test
  void longTextIsCut() {
    assertThat(tail().out().lines()).allMatch(line -> line.length() < 1_500);
    assertThat(tail().out()).contains("  " + "x".repeat(60) + "...  ");
  }

  @Test
  void jsonKeepsEveryTextWholeInAscii() {
    String out = tail("--json").out();
    assertThat(out.chars()).allMatch(c -> c == '\n' || (c >= 0x20 && c <= 0x7f));
    String[] lines = out.split("\n");
    assertThat(lines).hasSize(1 + 3 * HOSTILE.size());
    for (int i = 0; i < HOSTILE.size(); i++) {
      // A lone surrogate has no UTF-8, so the log itself replaced it.
      String text = HOSTILE.get(i).replace("\ud83d", "\ufffd");
      assertThat(strings(lines[1 + 3 * i])).as(text).filteredOn(text::equals).hasSize(9);
      assertThat(strings(lines[2 + 3 * i])).as(text).filteredOn(text::equals).hasSize(4);
      assertThat(strings(lines[3 + 3 * i])).as(text).contains(text);
    }
  }

  private static List<String> strings(String json) {
    List<String> values = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING) {
          values.add(parser.getString());
        }
      }
    }
    return values;
  }
}
