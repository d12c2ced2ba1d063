package dev.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ArgumentsDigestTest {
  private final ArgumentsDigest digest = ArgumentsDigest.withRandomSalt();

  @Property
  void isSha256OfSaltAndUtf8(@ForAll String text, @ForAll boolean twice) throws Exception {
    String whole = twice ? (text + "\u20AC\uD83D\uDE00").repeat(300) : text;
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(whole)) {
      return;
    }
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    sha256.update(digest.salt());
    assertThat(digest.digest(whole))
        .isEqualTo(sha256.digest(whole.getBytes(StandardCharsets.UTF_8)));
  }

  @Example
  void isSha256WhereverATextFallsIntoPieces() throws Exception {
    for (int shift = 0; shift < 6; shift++) {
      for (String piece : new String[] {"a", "\u00e9", "\u20ac", "\uD83D\uDE00", "a\uD83D\uDE00"}) {
        isSha256OfSaltAndUtf8("x".repeat(1020 + shift) + piece.repeat(1500), false);
      }
    }
  }

  @Example
  void tellsDifferentHalvesOfSurrogatePairsApart() {
    assertThat(digest.digest("\uD800")).isNotEqualTo(digest.digest("\uD801"));
    assertThat(digest.digest("\uD800")).isNotEqualTo(digest.digest("\uFFFD"));
  }

  @Example
  void dependsOnTheSalt() {
    ArgumentsDigest other = ArgumentsDigest.withRandomSalt();
    assertThat(other.digest("{}")).isNotEqualTo(digest.digest("{}"));
    assertThat(new ArgumentsDigest(other.salt()).digest("{}")).isEqualTo(other.digest("{}"));
  }

  @Example
  void isTheSameFromManyThreads() throws Exception {
    String text = "{\"amount\": 99}".repeat(50);
    byte[] expected = digest.digest(text);
    boolean[] same = new boolean[8];
    Thread[] threads = new Thread[same.length];
    for (int t = 0; t < threads.length; t++) {
      int thread = t;
      threads[t] = new Thread(() -> same[thread] = alwaysGives(expected, text));
      threads[t].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(same).containsOnly(true);
  }

  private boolean alwaysGives(byte[] expected, String text) {
    byte[] out = new byte[32];
    for (int i = 0; i < 5_000; i++) {
      digest.digest(text, out);
      if (!Arrays.equals(out, expected)) {
        return false;
      }
    }
    return true;
  }
}
