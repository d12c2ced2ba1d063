package dev.sallyport.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the syntax means, and what is refused with which words. */
class PatternSyntaxTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        // pattern, a text with it, a text without
        "a.c abc ac",
        "^ab$ ab abc",
        "a|^b$|c b bd",
        "x(|y)z xyz xyyz",
        "[^a-c] d abc",
        "[]a]+$ a] a[",
        "^[a-c-]$ - d",
        "[a\\]b] ] c",
        "\\d\\D\\w\\W 1a_- 11_-",
        "^[[:alpha:][:digit:]]+$ a1 a_",
        "[[:^alpha:]] 1 a",
        "^\\pN+$ 1Ⅻ² a1",
        "^\\p{Lu}\\P{Lu}$ Éé éÉ",
        "\\p{Greek} xω xo",
        "^\\p{^Greek}+$ xo xω",
        "^\\x41\\x{1F600}\\101$ A😀A AA",
        "^\\Qa.*b\\E+$ a.*bbb aXXb",
        "^\\Q\\d \\d 1",
        "\\Aab\\z ab xab",
        "\\bcat\\b a-cat! concat",
        "a\\Bb ab a-b",
        "(?i)straße STRAẞE STRASSE",
        "(?i)^k$ \u212a j",
        "(?i)^[^k]$ j \u212a",
        "a(?i)b|c C A",
        "^(?i:a)b$ Ab AB",
        "^(?P<x>a)(?<y>b)$ ab a",
        "(?s)a.c a.c ac",
        "(?U)^a+?$ aa ab",
        "^a{3}$ aaa aa",
        "^a{2,}$ aaa a",
        "^a{1,2}$ aa aaa",
        "^a{0}b$ b ab",
        "^a{,2}$ a{,2} aa",
        "^a{01}$ a{01} a",
        "^(?:(?:ab){2}c){2}$ ababcababc ababc",
        "^\\.\\_\\-$ ._- a_-",
      })
  void isFoundInOneTextAndNotInTheOther(String pattern, String with, String without)
      throws PatternException {
    TextTest test = TextTest.regex(pattern);

    assertThat(test.isFoundIn(with)).as(with).isTrue();
    assertThat(test.isFoundIn(without)).as(without).isFalse();
  }

  @Test
  void theEndOfTheTextIsNotBeforeALastNewline() throws PatternException {
    assertThat(TextTest.regex("a$").isFoundIn("a\n")).isFalse();
    assertThat(TextTest.regex("(?m)a$").isFoundIn("a\nb")).isTrue();
    assertThat(TextTest.regex("(?m)^b").isFoundIn("a\nb")).isTrue();
    assertThat(TextTest.regex("^b").isFoundIn("a\nb")).isFalse();
    assertThat(TextTest.regex("(?m)^$").isFoundIn("a\n")).isTrue();
    assertThat(TextTest.regex("a.b").isFoundIn("a\nb")).isFalse();
    assertThat(TextTest.regex("(?s)a.b").isFoundIn("a\nb")).isTrue();
    assertThat(TextTest.regex("[^x]b").isFoundIn("\nb")).isTrue();
  }

  @Test
  void flagsEndWithTheirGroup() throws PatternException {
    TextTest test = TextTest.regex("^(a(?i)b|c)d$");

    assertThat(test.isFoundIn("aBd")).isTrue();
    assertThat(test.isFoundIn("Cd")).isTrue();
    assertThat(test.isFoundIn("ABd")).isFalse();
    assertThat(test.isFoundIn("abD")).isFalse();
  }

  @Test
  void unicodeClassesFoldCase() throws PatternException {
    assertThat(TextTest.regex("(?i)^\\p{Ll}$").isFoundIn("A")).isTrue();
    assertThat(TextTest.regex("(?i)^\\P{Ll}$").isFoundIn("A")).isFalse();
    assertThat(TextTest.regex("(?i)^\\w$").isFoundIn("\u212a")).isTrue();
    assertThat(TextTest.regex("^\\w$").isFoundIn("\u212a")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '\t',
      value = {
        // pattern, offset, message
        "(a\t2\tgot the end of the pattern, wanted `)` for each `(`",
        "a)\t1\tgot `)`, wanted `(` before it",
        "*a\t0\tgot `*`, wanted something to repeat before it",
        "a|+\t2\tgot `+`, wanted something to repeat before it",
        "a**\t2\tgot `*`, wanted no repetition of a repetition without a group",
        "a{2}{3}\t4\tgot `{3}`, wanted no repetition of a repetition without a group",
        "a{2,1}\t1\tgot `{2,1}`, wanted repetitions from the lower to the higher number, at most 1000",
        "a{1001}\t1\tgot `{1001}`, wanted repetitions from the lower to the higher number, at most 1000",
        "a{99999999999}\t1\tgot `{99999999999}`, wanted repetitions from the lower to the higher number, at most 1000",
        "[a\t0\tgot `[a`, wanted `]` at the end of a class",
        "[]\t0\tgot `[]`, wanted `]` at the end of a class",
        "[b-a]\t1\tgot `b-a`, wanted a range from the lower to the higher character",
        "[[:foo:]]\t1\tgot `[:foo:]`, wanted a class like `[:alpha:]`",
        "[a-\\d]\t3\tgot `\\d`, wanted an escape of RE2 syntax",
        "a\\\t1\tgot `\\` at the end of the pattern, wanted an escape",
        "(a)\\1\t3\tgot `\\1`, wanted an escape of RE2 syntax (back-references are not supported)",
        "\\k<x>\t0\tgot `\\k`, wanted an escape of RE2 syntax (back-references are not supported)",
        "a\\Z\t1\tgot `\\Z`, wanted an escape of RE2 syntax (the end of the text is `\\z`)",
        "\\q\t0\tgot `\\q`, wanted an escape of RE2 syntax",
        "\\xg1\t0\tgot `\\xg`, wanted `\\xHH` or `\\x{H...}` in hexadecimal digits",
        "\\x{110000}\t0\tgot `\\x{110000`, wanted a code point of at most 10FFFF",
        "(?=a)\t0\tgot `(?=`, wanted a group of RE2 syntax (look-around is not supported)",
        "(?!a)\t0\tgot `(?!`, wanted a group of RE2 syntax (look-around is not supported)",
        "(?<=a)\t0\tgot `(?<`, wanted a group of RE2 syntax (look-around is not supported)",
        "(?x)a\t0\tgot `(?x`, wanted `(`, `(?:`, `(?P<name>` or flags of `imsU`",
        "(?P<a b>c)\t0\tgot `(?P<a b>`, wanted a group name of letters, digits and `_`",
        "(?P<a>b)(?P<a>c)\t8\tgot `(?P<a>`, wanted a name that no other group has",
        "\\p{Foo}\t0\tgot `\\p{Foo}`, wanted a general category (`L`, `Lu`) or a script (`Greek`) of Unicode",
        "\\p{greek}\t0\tgot `\\p{greek}`, wanted a general category (`L`, `Lu`) or a script (`Greek`) of Unicode",
        "a(?i)*\t5\tgot `*`, wanted something to repeat before it",
      })
  void refusesWhatItDoesNotUnderstand(String pattern, int offset, String message) {
    assertThatExceptionOfType(PatternException.class)
        .isThrownBy(() -> TextTest.regex(pattern))
        .withMessage(message)
        .satisfies(e -> assertThat(e.offset()).isEqualTo(offset));
  }

  @Test
  void refusesALoneSurrogate() {
    assertThatExceptionOfType(PatternException.class)
        .isThrownBy(() -> TextTest.regex("a\ud83d"))
        .withMessage("got `\\u{d83d}`, wanted valid Unicode text");
  }

  @Test
  void refusesGroupsThatAreNestedTooDeeply() throws PatternException {
    String deep = "(".repeat(1_000) + "a" + ")".repeat(1_000);

    assertThat(TextTest.regex(deep).isFoundIn("a")).isTrue();
    assertThatExceptionOfType(PatternException.class)
        .isThrownBy(() -> TextTest.regex("(" + deep + ")"))
        .withMessage("got `(`, wanted at most 1000 nested groups");
  }
}
