package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTextTest {
  private static String sentence(String text) {
    return TerminalText.sentence(text, 1_000);
  }

  private static String codePoint(int value) {
    return new StringBuilder().appendCodePoint(value).toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "issue_refund",
        "a b",
        "Günter",
        "退款",
        "возврат",
        "שלום",
        "🚀",
        "e\u0301",
        "a-b.c/d:e#1"
      })
  void readableTextOfAnyScriptStaysAsItIs(String text) {
    assertThat(sentence(text)).isEqualTo(text);
  }

  @Test
  void noControlCharacterOfC0OrC1Remains() {
    for (int c = 0; c < 0xA0; c++) {
      if (c < 0x20 || c >= 0x7F) {
        String shown = sentence("a" + (char) c + "b");
        assertThat(shown).as("U+%04X", c).startsWith("a\\").endsWith("b").hasSizeGreaterThan(3);
        assertThat(shown.chars().allMatch(x -> x >= 0x20 && x < 0x7F)).as("U+%04X", c).isTrue();
      }
    }
  }

  @Test
  void lineEndsAndTabsHaveShortNames() {
    assertThat(sentence("a\r\nb\tc")).isEqualTo("a\\r\\nb\\tc");
  }

  @Test
  void ansiSequencesLoseTheirEscape() {
    assertThat(sentence("\u001b[31mred\u001b[0m")).isEqualTo("\\u{1b}[31mred\\u{1b}[0m");
    assertThat(sentence("\u001b]0;title\u0007")).isEqualTo("\\u{1b}]0;title\\u{7}");
    assertThat(sentence("\u009b31m")).isEqualTo("\\u{9b}31m");
    assertThat(sentence("abc\b\b\bxyz")).isEqualTo("abc\\u{8}\\u{8}\\u{8}xyz");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068,
        0x2069
      })
  void bidiControlsAreEscaped(int control) {
    assertThat(sentence("a" + codePoint(control) + "b"))
        .isEqualTo("a\\u{" + Integer.toHexString(control) + "}b");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x00AD, 0x034F, 0x115F, 0x1160, 0x17B4, 0x180B, 0x180E, 0x200B, 0x200C, 0x200D, 0x2060,
        0x2061, 0x2064, 0x2800, 0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFB, 0xFFFC,
        0x1D173, 0xE0100, 0xE01EF
      })
  void charactersThatShowAsNothingAreEscaped(int invisible) {
    assertThat(sentence("a" + codePoint(invisible) + "b"))
        .isEqualTo("a\\u{" + Integer.toHexString(invisible) + "}b");
  }

  @ParameterizedTest
  @ValueSource(ints = {0xE0000, 0xE0001, 0xE0041, 0xE007F, 0xE0FFF})
  void tagsAreEscaped(int tag) {
    assertThat(sentence("a" + codePoint(tag) + "b"))
        .isEqualTo("a\\u{" + Integer.toHexString(tag) + "}b");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x2028, 0x2029, 0x0085, 0x000B, 0x000C})
  void lineSeparatorsAreEscaped(int separator) {
    assertThat(sentence("a" + codePoint(separator) + "b"))
        .isEqualTo("a\\u{" + Integer.toHexString(separator) + "}b");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00A0, 0x1680, 0x2003, 0x202F, 0x205F, 0x3000})
  void spacesThatAreNotTheSpaceAreEscaped(int space) {
    assertThat(sentence("a" + codePoint(space) + "b"))
        .isEqualTo("a\\u{" + Integer.toHexString(space) + "}b");
  }

  @ParameterizedTest
  @ValueSource(ints = {0xE000, 0xF8FF, 0xF0000, 0x10FFFD, 0xFFFE, 0xFFFF, 0x0378, 0x1FFFF})
  void privateAndUnassignedCharactersAreEscaped(int value) {
    assertThat(sentence("a" + codePoint(value) + "b"))
        .isEqualTo("a\\u{" + Integer.toHexString(value) + "}b");
  }

  @Test
  void halvesOfSurrogatePairsAreEscaped() {
    assertThat(sentence("a\uD83Db")).isEqualTo("a\\u{d83d}b");
    assertThat(sentence("a\uDE80")).isEqualTo("a\\u{de80}");
    assertThat(sentence("\uDE80\uD83D")).isEqualTo("\\u{de80}\\u{d83d}");
  }

  @Test
  void marksStackNoHigherThanThree() {
    assertThat(sentence("a" + "\u0301".repeat(5))).isEqualTo("a\u0301\u0301\u0301\\u{301}\\u{301}");
    assertThat(sentence("a\u0301b\u0301c\u0301d\u0301e\u0301"))
        .isEqualTo("a\u0301b\u0301c\u0301d\u0301e\u0301");
  }

  @Test
  void aMarkAtTheStartDoesNotTouchWhatStandsBefore() {
    assertThat(sentence("\u0301a")).isEqualTo("\\u{301}a");
    assertThat(TerminalText.column("\u0301 a", 50)).isEqualTo("\"\\u{301} a\"");
  }

  @Test
  void textThatLooksLikeAnEscapeIsToldFromOne() {
    assertThat(sentence("\\n")).isEqualTo("\\\\n");
    assertThat(sentence("\\u{1b}")).isEqualTo("\\\\u{1b}");
    assertThat(sentence("C:\\temp")).isEqualTo("C:\\\\temp");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "issue_refund, issue_refund",
        "'', '\"\"'",
        "'a b', '\"a b\"'",
        "' ', '\" \"'",
        "'say \"x\"', '\"say \\\"x\\\"\"'",
        "'-', '\"-\"'",
        "'(default)', '\"(default)\"'",
        "'ab...', '\"ab...\"'",
      })
  void aColumnQuotesWhatCouldBeMistaken(String text, String shown) {
    assertThat(TerminalText.column(text, 50)).isEqualTo(shown);
  }

  @Test
  void aMissingTextIsADash() {
    assertThat(TerminalText.column(null, 50)).isEqualTo("-");
  }

  @Test
  void longTextIsCutAtTheGivenColumn() {
    assertThat(TerminalText.sentence("abcdef", 6)).isEqualTo("abcdef");
    assertThat(TerminalText.sentence("abcdefg", 6)).isEqualTo("abcdef...");
    assertThat(TerminalText.column("x".repeat(100_000), 32)).isEqualTo("x".repeat(32) + "...");
    assertThat(TerminalText.column("a b c d e f", 7)).isEqualTo("\"a b c\"...");
  }

  @Test
  void aCutNeverSplitsAnEscapeOrACharacter() {
    assertThat(TerminalText.sentence("ab\u001bcd", 5)).isEqualTo("ab...");
    assertThat(TerminalText.sentence("ab🚀", 3)).isEqualTo("ab...");
    assertThat(TerminalText.sentence("ab🚀", 4)).isEqualTo("ab🚀");
    assertThat(TerminalText.column("a \"", 5)).isEqualTo("\"a \"...");
  }

  @Test
  void widthCountsColumns() {
    assertThat(TerminalText.width("")).isZero();
    assertThat(TerminalText.width("abc")).isEqualTo(3);
    assertThat(TerminalText.width("退款")).isEqualTo(4);
    assertThat(TerminalText.width("🚀")).isEqualTo(2);
    assertThat(TerminalText.width("e\u0301")).isEqualTo(1);
    assertThat(TerminalText.width("ｆｕ")).isEqualTo(4);
  }

  @Test
  void differentTextsNeverLookTheSame() {
    Random random = new Random(7);
    Map<String, String> seen = new HashMap<>();
    String alphabet = "\\nu{}1b \"\n\u001b\u202e-(.";
    for (int round = 0; round < 50_000; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(6);
      for (int i = 0; i < length; i++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String before = seen.put(TerminalText.column(text.toString(), 500), text.toString());
      assertThat(before == null || before.contentEquals(text)).as("%s", text).isTrue();
    }
  }

  @Test
  void everyCodePointBecomesSomethingHarmless() {
    for (int value = 0; value <= Character.MAX_CODE_POINT; value++) {
      String shown = sentence("a" + codePoint(value));
      int type = Character.getType(shown.codePointAt(1));
      boolean harmless =
          type != Character.CONTROL
              && type != Character.FORMAT
              && type != Character.SURROGATE
              && type != Character.PRIVATE_USE
              && type != Character.UNASSIGNED
              && type != Character.LINE_SEPARATOR
              && type != Character.PARAGRAPH_SEPARATOR;
      assertThat(harmless).as("U+%X", value).isTrue();
    }
  }
}
