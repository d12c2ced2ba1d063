package dev.sallyport.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every byte of every file of a log in turn is another than it was. */
class FlippedByteTest {
  /** In a run of zeros longer than this, only every so many bytes are tried. */
  private static final int STRIDE = 16;

  private static final boolean LONG = Boolean.getBoolean("sallyport.long");

  @TempDir Path folder;

  @Test
  void noFlippedByteGoesUnnoticed() throws Exception {
    TamperedLog log = TamperedLog.write(folder.resolve("log"), LONG ? 40 : 1);
    assertThat(log.verify().findings()).isEmpty();
    List<String> unnoticed = new ArrayList<>();
    int tried = 0;
    for (Path file : TamperedLog.files(log.root())) {
      byte[] content = Files.readAllBytes(file);
      try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
        for (int i = 0; i < content.length; i += step(content, i)) {
          write(open, i, content[i] ^ (1 << i % 8));
          VerifyReport report = log.verify();
          tried++;
          if (report.verdict() == Verdict.INTACT) {
            unnoticed.add(log.root().relativize(file) + " byte " + i);
          }
          write(open, i, content[i]);
        }
      }
    }
    assertThat(unnoticed).isEmpty();
    assertThat(tried).isGreaterThan(5_000);
    assertThat(log.verify().findings()).isEmpty();
  }

  private static void write(RandomAccessFile file, int at, int value) throws Exception {
    file.seek(at);
    file.write(value);
  }

  /** One, or more within a long run of zeros. */
  private static int step(byte[] content, int at) {
    for (int i = at; i < Math.min(at + STRIDE, content.length); i++) {
      if (content[i] != 0) {
        return 1;
      }
    }
    return STRIDE;
  }
}
