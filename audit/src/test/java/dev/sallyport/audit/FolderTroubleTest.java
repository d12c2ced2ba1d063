package dev.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTroubleTest {
  @TempDir Path root;

  @Test
  void refusesOnceTheFolderIsDeletedAndEverAfter() throws Exception {
    Path folder = Runs.folder(root);
    try (AuditLog log = Runs.open(folder)) {
      log.append(Runs.decision(0));
      deleteTree(folder);
      AuditUnavailableException refused = appendUntilRefused(log);
      assertThat(refused).hasMessage("`" + folder + "` of the audit log is gone");
      Files.createDirectories(folder);
      assertThatThrownBy(() -> log.append(Runs.decision(1)))
          .isInstanceOf(AuditUnavailableException.class)
          .hasMessage(refused.getMessage());
    }
  }

  @Test
  void refusesOnceTheFileIsReplacedByACopy() throws Exception {
    Path folder = Runs.folder(root);
    try (AuditLog log = Runs.open(folder)) {
      log.append(Runs.decision(0));
      Path file = storeFile(folder);
      Path copy = Files.copy(file, root.resolve("copy"));
      Files.delete(file);
      Files.move(copy, file);
      assertThat(appendUntilRefused(log))
          .hasMessage("`" + file + "` of the audit log was replaced");
    }
  }

  @Test
  void refusesBelowTheThresholdAndGoesOnAboveIt() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(root.resolve("disk"), 32)) {
      long minFree = 12L << 20;
      Path folder = AuditFolder.create(disk.path(), Runs.BOOT_ID, Instant.now(), minFree);
      AuditOptions options = new AuditOptions(Runs.BOOT_ID, minFree, Duration.ofSeconds(60));
      try (AuditLog log = AuditLog.openInBackground(folder, options)) {
        assertThat(log.append(Runs.decision(0))).isZero();
        Path ballast = fill(disk.path().resolve("ballast"), 22L << 20);
        assertThat(appendUntilRefused(log)).hasMessageContaining("bytes free; wanted at least");
        Files.delete(ballast);
        appendUntilTaken(log);
      }
      assertThat(Runs.read(folder)).noneMatch(AuditEntry.Damaged.class::isInstance);
    }
  }

  @Test
  void refusesOnAFullDiskWithoutLosingARecordOrTheProcess() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(root.resolve("disk"), 16)) {
      Path folder = Runs.folder(disk.path());
      long taken = 0;
      try (AuditLog log = Runs.open(folder)) {
        int refusals = 0;
        while (refusals < 100) {
          try {
            assertThat(log.append(Runs.decision(taken))).isEqualTo(taken);
            taken++;
            refusals = 0;
          } catch (AuditUnavailableException e) {
            assertThat(e).hasMessageContaining("No space left on device");
            refusals++;
          }
        }
        assertThat(log.failure()).isNull();
      }
      assertThat(taken).isGreaterThan(10_000);
      assertThat(Runs.callIds(Runs.read(folder))).isEqualTo(AuditLogTest.numbers((int) taken));
    }
  }

  @Test
  void refusesToStartOnAReadOnlyDisk() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(root.resolve("disk"), 4)) {
      disk.makeReadOnly();
      assertThatThrownBy(() -> Runs.folder(disk.path()))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("can't create the audit folder `" + disk.path())
          .hasMessageEndingWith("Read-only file system");
    }
  }

  @Test
  void refusesWhenTheDiskBecomesReadOnly() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(root.resolve("disk"), 64)) {
      Path folder = Runs.folder(disk.path());
      disk.makeReadOnly();
      try (AuditLog log = AuditLog.openInBackground(folder, Runs.options())) {
        assertThatThrownBy(() -> log.append(Runs.decision(0)))
            .isInstanceOf(AuditUnavailableException.class)
            .hasMessageContaining("can't write to the folder");
      }
    }
  }

  private static AuditUnavailableException appendUntilRefused(AuditLog log) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (System.nanoTime() < deadline) {
      try {
        log.append(Runs.decision(1));
      } catch (AuditUnavailableException e) {
        return e;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("the log took records for 20 seconds");
  }

  private static void appendUntilTaken(AuditLog log) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    @Nullable AuditUnavailableException last = null;
    while (System.nanoTime() < deadline) {
      try {
        log.append(Runs.decision(2));
        return;
      } catch (AuditUnavailableException e) {
        last = e;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("the log took no record for 20 seconds", last);
  }

  private static Path fill(Path file, long bytes) throws IOException {
    try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
      byte[] block = new byte[64 << 10];
      for (long written = 0; written < bytes; written += block.length) {
        opened.write(block);
      }
    }
    return file;
  }

  private static Path storeFile(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(p -> p.toString().endsWith(".cq4")).findFirst().orElseThrow();
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> children = Files.list(folder)) {
      files = children.toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(folder);
  }

  /** A file system of its own in memory; needs the right to mount, else the test is skipped. */
  private record SmallDisk(Path path) implements AutoCloseable {
    static SmallDisk mount(Path path, int megabytes) throws IOException {
      Files.createDirectories(path);
      String size = "size=" + megabytes + "m";
      assumeTrue(
          run("mount", "-t", "tmpfs", "-o", size, "tmpfs", path.toString()),
          "this user may not mount a file system");
      return new SmallDisk(path);
    }

    void makeReadOnly() {
      assertThat(run("mount", "-o", "remount,ro", path.toString())).isTrue();
    }

    @Override
    public void close() {
      run("umount", "-l", path.toString());
    }

    private static boolean run(String... command) {
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor() == 0;
      } catch (IOException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
