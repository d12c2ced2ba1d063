package dev.sallyport.audit.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.audit.AuditUnavailableException;
import dev.sallyport.audit.Jvm;
import dev.sallyport.audit.store.FaultyStores.Place;
import dev.sallyport.audit.verify.LogVerifier;
import dev.sallyport.audit.verify.VerifyOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The disk of a sealed log is full for a while. */
@Timeout(300)
class FullDiskTest {
  private static final List<String> FLAGS =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");

  @TempDir Path work;

  @Test
  void goesOnWithAGapOnceThereIsRoomAgain() throws Exception {
    List<String> lines = onSmallDisk(4 << 20);
    assertThat(lines).hasSize(501).last().asString().startsWith("checked ");
    assertThat(lines.subList(0, 500)).containsOnly("refused");
  }

  /** Not even a checkpoint can be written: the log fails, and what it took is recovered. */
  @Test
  void losesNothingWhenNoByteIsLeft() throws Exception {
    List<String> lines = onSmallDisk(0);
    assertThat(lines).hasSize(503).startsWith("full");
    assertThat(lines.subList(1, 501)).containsOnly("refused");
    assertThat(lines.subList(501, 503)).allMatch(line -> line.startsWith("checked "));
  }

  /** In a mount namespace that ends with the process. */
  private List<String> onSmallDisk(int minFree) throws Exception {
    assumeTrue(canMount(), "mounting needs root and the command `unshare`");
    Path disk = Files.createDirectory(work.resolve("disk"));
    Path output = work.resolve("output");
    ProcessBuilder writer = Jvm.of(FullDiskWriter.class, FLAGS, disk.resolve("log"), minFree);
    List<String> command = new ArrayList<>(List.of("unshare", "-m", "sh", "-c"));
    command.add("mount -t tmpfs -o size=24m tmpfs \"$0\" && exec \"$@\"");
    command.add(disk.toString());
    command.addAll(writer.command());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(200, TimeUnit.SECONDS)).as("it ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    return Files.readAllLines(output);
  }

  private static boolean canMount() throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder("unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
              .redirectErrorStream(true)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException noSuchCommand) {
      return false;
    }
  }

  /** Everywhere: the store is told that there is no room, while four threads call and days end. */
  @Test
  void tellsOfEachCallThatWasRefusedForWantOfRoom() throws Exception {
    Path root = Files.createDirectory(work.resolve("log"));
    try (CrashingLog log = new CrashingLog(root)) {
      AtomicLong refused = new AtomicLong();
      for (int day = 0; day < 3; day++) {
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          Thread caller = new Thread(() -> call(log, refused));
          caller.start();
          callers.add(caller);
        }
        for (Thread caller : callers) {
          caller.join();
        }
        log.stores.nextDay();
      }
      assertThat(refused.get()).isPositive();
      CrashingLog.await("the gaps are told", () -> Gaps.told(log.folder) == refused.get());
      log.end();
      assertThat(log.lines).hasSize(1); // the key
      assertThat(new LogVerifier(VerifyOptions.of(root)).verify().findings()).isEmpty();
      PlainLog.check(root, run -> {});
    }
  }

  private static void call(CrashingLog log, AtomicLong refused) {
    for (int i = 0; i < 200; i++) {
      if (i % 3 == 0) {
        log.stores.failNext(Place.BEFORE_WRITE, new IOException("no space left on device"));
      }
      try {
        log.append(1);
      } catch (AuditUnavailableException e) {
        refused.incrementAndGet();
      }
    }
  }
}
