package dev.sallyport.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many tests in one automaton, and what the outcome of a run says. */
class AutomatonUnionTest {
  @Test
  void findsPlainTextsAsStringsDo() {
    RandomPatterns random = new RandomPatterns(11);
    for (int round = 0; round < 2_000; round++) {
      List<String> literals = new ArrayList<>();
      List<TextTest> tests = new ArrayList<>();
      for (int left = random.number(20); left >= 0; left--) {
        String whole = random.text(false);
        String literal = whole.codePointCount(0, whole.length()) > 3 ? cut(whole, 2) : whole;
        literals.add(literal);
        tests.add(literalTest(literal, literals.size()));
      }
      Automaton union = Runs.union(tests);
      for (int i = 0; i < 10; i++) {
        String text = literals.get(random.number(literals.size()));
        text =
            i % 3 == 0 ? random.text(true) + text : i % 3 == 1 ? text + random.text(false) : text;
        long[] found = Runs.found(union, text);
        for (int test = 0; test < tests.size(); test++) {
          assertThat(Runs.bit(found, test))
              .as("%d `%s` in `%s`", test, literals.get(test), text)
              .isEqualTo(literalIsFound(literals.get(test), test + 1, text));
        }
      }
    }
  }

  private static String cut(String text, int codePoints) {
    return text.substring(0, text.offsetByCodePoints(0, codePoints));
  }

  private static TextTest literalTest(String literal, int number) {
    return switch (number % 4) {
      case 0 -> TextTest.equalTo(literal);
      case 1 -> TextTest.startsWith(literal);
      case 2 -> TextTest.endsWith(literal);
      default -> TextTest.contains(literal);
    };
  }

  private static boolean literalIsFound(String literal, int number, String text) {
    return switch (number % 4) {
      case 0 -> text.equals(literal);
      case 1 -> text.startsWith(literal);
      case 2 -> text.endsWith(literal);
      default -> text.contains(literal);
    };
  }

  @Test
  void theEmptyTextIsInEveryText() {
    List<TextTest> tests =
        List.of(
            TextTest.equalTo(""),
            TextTest.startsWith(""),
            TextTest.endsWith(""),
            TextTest.contains(""));
    Automaton union = Runs.union(tests);

    assertThat(Runs.found(union, "")).containsExactly(0b1111);
    assertThat(Runs.found(union, "x")).containsExactly(0b1110);
  }

  @Test
  void plainTextsMeanNoPattern() {
    TextTest test = TextTest.contains(".*[");

    assertThat(test.isFoundIn("x.*[y")).isTrue();
    assertThat(test.isFoundIn("x[y")).isFalse();
    assertThat(test.source()).isEqualTo(".*[");
  }

  @Test
  void aLoneSurrogateIsFoundOnlyWhereItStandsAlone() {
    TextTest high = TextTest.contains("\ud83d");

    assertThat(high.isFoundIn("a\ud83db")).isTrue();
    assertThat(high.isFoundIn("a\uD83D\uDE00b")).isFalse();
  }

  @Test
  void findingNothingIsOutcomeZero() {
    Automaton union = Runs.union(List.of(TextTest.contains("ab"), TextTest.contains("cd")));
    long[] matched = new long[1];

    assertThat(union.run(new byte[] {'a', 'c'}, 0, 2, false, matched)).isZero();
    assertThat(union.outcome(0)).containsExactly(0);
    assertThat(matched).containsExactly(0);
  }

  @Test
  void fewTestsAlwaysHaveANumberedOutcome() throws PatternException {
    List<TextTest> tests =
        List.of(
            TextTest.contains("a"),
            TextTest.regex("b+c"),
            TextTest.endsWith("d"),
            TextTest.startsWith("e"),
            TextTest.regex("\\bf\\b"));
    Automaton union = Runs.union(tests);
    byte[] all = Utf8.bytes("e f a bc d");
    long[] matched = new long[1];

    int outcome = union.run(all, 0, all.length, true, matched);

    assertThat(outcome).isPositive().isLessThan(union.outcomes());
    assertThat(union.outcome(outcome)).containsExactly(0b11111);
    assertThat(union.outcomes()).isLessThanOrEqualTo(64);
  }

  @Test
  void whatIsFoundOfManyTestsIsInTheBits() {
    List<TextTest> tests = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      tests.add(TextTest.contains("<" + i + ">"));
    }
    Automaton union = Runs.union(tests);
    byte[] text = Utf8.bytes("<7><64><199><7>");
    long[] matched = new long[4];

    assertThat(union.run(text, 0, text.length, false, matched)).isEqualTo(-1);
    assertThat(matched).containsExactly(1L << 7, 1, 0, 1L << 199 - 192);
    byte[] one = Utf8.bytes("..<150>..");
    int outcome = union.run(one, 0, one.length, false, matched);
    assertThat(union.outcome(outcome)).containsExactly(0, 0, 1L << 150 - 128, 0);
  }

  @Test
  void testsThatMayBeginAnywhereDoNotMultiplyStates() throws PatternException {
    List<TextTest> tests = new ArrayList<>();
    int alone = 0;
    for (int i = 0; i < 40; i++) {
      tests.add(TextTest.regex("key" + i + "=[a-z]+;"));
      alone += tests.get(i).states();
    }

    assertThat(Runs.union(tests).states()).isLessThan(alone);
  }

  @Test
  void overTheBudgetThereIsNoUnion() throws PatternException {
    List<TextTest> tests = List.of(TextTest.regex("a.{4}b"), TextTest.regex("c.{4}d"));
    int needed = Runs.union(tests).states();

    assertThat(Automaton.union(tests, needed)).isNotNull();
    assertThat(Automaton.union(tests, needed - 1)).isNull();
    TextTest one = tests.get(0);
    assertThat(Automaton.union(List.of(one), one.states())).isNotNull();
    assertThat(Automaton.union(List.of(one), one.states() - 1)).isNull();
  }

  @Test
  void aUnionOfNothingFindsNothing() {
    Automaton union = Runs.union(List.of());

    assertThat(union.run(new byte[] {'a'}, 0, 1, false, new long[0])).isZero();
  }

  @Test
  void aLargeAlphabetIsLookedUpInPages() throws PatternException {
    Automaton union =
        Runs.union(
            List.of(
                TextTest.regex("^\\pL+$"),
                TextTest.regex("\\p{Han}"),
                TextTest.regex("^[^\\pN]*$"),
                TextTest.regex("\\p{Greek}\\P{Greek}")));
    for (int character = 0; character <= 0x3ffff; character += 13) {
      if (character >= 0xd800 && character <= 0xdfff) {
        continue;
      }
      int type = Character.getType(character);
      boolean isHan = Character.UnicodeScript.of(character) == Character.UnicodeScript.HAN;
      boolean isGreek = Character.UnicodeScript.of(character) == Character.UnicodeScript.GREEK;
      boolean isNumber =
          type == Character.DECIMAL_DIGIT_NUMBER
              || type == Character.LETTER_NUMBER
              || type == Character.OTHER_NUMBER;
      long[] found = Runs.found(union, "a" + Character.toString(character) + "a");
      assertThat(Runs.bit(found, 0)).isEqualTo(Character.isLetter(character));
      assertThat(Runs.bit(found, 1)).isEqualTo(isHan && type != Character.UNASSIGNED);
      assertThat(Runs.bit(found, 2)).isEqualTo(!isNumber);
      assertThat(Runs.bit(found, 3)).isEqualTo(isGreek);
    }
  }
}
