package dev.sallyport.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.RecordKind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruningTest {
  private static final long HOUR = TimeUnit.HOURS.toMillis(1);
  private static final long FILE_BYTES = 5L << 20;

  @TempDir Path root;

  private static Options keeping(long ageMillis, long bytes) {
    Options options = new Options();
    options.retention = new Retention(ageMillis, bytes);
    return options;
  }

  /** A closed run over so many days. */
  private CheckedRun run(int days) throws Exception {
    try (SealedLog log = SealedLog.begin(root)) {
      for (int day = 1; day <= days; day++) {
        log.append(10);
        log.awaitSealed();
        if (day < days) {
          log.stores.nextDay();
        }
      }
      int rolls = days - 1;
      SealedLog.await("rolls", () -> count(log.folder, RecordKind.ROLL) >= rolls);
      log.end();
      return CheckedRun.of(log.folder).closed();
    }
  }

  private static long count(Path folder, RecordKind kind) {
    try {
      return CheckedRun.of(folder).events(kind).size();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static long number(EventRecord event, String name) {
    return Long.parseLong(Objects.requireNonNull(event.values().get(name)));
  }

  private static void age(Path file, long millis) throws IOException {
    Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis() - millis));
  }

  @Test
  void removesWhatIsOlderThanTheAgeAndSaysBeforeWhatItWas() throws Exception {
    CheckedRun old = run(3);
    List<Path> files = SealFiles.records(old.folder);
    List<FileDigest> digests = List.of(FileDigest.of(files.get(0)), FileDigest.of(files.get(1)));
    age(files.get(0), 3 * HOUR);
    age(files.get(1), 2 * HOUR);
    try (SealedLog log = SealedLog.begin(root, keeping(HOUR, 0))) {
      SealedLog.await("removed", () -> !Files.exists(files.get(1)));
      log.end();
      CheckedRun run = CheckedRun.of(log.folder).closed();
      List<EventRecord> pruned = run.events(RecordKind.PRUNED);
      assertThat(pruned).hasSize(2);
      for (int i = 0; i < 2; i++) {
        long end = number(pruned.get(i), "end");
        assertThat(pruned.get(i).values())
            .containsEntry("run", SealFiles.name(old.folder))
            .containsEntry("file", digests.get(i).name())
            .containsEntry("length", Long.toString(digests.get(i).length()))
            .containsEntry("sha256", digests.get(i).sha256())
            .containsEntry("first", i == 0 ? "0" : Long.toString(number(pruned.get(0), "end")))
            .containsEntry("root", HexFormat.of().formatHex(old.root(end)))
            .containsEntry("reason", "age");
      }
      assertThat(files.get(0)).doesNotExist();
      assertThat(files.get(2)).exists();
      assertThat(old.folder.resolve(SealFiles.LEAF_HASHES)).exists();
    }
  }

  @Test
  void removesAWholeRunButItsNotes() throws Exception {
    CheckedRun old = run(2);
    for (Path file : SealFiles.records(old.folder)) {
      age(file, 2 * HOUR);
    }
    try (SealedLog log = SealedLog.begin(root, keeping(HOUR, 0))) {
      SealedLog.await("removed", () -> !Files.exists(old.folder.resolve(SealFiles.WRITER_LOCK)));
      log.end();
      CheckedRun run = CheckedRun.of(log.folder).closed();
      assertThat(run.events(RecordKind.PRUNED).get(1).values())
          .containsEntry("file", "*")
          .containsEntry("end", Long.toString(old.size()))
          .containsEntry("root", HexFormat.of().formatHex(old.root(old.size())));
      try (var files = Files.list(old.folder)) {
        assertThat(files.map(SealFiles::name))
            .containsExactlyInAnyOrder(SealFiles.EPOCH, SealFiles.CHECKPOINTS, SealFiles.CLOSED);
      }
    }
    try (SealedLog next = SealedLog.begin(root, keeping(HOUR, 0))) {
      next.append(1);
      next.awaitSealed();
      next.end();
      CheckedRun run = CheckedRun.of(next.folder).closed();
      assertThat(run.events(RecordKind.PRUNED)).isEmpty();
      assertThat(run.events(RecordKind.RECOVERED)).isEmpty();
    }
  }

  @Test
  void removesTheOldestOverTheSizeAndNeverTheFileBeingWritten() throws Exception {
    CheckedRun old = run(3);
    Options options = keeping(0, 2 * FILE_BYTES);
    try (SealedLog log = SealedLog.begin(root, options)) {
      SealedLog.await("the old run", () -> empty(old.folder));
      log.append(10);
      log.stores.nextDay();
      log.append(10);
      log.stores.nextDay();
      log.append(10);
      Path first = SealFiles.records(log.folder).get(0);
      SealedLog.await("the first file of this run", () -> !Files.exists(first));
      log.append(10);
      log.end();
      assertThat(SealFiles.records(log.folder)).isNotEmpty();
      assertThat(log.log.failure()).isNull();
      assertThat(log.lines).isEmpty();
      EndNote end = Objects.requireNonNull(EndNote.read(log.folder));
      assertThat(end.size()).isEqualTo(log.log.appended());
    }
  }

  private static boolean empty(Path folder) {
    try {
      return SealFiles.records(folder).isEmpty();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void keepsWhatIsNotSealed() throws Exception {
    Path killed;
    try (SealedLog log = SealedLog.begin(root)) {
      killed = log.folder;
      log.append(5);
    }
    Files.delete(killed.resolve(SealFiles.EPOCH)); // so that it can't be recovered
    age(SealFiles.records(killed).get(0), 10 * HOUR);
    CheckedRun old = run(1);
    age(SealFiles.records(old.folder).get(0), 10 * HOUR);
    try (SealedLog log = SealedLog.begin(root, keeping(HOUR, 0))) {
      SealedLog.await("removed", () -> empty(old.folder));
      assertThat(SealFiles.records(killed)).hasSize(1);
      log.end();
    }
  }

  @Test
  void keepsWhatWasChangedAndSaysSo() throws Exception {
    CheckedRun old = run(1);
    Path file = SealFiles.records(old.folder).get(0);
    try (RandomAccessFile changed = new RandomAccessFile(file.toFile(), "rw")) {
      changed.seek(300_000);
      changed.write(1);
    }
    age(file, 2 * HOUR);
    try (SealedLog log = SealedLog.begin(root, keeping(HOUR, 0))) {
      SealedLog.await("said", () -> !log.lines.isEmpty());
      assertThat(log.lines.get(0))
          .isEqualTo("`" + file + "` is not removed: it was changed after its run ended");
      assertThat(file).exists();
      log.end();
      assertThat(CheckedRun.of(log.folder).closed().events(RecordKind.PRUNED)).isEmpty();
    }
  }

  @Test
  void finishesARemovalThatWasCutAnywhere() throws Exception {
    for (int cut = 0; ; cut++) {
      Path before = root;
      root = before.resolve("cut" + cut);
      CheckedRun old = run(2);
      for (Path file : SealFiles.records(old.folder)) {
        age(file, 2 * HOUR);
      }
      StopAtDelete disk = new StopAtDelete(cut);
      try (SealedLog log = SealedLog.begin(root, keeping(HOUR, 0), disk)) {
        SealedLog.await(
            "cut", () -> !log.lines.isEmpty() || count(log.folder, RecordKind.PRUNED) == 2);
        SealedLog.await("over", () -> !log.lines.isEmpty() || gone(old.folder));
      }
      try (SealedLog next = SealedLog.begin(root, keeping(HOUR, 0))) {
        SealedLog.await("removed", () -> gone(old.folder));
        next.append(1);
        next.end();
        CheckedRun.of(next.folder).closed();
      }
      root = before;
      if (!disk.stopped) {
        assertThat(cut).isGreaterThanOrEqualTo(5);
        return;
      }
    }
  }

  @Test
  void aFileThatStaysDoesNotMixUpWhatIsSaidAboutTheNext() throws Exception {
    CheckedRun old = run(3);
    List<Path> files = SealFiles.records(old.folder);
    age(files.get(1), 2 * HOUR);
    try (SealedLog log = SealedLog.begin(root, keeping(HOUR, 0))) {
      SealedLog.await("removed", () -> !Files.exists(files.get(1)));
      log.end();
      EventRecord pruned = CheckedRun.of(log.folder).closed().events(RecordKind.PRUNED).get(0);
      assertThat(number(pruned, "first")).isPositive().isLessThan(number(pruned, "end"));
      assertThat(pruned.values())
          .containsEntry("root", HexFormat.of().formatHex(old.root(number(pruned, "end"))));
    }
  }

  private static boolean gone(Path folder) {
    return empty(folder)
        && !Files.exists(folder.resolve(SealFiles.LEAF_HASHES))
        && !Files.exists(folder.resolve(SealFiles.METADATA));
  }

  /** Fails at one deletion and at all later ones. */
  private static final class StopAtDelete extends WatchedDisk {
    private final int stop;
    private volatile boolean stopped;
    private int deletes;

    StopAtDelete(int stop) {
      this.stop = stop;
    }

    @Override
    void delete(Path file) throws IOException {
      if (deletes >= stop) {
        stopped = true;
        throw new IOException("stopped");
      }
      deletes++;
      super.delete(file);
    }
  }
}
