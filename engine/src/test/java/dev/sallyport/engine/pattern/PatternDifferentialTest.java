package dev.sallyport.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random patterns mean what they mean to re2j. Left out are a class {@code \p{Ll}} under {@code
 * (?i)}, which re2j does not fold, and ranges over U+0130 under {@code (?i)}, in which it does not
 * end.
 */
class PatternDifferentialTest {
  private static final int PATTERNS = Integer.getInteger("sallyport.patterns", 12_000);
  private static final int TEXTS = 20;

  @Test
  void findsWhatRe2jFinds() throws PatternException {
    RandomPatterns random = new RandomPatterns(20_261_121);
    int pairs = 0;
    int found = 0;
    while (pairs < PATTERNS * TEXTS) {
      String pattern = random.pattern();
      Pattern theirs = re2j(pattern);
      TextTest ours = ours(pattern, theirs != null);
      if (theirs == null || ours == null) {
        continue;
      }
      for (int i = 0; i < TEXTS; i++) {
        String text = random.text(i % 2 == 0);
        boolean isFound = theirs.matcher(text).find();
        assertThat(isFoundIn(ours, text)).as("`%s` in `%s`", pattern, text).isEqualTo(isFound);
        pairs++;
        found += isFound ? 1 : 0;
      }
    }
    assertThat(found).isBetween(pairs / 4, 3 * pairs / 4);
  }

  @Test
  void findsWhatRe2jFindsInUnionsOfUpTo40Tests() throws PatternException {
    RandomPatterns random = new RandomPatterns(7);
    int unions = 0;
    for (int round = 0; round < 150; round++) {
      int size = 1 + random.number(40);
      List<TextTest> tests = new java.util.ArrayList<>();
      List<Pattern> theirs = new java.util.ArrayList<>();
      while (tests.size() < size) {
        String pattern = random.pattern();
        Pattern compiled = re2j(pattern);
        TextTest test = ours(pattern, compiled != null);
        if (compiled != null && test != null && test.states() < 30) {
          tests.add(test);
          theirs.add(compiled);
        }
      }
      Automaton union = Automaton.union(tests, 5_000);
      if (union == null) {
        continue;
      }
      unions++;
      for (int i = 0; i < TEXTS; i++) {
        String text = random.text(i % 2 == 0);
        long[] found = Runs.found(union, text);
        for (int test = 0; test < size; test++) {
          assertThat(Runs.bit(found, test))
              .as("`%s` in `%s`", tests.get(test), text)
              .isEqualTo(theirs.get(test).matcher(text).find());
        }
      }
    }
    assertThat(unions).isGreaterThan(75);
  }

  @Test
  void foldsEachLetterAsTheJdkDoes() throws PatternException {
    for (int letter = 0; letter <= 0x1ffff; letter++) {
      int upper = Character.toUpperCase(letter);
      int lower = Character.toLowerCase(letter);
      // Dotted and dotless i fold to nothing in CaseFolding.txt; the JDK takes them for an i.
      boolean isTurkish = letter == 0x130 || letter == 0x131;
      if (upper == letter && lower == letter || isTurkish) {
        continue;
      }
      TextTest ours = TextTest.regex("(?i)^" + Character.toString(letter) + "$");
      for (int other : new int[] {letter, upper, lower, 'k', 0x17f, 0xdf, 0x3c9}) {
        boolean isSame =
            Character.toLowerCase(upper) == Character.toLowerCase(Character.toUpperCase(other));
        assertThat(ours.isFoundIn(Character.toString(other)))
            .as("U+%x and U+%x", letter, other)
            .isEqualTo(isSame);
      }
    }
    assertThat(TextTest.regex("(?i)^[ij]$").isFoundIn("\u0130")).isFalse();
    assertThat(TextTest.regex("(?i)^I$").isFoundIn("\u0131")).isFalse();
  }

  private static boolean isFoundIn(TextTest test, String text) {
    boolean isFound = Runs.bit(Runs.found(Runs.union(List.of(test)), text), 0);
    assertThat(test.isFoundIn(text)).isEqualTo(isFound);
    return isFound;
  }

  private static @Nullable Pattern re2j(String pattern) {
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      return null;
    }
  }

  /** Where the two disagree on the syntax, only we refuse, and for a reason that is known. */
  private static @Nullable TextTest ours(String pattern, boolean isRe2j) {
    try {
      TextTest test = TextTest.regex(pattern);
      assertThat(isRe2j).as("re2j refuses `%s`", pattern).isTrue();
      return test;
    } catch (PatternException e) {
      if (isRe2j) {
        assertThat(e)
            .message()
            .containsAnyOf(
                "wanted something to repeat before it",
                "wanted no repetition of a repetition",
                "of more than");
      }
      return null;
    }
  }
}
