package dev.sallyport.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The parts of a text that a pattern matches: leftmost, then longest, never empty. */
class SpanFinderTest {
  @Test
  void findsTheLeftmostLongestParts() throws PatternException {
    assertThat(parts("a+|ab", "xaabyab")).containsExactly("aa", "ab");
    assertThat(parts("a|ab|abc", "abcab")).containsExactly("abc", "ab");
    assertThat(parts("a*", "baacaaa")).containsExactly("aa", "aaa");
    assertThat(parts("^a|b$", "aabb")).containsExactly("a", "b");
    assertThat(parts("(?m)^.", "ab\ncd")).containsExactly("a", "c");
    assertThat(parts("\\b\\w", "ab cd")).containsExactly("a", "c");
    assertThat(parts("é+|日", "aééb日")).containsExactly("éé", "日");
    assertThat(parts("$|^|\\b", "a b")).isEmpty();
    assertThat(parts("(?s).*", "a\nb")).containsExactly("a\nb");
    assertThat(parts("x", "")).isEmpty();
  }

  @Test
  void findsPlainTexts() throws PatternException {
    assertThat(spans(SpanFinder.of(TextTest.contains("aa")), "aaaaa"))
        .containsExactly("0-2", "2-4");
    assertThat(spans(SpanFinder.of(TextTest.equalTo("aa")), "aa")).containsExactly("0-2");
    assertThat(spans(SpanFinder.of(TextTest.endsWith("a")), "aa")).containsExactly("1-2");
    assertThat(spans(SpanFinder.of(TextTest.startsWith("a")), "aa")).containsExactly("0-1");
  }

  @Test
  void aCopyFindsTheSame() throws PatternException {
    SpanFinder finder = SpanFinder.of(TextTest.regex("a+"));
    spans(finder, "aa");

    assertThat(spans(finder.copy(), "baab")).containsExactly("1-3");
  }

  @Test
  void refusesAPatternWhoseStartsTakeTooManyStates() throws PatternException {
    TextTest test = TextTest.regex("^(a|b){13}a(a|b)*c");

    assertThatExceptionOfType(PatternException.class)
        .isThrownBy(() -> SpanFinder.of(test))
        .withMessageStartingWith("got the pattern `^(a|b){13}a(a|b)*c` whose start and end take");
  }

  /** Each part of a short text is tried as a whole match in its place by re2j. */
  @Test
  void findsWhatTryingAllPartsFinds() throws PatternException {
    RandomPatterns random = new RandomPatterns(3);
    int parts = 0;
    for (int round = 0; round < 1_500; round++) {
      String pattern = random.pattern();
      SpanFinder finder;
      try {
        Pattern.compile(pattern);
        finder = SpanFinder.of(TextTest.regex(pattern));
      } catch (PatternSyntaxException | PatternException e) {
        continue;
      }
      String whole = random.text(round % 2 == 0);
      int length = Math.min(6, whole.codePointCount(0, whole.length()));
      String text = whole.substring(0, whole.offsetByCodePoints(0, length));
      List<String> expected = tried(pattern, text, length);
      assertThat(spans(finder, text)).as("`%s` in `%s`", pattern, text).isEqualTo(expected);
      parts += expected.size();
    }
    assertThat(parts).isGreaterThan(300);
  }

  private static List<String> tried(String pattern, String text, int length) {
    List<String> found = new ArrayList<>();
    for (int start = 0; start < length; ) {
      int end = length;
      while (end > start && !matches(pattern, text, start, length - end)) {
        end--;
      }
      if (end > start) {
        found.add(bytes(text, start) + "-" + bytes(text, end));
      }
      start = Math.max(end, start + 1);
    }
    return found;
  }

  private static boolean matches(String pattern, String text, int before, int after) {
    String inPlace = "\\A(?s:.{" + before + "})(?:" + pattern + ")(?s:.{" + after + "})\\z";
    return Pattern.matches(inPlace, text);
  }

  private static int bytes(String text, int codePoints) {
    return Utf8.bytes(text.substring(0, text.offsetByCodePoints(0, codePoints))).length;
  }

  private static List<String> parts(String pattern, String text) throws PatternException {
    byte[] bytes = Utf8.bytes(text);
    List<String> parts = new ArrayList<>();
    for (String span : spans(SpanFinder.of(TextTest.regex(pattern)), text)) {
      int dash = span.indexOf('-');
      int start = Integer.parseInt(span, 0, dash, 10);
      int end = Integer.parseInt(span, dash + 1, span.length(), 10);
      parts.add(new String(bytes, start, end - start, StandardCharsets.UTF_8));
    }
    return parts;
  }

  /** The parts found, in bytes of UTF-8; in Latin-1 there are as many. */
  private static List<String> spans(SpanFinder finder, String text) {
    List<String> spans = spans(finder, Utf8.bytes(text), true);
    if (Runs.isLatin1(text)) {
      byte[] latin1 = text.getBytes(StandardCharsets.ISO_8859_1);
      assertThat(spans(finder, latin1, false)).hasSameSizeAs(spans);
    }
    return spans;
  }

  private static List<String> spans(SpanFinder finder, byte[] bytes, boolean utf8) {
    byte[] padded = new byte[bytes.length + 2];
    padded[0] = 'a';
    padded[bytes.length + 1] = 'a';
    System.arraycopy(bytes, 0, padded, 1, bytes.length);
    List<String> spans = new ArrayList<>();
    boolean found = finder.find(padded, 1, bytes.length + 1, utf8);
    while (found) {
      spans.add((finder.start() - 1) + "-" + (finder.end() - 1));
      found = finder.next();
    }
    return spans;
  }
}
