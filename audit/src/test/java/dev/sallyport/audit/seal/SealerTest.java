package dev.sallyport.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.AuditUnavailableException;
import dev.sallyport.audit.LogTail;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.note.Checkpoint;
import dev.sallyport.audit.note.SignedNote;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealerTest {
  @TempDir Path root;

  @Test
  void sealsARunFromBootToShutdown() throws Exception {
    try (SealedLog log = SealedLog.begin(root)) {
      log.append(1_000);
      log.end();
      CheckedRun run = CheckedRun.of(log.folder).closed();
      assertThat(run.size()).isEqualTo(1_002);
      assertThat(run.boot("origin")).isEqualTo(run.epoch.runKey().name());
      assertThat(run.boot("key")).isEqualTo(run.epoch.runKey().text());
      assertThat(run.boot("epoch")).isEqualTo("0");
      assertThat(log.lines).hasSize(1); // the key
    }
  }

  @Test
  void sealsWhileManyThreadsAppend() throws Exception {
    Options options = new Options();
    options.checkpointRecords = 500;
    options.checkpointInterval = Duration.ofMillis(10);
    try (SealedLog log = SealedLog.begin(root, options)) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        threads.add(new Thread(() -> log.append(5_000)));
      }
      for (Thread thread : threads) {
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      log.end();
      CheckedRun run = CheckedRun.of(log.folder).closed();
      assertThat(run.size()).isEqualTo(20_002);
      assertThat(run.checkpoints).isNotEmpty();
      assertThat(log.checkpoints).hasSameSizeAs(run.checkpoints);
    }
  }

  @Test
  void writesNoCheckpointAheadOfWhatIsOnTheDisk() throws Exception {
    Options options = new Options();
    options.checkpointRecords = 100;
    OrderDisk disk = new OrderDisk();
    try (SealedLog log = SealedLog.begin(root, options, disk)) {
      for (int i = 0; i < 20; i++) {
        log.append(150);
        log.awaitSealed();
      }
      log.end();
      assertThat(disk.wrong).isEmpty();
      assertThat(disk.checkpoints).isGreaterThanOrEqualTo(20);
      CheckedRun.of(log.folder).closed();
    }
  }

  /** Counts what is in the files at each force, and compares with the next checkpoint. */
  private static final class OrderDisk extends WatchedDisk {
    final List<String> wrong = new ArrayList<>();
    int checkpoints;
    private long forcedRecords;
    private long forcedHashes;
    private boolean checkpointForced = true;

    @Override
    void force(Path file, FileChannel channel) throws IOException {
      if (SealFiles.name(file).endsWith(SealFiles.RECORDS_SUFFIX)) {
        forcedRecords = records(file);
      } else if (SealFiles.name(file).equals(SealFiles.LEAF_HASHES)) {
        forcedHashes = channel.size() / 32;
      } else if (SealFiles.name(file).equals(SealFiles.CHECKPOINTS)) {
        checkpointForced = true;
      }
      super.force(file, channel);
    }

    @Override
    void write(Path file, FileChannel channel, ByteBuffer bytes, long position) throws IOException {
      if (SealFiles.name(file).equals(SealFiles.CHECKPOINTS)) {
        check(StandardCharsets.UTF_8.decode(bytes.duplicate()).toString());
      }
      super.write(file, channel, bytes, position);
    }

    private void check(String note) throws IOException {
      try {
        long size = Checkpoint.parse(SignedNote.parse(note).text()).size();
        if (size > forcedRecords || size > forcedHashes || !checkpointForced) {
          wrong.add(size + " > " + forcedRecords + " or " + forcedHashes);
        }
        checkpoints++;
        checkpointForced = false;
      } catch (Exception e) {
        throw new IOException(e);
      }
    }

    private static long records(Path file) throws IOException {
      try (LogTail tail = LogTail.fromStart(file.resolveSibling(""))) {
        long count = 0;
        for (AuditEntry entry = tail.next(); entry != null; entry = tail.next()) {
          count++;
        }
        return count;
      }
    }
  }

  @Test
  void writesACheckpointWhenARecordHasWaitedForTheInterval() throws Exception {
    try (SealedLog log = SealedLog.begin(root)) {
      log.append(1);
      log.awaitSealed();
      log.append(1);
      log.awaitSealed();
      assertThat(CheckedRun.of(log.folder).sealed()).isEqualTo(3);
    }
  }

  @Test
  void writesACheckpointOnceThereAreEnoughRecords() throws Exception {
    Options options = new Options();
    options.checkpointRecords = 10;
    options.checkpointInterval = Duration.ofHours(1);
    try (SealedLog log = SealedLog.begin(root, options)) {
      log.append(5);
      SealedLog.await("all read", () -> log.log.appended() == 6);
      assertThat(log.sealer.sealed()).isZero();
      log.append(4);
      log.awaitSealed();
      assertThat(CheckedRun.of(log.folder).sealed()).isEqualTo(10);
    }
  }

  @Test
  void writesNothingWhileNothingIsAppended() throws Exception {
    try (SealedLog log = SealedLog.begin(root)) {
      log.append(1);
      log.awaitSealed();
      SealedLog.await("recovery is over", () -> log.log.appended() == log.sealer.sealed());
      int before = log.disk.count();
      Thread.sleep(300);
      assertThat(log.disk.count()).isEqualTo(before);
    }
  }

  @Test
  void aRecordAfterTheEndTakesTheNoteAwayAndIsSealedToo() throws Exception {
    try (SealedLog log = SealedLog.begin(root)) {
      log.end();
      Path closed = log.folder.resolve(SealFiles.CLOSED);
      assertThat(closed).exists();
      log.append(1);
      log.sealer.wake();
      SealedLog.await("sealed", () -> log.sealer.sealed() == 3 && Files.exists(closed));
      assertThat(CheckedRun.of(log.folder).closed().size()).isEqualTo(3);
    }
  }

  @Test
  void failsTheLogWhenARecordReadsBackWrong() throws Exception {
    HeldDisk disk = new HeldDisk();
    try (SealedLog log = SealedLog.begin(root, new Options(), disk)) {
      log.awaitSealed();
      disk.hold();
      log.append(1);
      disk.awaitHeld();
      log.append(3);
      flipBitOfLastRecord(log.folder);
      disk.release();
      SealedLog.await("the log fails", () -> log.log.failure() != null && log.lines.size() == 2);
      assertThat(log.lines.get(log.lines.size() - 1))
          .contains("can't be sealed: record `4` in `", "a record's checksum is wrong");
      assertThatThrownBy(() -> log.append(1)).isInstanceOf(AuditUnavailableException.class);
    }
  }

  private static void flipBitOfLastRecord(Path folder) throws IOException {
    try (LogTail tail = LogTail.fromLast(folder, 1)) {
      tail.next();
      try (RandomAccessFile file = new RandomAccessFile(tail.recordFile().toFile(), "rw")) {
        file.seek(tail.recordOffset() + 60);
        int before = file.read();
        file.seek(tail.recordOffset() + 60);
        file.write(before ^ 1);
      }
    }
  }

  /** Keeps the sealing thread at the next step, once a test says so. */
  private static final class HeldDisk extends WatchedDisk {
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean hold;

    void hold() {
      hold = true;
    }

    void awaitHeld() throws InterruptedException {
      assertThat(held.await(60, TimeUnit.SECONDS)).isTrue();
    }

    void release() {
      hold = false;
      released.countDown();
    }

    @Override
    void before(String what, Path file) throws IOException {
      if (hold) {
        held.countDown();
        try {
          released.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      super.before(what, file);
    }
  }

  @Test
  void refusesCallsOnceSealingFails() throws Exception {
    try (SealedLog log = SealedLog.begin(root)) {
      log.awaitSealed();
      log.disk.failAt("force leaf-hashes");
      log.append(1);
      SealedLog.await("the log fails", () -> log.log.failure() != null && log.lines.size() == 2);
      assertThat(log.lines.get(log.lines.size() - 1))
          .isEqualTo(
              "every tool call is refused from now on, because the log can't be sealed: no space"
                  + " left on device");
      assertThat(log.sealer.end(Duration.ofSeconds(1))).isFalse();
      assertThat(log.folder.resolve(SealFiles.CLOSED)).doesNotExist();
      assertThat(CheckedRun.of(log.folder).events(RecordKind.BOOT)).hasSize(1);
    }
  }
}
