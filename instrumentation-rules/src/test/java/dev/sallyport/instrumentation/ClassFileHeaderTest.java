package dev.sallyport.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ClassFileHeaderTest {
  private static final long FIRST = 1;
  private static final long SECOND = 2;

  private final ClassFileHeader header = new ClassFileHeader(new String[] {"execute", "(I)V"});

  @Test
  void findsStringsInThePoolOfARealClass() throws IOException {
    ClassFileHeader real =
        new ClassFileHeader(
            new String[] {"mentionedIn", "([B)J", "notInThere", "java/lang/Object"});
    try (InputStream in = ClassFileHeader.class.getResourceAsStream("ClassFileHeader.class")) {
      assertThat(in).isNotNull();
      assertThat(real.mentionedIn(in.readAllBytes())).isEqualTo(0b1011);
    }
  }

  @Test
  void stepsOverEachKindOfConstant() throws IOException {
    byte[] file =
        classFile(
            19,
            new Object[] {5, 8}, // a long takes two entries
            new Object[] {6, 8},
            new Object[] {3, 4},
            new Object[] {4, 4},
            new Object[] {7, 2},
            new Object[] {8, 2},
            new Object[] {9, 4},
            new Object[] {10, 4},
            new Object[] {11, 4},
            new Object[] {12, 4},
            new Object[] {15, 3},
            new Object[] {16, 2},
            new Object[] {17, 4},
            new Object[] {18, 4},
            new Object[] {1, "execute"},
            new Object[] {1, "(I)V"});

    assertThat(header.mentionedIn(file)).isEqualTo(FIRST | SECOND);
  }

  @Test
  void comparesWholeStrings() throws IOException {
    assertThat(header.mentionedIn(classFile(2, new Object[] {1, "executeAll"}))).isZero();
    assertThat(header.mentionedIn(classFile(2, new Object[] {1, "executf"}))).isZero();
    assertThat(header.mentionedIn(classFile(2, new Object[] {1, ""}))).isZero();
  }

  @Test
  void looksNoFurtherThanThePool() throws IOException {
    byte[] file = classFile(2, new Object[] {1, "x"}, new Object[] {1, "execute"});

    assertThat(header.mentionedIn(file)).isZero();
  }

  @Test
  void searchesTheWholeFileAfterAConstantItDoesNotKnow() throws IOException {
    byte[] file = classFile(3, new Object[] {99, 6}, new Object[] {1, "execute"});

    assertThat(header.mentionedIn(file)).isEqualTo(FIRST);
  }

  @Test
  void searchesATruncatedFile() throws IOException {
    byte[] file = classFile(5, new Object[] {1, "execute"});

    assertThat(header.mentionedIn(file)).isEqualTo(FIRST);
    assertThat(header.mentionedIn(Arrays.copyOf(file, 4))).isZero();
    assertThat(header.mentionedIn(new byte[0])).isZero();
  }

  @Test
  void refusesToWatchForMoreStringsThanItHasBits() {
    String[] strings = new String[65];
    Arrays.setAll(strings, i -> "s" + i);

    assertThatThrownBy(() -> new ClassFileHeader(strings))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Constants are a tag and a string, or a tag and a number of bytes. */
  private static byte[] classFile(int count, Object[]... constants) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0xCAFEBABE);
    out.writeInt(52);
    out.writeShort(count);
    for (Object[] constant : constants) {
      out.writeByte((Integer) constant[0]);
      if (constant[1] instanceof String string) {
        out.writeUTF(string);
      } else {
        out.write(new byte[(Integer) constant[1]]);
      }
    }
    return bytes.toByteArray();
  }
}
