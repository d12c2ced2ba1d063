package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both relations against all short names. */
class GlobRelationTest {
  private static final String[] PATTERNS = {
    "*", "a", "b", "ab", "a*", "*a", "*b*", "?", "a?", "?b", "??", "a*b", "?*", "*?", "a?b", "**b"
  };

  static List<List<String>> pairs() {
    List<List<String>> pairs = new ArrayList<>();
    for (String one : PATTERNS) {
      for (String other : PATTERNS) {
        pairs.add(List.of(one, other));
      }
    }
    return pairs;
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of(""));
    for (int at = 0; at < names.size() && names.get(at).length() < 5; at++) {
      for (String letter : List.of("a", "b", "c")) {
        names.add(names.get(at) + letter);
      }
    }
    return names;
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void whatCoversMatchesAllAndWhatOverlapsMatchesSome(List<String> pair) {
    NamePatterns wide = new NamePatterns(pair.subList(0, 1));
    NamePatterns narrow = new NamePatterns(pair.subList(1, 2));
    boolean all = true;
    boolean some = false;
    for (String name : names()) {
      all &= wide.matches(name) || !narrow.matches(name);
      some |= wide.matches(name) && narrow.matches(name);
    }
    if (GlobRelation.covers(wide, narrow)) {
      assertThat(all).isTrue();
    }
    assertThat(GlobRelation.overlap(wide, narrow)).isEqualTo(some);
  }
}
