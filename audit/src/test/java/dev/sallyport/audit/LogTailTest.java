package dev.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.store.FaultyStores;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
  @TempDir Path root;

  private Path folder = Path.of("");

  @BeforeEach
  void freshFolder() throws IOException {
    folder = Runs.folder(root);
  }

  @Test
  void waitsInAFolderWithoutFilesUntilRecordsCome() throws Exception {
    try (LogTail tail = LogTail.fromStart(folder);
        LogTail last = LogTail.fromLast(folder, 5)) {
      assertThat(tail.next()).isNull();
      assertThat(last.next()).isNull();
      write(3);
      assertThat(Runs.callIds(Runs.rest(tail))).containsExactly(0L, 1L, 2L);
      assertThat(Runs.callIds(Runs.rest(last))).containsExactly(0L, 1L, 2L);
    }
  }

  @Test
  void followsAWriterRecordByRecord() throws Exception {
    int count = 20_000;
    try (AuditLog log = Runs.open(folder);
        LogTail tail = LogTail.fromStart(folder)) {
      Thread writer =
          new Thread(
              () -> {
                for (int call = 0; call < count; call++) {
                  log.append(Runs.decision(call));
                }
              });
      writer.start();
      List<AuditEntry> seen = new ArrayList<>();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (seen.size() < count) {
        assertThat(System.nanoTime()).isLessThan(deadline);
        seen.addAll(Runs.rest(tail));
      }
      writer.join();
      assertThat(Runs.callIds(seen)).isEqualTo(AuditLogTest.numbers(count));
    }
  }

  @Test
  void followsAWriterIntoItsNextFile() throws Exception {
    FaultyStores stores = new FaultyStores();
    try (AuditLog log = Runs.open(folder, stores, new RecordEncoder());
        LogTail tail = LogTail.fromStart(folder)) {
      for (long call = 0; call < 5; call++) {
        log.append(Runs.decision(call));
        assertThat(Runs.callIds(Runs.rest(tail))).containsExactly(call);
        stores.nextDay();
      }
    }
  }

  @Test
  void startsWithTheLastRecordsOrWithWhatComes() throws Exception {
    try (AuditLog log = Runs.open(folder)) {
      for (int call = 0; call < 1000; call++) {
        log.append(Runs.decision(call));
      }
      try (LogTail last = LogTail.fromLast(folder, 3);
          LogTail fresh = LogTail.fromLast(folder, 0);
          LogTail all = LogTail.fromLast(folder, 5000)) {
        assertThat(Runs.callIds(Runs.rest(last))).containsExactly(997L, 998L, 999L);
        assertThat(fresh.next()).isNull();
        assertThat(Runs.rest(all)).hasSize(1000);
        log.append(Runs.decision(1000));
        assertThat(Runs.callIds(Runs.rest(fresh))).containsExactly(1000L);
      }
    }
  }

  @Test
  void changesNothingInTheFolder() throws Exception {
    write(10);
    Path file = storeFile();
    FileTime modified = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(file, modified);
    byte[] before = Files.readAllBytes(file);
    List<Path> listed = list();
    Runs.read(folder);
    assertThat(list()).isEqualTo(listed);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(modified);
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void reportsAnAlteredRecordAndReadsOn() throws Exception {
    write(10);
    long at = find("issue_refund", 4);
    overwrite(at, 'X');
    List<AuditEntry> entries = Runs.read(folder);
    AuditEntry.Damaged damaged = (AuditEntry.Damaged) entries.remove(4);
    assertThat(damaged.problem()).contains("the checksum does not match the bytes");
    assertThat(damaged.offset()).isBetween(at - 300, at);
    assertThat(Runs.callIds(entries)).containsExactly(0L, 1L, 2L, 3L, 5L, 6L, 7L, 8L, 9L);
  }

  @Test
  void findsTheNextRecordBehindADestroyedLength() throws Exception {
    write(10);
    long record = find("SPLY", 4);
    for (int header : new int[] {0x40, 0x80, 0x20, 0x7F}) {
      overwrite(record - 1, header);
      List<AuditEntry> entries = Runs.read(folder);
      assertThat(entries.get(4)).isInstanceOf(AuditEntry.Damaged.class);
      entries.removeIf(AuditEntry.Damaged.class::isInstance);
      assertThat(Runs.callIds(entries)).containsExactly(0L, 1L, 2L, 3L, 5L, 6L, 7L, 8L, 9L);
    }
  }

  @Test
  void reportsEveryFlippedByteOfARecord() throws Exception {
    write(4);
    long start = find("SPLY", 2);
    byte[] whole = Files.readAllBytes(storeFile());
    int length = (whole[(int) start + 4] & 0xFF) << 8 | (whole[(int) start + 5] & 0xFF);
    for (int i = 0; i < length; i++) {
      overwrite(start + i, ~whole[(int) start + i]);
      assertThat(Runs.read(folder))
          .as("byte %d", i)
          .hasSize(4)
          .filteredOn(AuditEntry.Damaged.class::isInstance)
          .hasSize(1);
      overwrite(start + i, whole[(int) start + i]);
    }
  }

  @Test
  void reportsMissingRecords() throws Exception {
    FaultyStores stores = new FaultyStores();
    try (AuditLog log = Runs.open(folder, stores, new RecordEncoder())) {
      for (int call = 0; call < 9; call++) {
        log.append(Runs.decision(call));
        if (call % 3 == 2) {
          stores.nextDay();
        }
      }
    }
    List<Path> files = new ArrayList<>(list());
    files.removeIf(p -> !p.toString().endsWith(".cq4"));
    Files.delete(files.get(1));
    List<AuditEntry> entries = Runs.read(folder);
    AuditEntry.Damaged gap = (AuditEntry.Damaged) entries.remove(3);
    assertThat(gap.problem()).isEqualTo("records `3` to `5` are missing");
    assertThat(Runs.callIds(entries)).containsExactly(0L, 1L, 2L, 6L, 7L, 8L);
  }

  @Test
  void reportsAFileThatWasCutShortWithinARecord() throws Exception {
    write(10);
    long at = find("issue_refund", 6);
    try (RandomAccessFile file = new RandomAccessFile(storeFile().toFile(), "rw")) {
      file.setLength(at);
    }
    List<AuditEntry> entries = Runs.read(folder);
    assertThat(entries).hasSize(7);
    assertThat(((AuditEntry.Damaged) entries.get(6)).problem())
        .contains("past the end of the file");
  }

  private void write(int count) {
    try (AuditLog log = Runs.open(folder)) {
      for (int call = 0; call < count; call++) {
        log.append(Runs.decision(call));
      }
    }
  }

  private List<Path> list() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private Path storeFile() throws IOException {
    return list().stream().filter(p -> p.toString().endsWith(".cq4")).findFirst().orElseThrow();
  }

  /** Where {@code text} stands in the file for the {@code nth} time, from 0. */
  private long find(String text, int nth) throws IOException {
    String all = Files.readString(storeFile(), StandardCharsets.ISO_8859_1);
    int at = all.indexOf(text);
    for (int i = 0; i < nth; i++) {
      at = all.indexOf(text, at + 1);
    }
    return at;
  }

  private void overwrite(long at, int value) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(storeFile().toFile(), "rw")) {
      file.seek(at);
      file.write(value);
    }
  }
}
