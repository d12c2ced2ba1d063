package dev.sallyport.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.LogTail;
import dev.sallyport.audit.RecordKind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {
  @TempDir Path root;

  /** A run with a sealed part and a tail that no checkpoint covers. */
  private Path killed(int sealed, int unsealed) throws Exception {
    Options options = new Options();
    options.checkpointRecords = sealed + 1;
    options.checkpointInterval = Duration.ofHours(1);
    try (SealedLog log = SealedLog.begin(root, options)) {
      log.append(sealed);
      if (sealed > 0) {
        log.awaitSealed();
      }
      log.append(unsealed);
      log.kill();
      return log.folder;
    }
  }

  private SealedLog recovering() throws Exception {
    SealedLog log = SealedLog.begin(root);
    SealedLog.await("recovery", () -> Files.exists(recoveredOf(log)));
    return log;
  }

  private Path recoveredOf(SealedLog log) {
    String previous = Objects.requireNonNull(log.sealer.bootValues().get("previous"));
    return root.resolve(previous).resolve(SealFiles.RECOVERED);
  }

  private static SortedMap<String, String> recovered(CheckedRun run) {
    List<EventRecord> events = run.events(RecordKind.RECOVERED);
    assertThat(events).hasSize(1);
    return events.get(0).values();
  }

  @Test
  void takesStockOfARunThatWasKilled() throws Exception {
    Path dead = killed(100, 50);
    try (SealedLog log = recovering()) {
      log.end();
      CheckedRun run = CheckedRun.of(log.folder).closed();
      CheckedRun before = CheckedRun.of(dead);
      EndNote note = before.checkEnd(SealFiles.RECOVERED, run);
      assertThat(note.by()).isEqualTo(SealFiles.name(log.folder));
      assertThat(recovered(run))
          .containsEntry("run", SealFiles.name(dead))
          .containsEntry("size", "151")
          .containsEntry("sealed_size", "101")
          .containsEntry("root", HexFormat.of().formatHex(before.root(151)))
          .containsEntry("file.1", note.files().get(0).text())
          .doesNotContainKey("damage");
      assertThat(run.boot("previous_state")).isEqualTo("killed");
      assertThat(run.boot("previous_size")).isEqualTo("101");
      assertThat(log.lines).isEmpty();
    }
    try (SealedLog next = SealedLog.begin(root)) {
      next.end();
      assertThat(CheckedRun.of(next.folder).closed().events(RecordKind.RECOVERED)).isEmpty();
    }
  }

  @Test
  void recoversARunWithoutACheckpoint() throws Exception {
    Path dead = killed(0, 30);
    Files.deleteIfExists(dead.resolve(SealFiles.CHECKPOINTS));
    Files.deleteIfExists(dead.resolve(SealFiles.LEAF_HASHES));
    try (SealedLog log = recovering()) {
      log.end();
      CheckedRun run = CheckedRun.of(log.folder).closed();
      CheckedRun.of(dead).checkEnd(SealFiles.RECOVERED, run);
      assertThat(recovered(run)).containsEntry("sealed_size", "0").doesNotContainKey("damage");
    }
  }

  @Test
  void recoversARunWhoseLastNoteAndLastHashAreCut() throws Exception {
    Path dead = killed(100, 50);
    cut(dead.resolve(SealFiles.CHECKPOINTS), -1, "sallyport/cut\n12");
    cut(dead.resolve(SealFiles.LEAF_HASHES), -1, "half a hash");
    try (SealedLog log = recovering()) {
      log.end();
      CheckedRun run = CheckedRun.of(log.folder).closed();
      CheckedRun.of(dead).checkEnd(SealFiles.RECOVERED, run);
      assertThat(recovered(run)).doesNotContainKey("damage");
    }
  }

  private static void cut(Path file, long length, String more) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      if (length >= 0) {
        channel.truncate(length);
      }
      channel.position(channel.size());
      channel.write(java.nio.ByteBuffer.wrap(more.getBytes()));
    }
  }

  @Test
  void saysWhatIsDamagedAndKeepsItAsItIs() throws Exception {
    assertDamage(dead -> flip(dead, 10), "checksum is wrong", "10");
    assertDamage(
        dead -> cut(dead.resolve(SealFiles.LEAF_HASHES), 320, ""), "has `10` hashes of `101`", "0");
    assertDamage(
        dead -> overwrite(dead.resolve(SealFiles.LEAF_HASHES), 32 * 20),
        "record `20` is not the one whose hash is in",
        "20");
    assertDamage(dead -> overwrite(dead.resolve(SealFiles.CHECKPOINTS), 90), "`", null);
    assertDamage(
        dead -> Files.delete(SealFiles.records(dead).get(0)), "records `0` to `100` are", "0");
  }

  private interface Harm {
    void to(Path dead) throws Exception;
  }

  private void assertDamage(Harm harm, String says, @org.jspecify.annotations.Nullable String size)
      throws Exception {
    Path dead = killed(100, 50);
    harm.to(dead);
    try (SealedLog log = recovering()) {
      log.end();
      SortedMap<String, String> values = recovered(CheckedRun.of(log.folder).closed());
      assertThat(values.get("damage")).contains(says);
      if (size != null) {
        assertThat(values).containsEntry("size", size);
      }
      assertThat(log.lines).hasSize(1);
      assertThat(log.lines.get(0)).contains(SealFiles.name(dead), "is damaged", says);
    }
  }

  private static void flip(Path dead, long leaf) throws IOException {
    try (LogTail tail = LogTail.fromStart(dead)) {
      for (long i = 0; i <= leaf; i++) {
        tail.next();
      }
      overwrite(tail.recordFile(), tail.recordOffset() + 60);
    }
  }

  private static void overwrite(Path path, long at) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.seek(at);
      int before = file.read();
      file.seek(at);
      file.write(before ^ 1);
    }
  }

  @Test
  void leavesARunAloneThatRuns() throws Exception {
    try (SealedLog running = SealedLog.begin(root)) {
      running.append(10);
      running.awaitSealed();
      try (SealedLog log = SealedLog.begin(root)) {
        log.append(1);
        log.awaitSealed();
        log.end();
        CheckedRun run = CheckedRun.of(log.folder).closed();
        assertThat(run.boot("previous_state")).isEqualTo("running");
        assertThat(run.events(RecordKind.RECOVERED)).isEmpty();
      }
      running.end();
      CheckedRun.of(running.folder).closed();
    }
  }

  @Test
  void recoversManyRunsInOneStart() throws Exception {
    for (int i = 0; i < 5; i++) {
      killed(5, 5);
      // The starts in between recover nothing: they are killed before.
      Files.deleteIfExists(root.resolve("x"));
    }
    try (SealedLog log = recovering()) {
      SealedLog.await("all", () -> unrecovered() == 1);
      log.end();
      List<CheckedRun> runs = Roots.check(root);
      assertThat(runs).hasSize(6);
    }
  }

  private long unrecovered() {
    try {
      long count = 0;
      for (var run : dev.sallyport.audit.RunFolders.list(root)) {
        boolean over =
            Files.exists(run.path().resolve(SealFiles.RECOVERED))
                || Files.exists(run.path().resolve(SealFiles.CLOSED));
        count += over ? 0 : 1;
      }
      return count;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
