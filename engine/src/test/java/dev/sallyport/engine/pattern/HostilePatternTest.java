package dev.sallyport.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns that are costly for others: refused when compiled, or as cheap as any. */
class HostilePatternTest {
  private static final int MEGABYTE = 1 << 20;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a|b)*a(a|b){14}",
        "(0|1)*1(0|1){500}",
        "(?:.{0,30}[a-f]){20}",
        "\\b(\\w+\\b.{0,50}){10}$",
        "(a|b|c|d|e|f|g|h){200}.*(a|b){13}",
        "(a?){1000}a{1000}",
      })
  void refusesAPatternOfTooManyStates(String pattern) {
    assertThatExceptionOfType(PatternException.class)
        .isThrownBy(() -> TextTest.regex(pattern))
        .withMessageStartingWith("got the pattern `" + pattern + "` of more than ")
        .withMessageMatching(
            ".* of more than (\\d+) (states|steps to compile), wanted at most \\1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(?:x{1000}){1000}", "((a{100}){100}){100}", "(((((a{9}){9}){9}){9}){9}){9}"})
  void refusesARepetitionThatMakesThePatternTooLong(String pattern) {
    assertThatExceptionOfType(PatternException.class)
        .isThrownBy(() -> TextTest.regex(pattern))
        .withMessageEndingWith("wanted a pattern of at most 5000 steps when repeated");
  }

  @Test
  void refusesAPatternThatIsTooLong() {
    assertThatExceptionOfType(PatternException.class)
        .isThrownBy(() -> TextTest.regex("a".repeat(5_001)))
        .withMessageEndingWith("wanted a pattern of at most 5000 steps when repeated");
  }

  @Test
  void acceptsWhatIsLongButSimple() throws PatternException {
    assertThat(TextTest.regex("x{1000}").states()).isEqualTo(1_001);
    assertThat(TextTest.regex("(a|b)*a(a|b){10}").states()).isEqualTo(1_025);
    TextTest host = TextTest.regex("^(?:[a-z0-9-]{1,63}\\.){1,8}[a-z]{2,63}$");
    assertThat(host.isFoundIn("www.example.org")).isTrue();
    assertThat(host.isFoundIn("www..org")).isFalse();
  }

  /** A step for each character is all that a table can do, so a few states say it all. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a+)+$",
        "^(a+)+$",
        "(a*)*b",
        "(x+x+)+y",
        "(.*a){12}b",
        "(.*,){11}P",
        "(a|b)*c",
        "(?:ab|cd)*x",
        "(\\w|-)+@",
        "((((((((((a*)*)*)*)*)*)*)*)*)*)*c",
        "(|a|aa)+c",
      })
  void looksAtEachCharacterOnce(String pattern) throws PatternException {
    TextTest test = TextTest.regex(pattern);
    byte[] text = "a".repeat(MEGABYTE).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    text[MEGABYTE - 1] = '!';
    Automaton automaton = Runs.union(List.of(test));

    assertThat(test.states()).isLessThan(20);
    assertThat(automaton.run(text, 0, MEGABYTE, false, new long[1])).isZero();
    assertThat(automaton.run(text, 0, MEGABYTE, true, new long[1])).isZero();
  }

  @Test
  void aPartThatIsSearchedForTooLongIsTheRestOfTheText() throws PatternException {
    SpanFinder finder = SpanFinder.of(TextTest.regex("a.*b|a"));
    byte[] text = "a".repeat(100_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    int end = 0;
    for (boolean found = finder.find(text, 0, text.length, false); found; found = finder.next()) {
      assertThat(finder.start()).isEqualTo(end);
      end = finder.end();
    }

    assertThat(finder.gaveUp()).isTrue();
    assertThat(end).isEqualTo(text.length);
  }

  @Test
  void aPartThatIsNowhereIsNotSearchedForFromEachPosition() throws PatternException {
    SpanFinder finder = SpanFinder.of(TextTest.regex("[a-z]+@[a-z]+\\.com"));
    byte[] text = "a".repeat(MEGABYTE).getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    assertThat(finder.find(text, 0, MEGABYTE, false)).isFalse();
    assertThat(finder.gaveUp()).isFalse();
  }
}
