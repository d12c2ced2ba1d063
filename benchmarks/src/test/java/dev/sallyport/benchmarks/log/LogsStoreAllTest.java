package dev.sallyport.benchmarks.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.AuditFolder;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.AuditOptions;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogsStoreAllTest {
  @TempDir Path root;

  @ParameterizedTest
  @EnumSource(value = LogKind.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void eachLogHoldsWhatTwoThreadsAppended(LogKind kind) throws Exception {
    MeasuredLog log = kind.open(Files.createDirectory(root.resolve("log")));
    AppendRound.Reading reading = AppendRound.run(log, 2, 500, 60_000);
    log.close();
    assertThat(reading.latencies().total()).isEqualTo(1_000);
    assertThat(log.stored()).isEqualTo(1_000);
  }

  @Test
  void theBytesOfPeersAreAsLongAsOurRecord() throws Exception {
    Path folder = AuditFolder.create(root, 1, Instant.now());
    try (AuditLog log = AuditLog.openInBackground(folder, AuditOptions.defaults(1))) {
      log.append(SampleDecision.record());
      log.append(SampleDecision.record());
      assertThat(SampleDecision.bytes()).hasSize(lengthOfLastDocument(folder));
    }
  }

  private static int lengthOfLastDocument(Path folder) throws Exception {
    Path path;
    try (Stream<Path> files = Files.list(folder)) {
      path = files.filter(file -> file.toString().endsWith(".cq4")).findFirst().orElseThrow();
    }
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      int last = 0;
      long at = 0;
      while (true) {
        file.seek(at);
        int header = Integer.reverseBytes(file.readInt());
        if (header == 0) {
          return last;
        }
        last = header;
        at = at + 4 + (header & 0x3FFFFFFF) + 3 & ~3L;
      }
    }
  }
}
