package dev.sallyport.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Runs automata on texts in all encodings that hold them. */
final class Runs {
  private Runs() {}

  static Automaton union(List<TextTest> tests) {
    Automaton union = Automaton.union(tests, 1_000_000);
    return Objects.requireNonNull(union);
  }

  /** The tests found, as bits; with something around the text that must not be looked at. */
  static long[] found(Automaton automaton, String text) {
    long[] found = found(automaton, Utf8.bytes(text), true);
    if (isLatin1(text)) {
      long[] inLatin1 = found(automaton, text.getBytes(StandardCharsets.ISO_8859_1), false);
      assertThat(inLatin1).as("%s in Latin-1: `%s`", automaton, text).isEqualTo(found);
    }
    return found;
  }

  private static long[] found(Automaton automaton, byte[] bytes, boolean utf8) {
    byte[] padded = new byte[bytes.length + 2];
    padded[0] = 'a';
    padded[bytes.length + 1] = 'a';
    System.arraycopy(bytes, 0, padded, 1, bytes.length);
    long[] matched = new long[automaton.outcome(0).length];
    int outcome = automaton.run(padded, 1, bytes.length + 1, utf8, matched);
    return outcome < 0 ? matched : automaton.outcome(outcome);
  }

  static boolean isLatin1(String text) {
    return text.chars().allMatch(character -> character < 0x100);
  }

  static boolean bit(long[] found, int test) {
    return (found[test / 64] >>> test % 64 & 1) == 1;
  }
}
