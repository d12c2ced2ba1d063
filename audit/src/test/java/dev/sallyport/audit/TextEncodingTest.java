package dev.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Text gets into a record the same, whether the bytes of a String can be read in place or not. */
class TextEncodingTest {
  private static final String OPEN = "--add-opens=java.base/java.lang=ALL-UNNAMED";

  @Test
  void readsStringsInPlaceWhereThatIsOpen() {
    assertThat(StringBytes.isReadable()).isTrue();
    assertThat(StringBytes.latin1("abc")).isEqualTo(new byte[] {'a', 'b', 'c'});
    assertThat(StringBytes.latin1("a\u20ac")).isNull();
  }

  @Test
  void writesTheSameBytesWhereItIsClosed() throws Exception {
    ProcessBuilder closed = Jvm.of(Encoded.class, List.of());
    assertThat(closed.command().remove(OPEN)).isTrue();
    String output = Jvm.output(closed.redirectErrorStream(true).start());
    assertThat(output.trim()).isEqualTo("false " + Encoded.digest());
  }

  /** Says whether Strings can be read in place, and the digest of many texts as encoded. */
  static final class Encoded {
    private Encoded() {}

    public static void main(String[] arguments) throws Exception {
      System.out.println(StringBytes.isReadable() + " " + digest());
    }

    static String digest() throws Exception {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      Random random = new Random(1);
      for (int i = 0; i < 20_000; i++) {
        String text = randomText(random, i % 70);
        byte[] encoded = encoded(text, 20 + i % 60);
        boolean whole = encoded[0] >= 0;
        if (whole) {
          byte[] utf8 = wellFormed(text).getBytes(StandardCharsets.UTF_8);
          assertThat(Arrays.copyOfRange(encoded, 2, encoded.length)).isEqualTo(utf8);
        }
        digest.update(encoded);
      }
      return HexFormat.of().formatHex(digest.digest());
    }
  }

  private static byte[] encoded(String text, int maxBytes) {
    RecordBuffer buffer = new RecordBuffer();
    buffer.putShortText(text, maxBytes);
    return Arrays.copyOf(buffer.bytes(), buffer.position());
  }

  private static String wellFormed(String text) {
    StringBuilder whole = new StringBuilder();
    text.codePoints().forEach(c -> whole.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
    return whole.toString();
  }

  /** ASCII, with a few other characters in half of the texts. */
  private static String randomText(Random random, int length) {
    StringBuilder text = new StringBuilder();
    int rare = random.nextInt(4);
    for (int i = 0; i < length; i++) {
      int other = rare == 0 ? 99 : random.nextInt(40);
      if (other == rare) {
        text.append((char) (0x80 + random.nextInt(0x80)));
      } else if (other == 9 && rare > 1) {
        text.append((char) random.nextInt(0x10000));
      } else if (other == 10 && rare > 2) {
        text.appendCodePoint(0x10000 + random.nextInt(0x1000));
      } else {
        text.append((char) (' ' + random.nextInt(95)));
      }
    }
    return text.toString();
  }
}
