package dev.sallyport.audit.crash;

import dev.sallyport.audit.AuditUnavailableException;
import dev.sallyport.audit.verify.Finding;
import dev.sallyport.audit.verify.LogVerifier;
import dev.sallyport.audit.verify.VerifyOptions;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * A process whose log is on a small disk of its own, which someone else fills and then empties.
 * Prints what came of it. Arguments: the root, on that disk; how many bytes the log leaves alone,
 * of which half stay free, or none.
 */
final class FullDiskWriter {
  private static final int CALLS = 500;

  private final Path root;
  private final long minFree;
  private long refused;

  private FullDiskWriter(Path root, long minFree) {
    this.root = root;
    this.minFree = minFree;
  }

  public static void main(String[] arguments) throws Exception {
    new FullDiskWriter(Path.of(arguments[0]), Long.parseLong(arguments[1])).run();
    System.exit(0); // as an application ends: without closing the log
  }

  private void run() throws Exception {
    Files.createDirectories(root);
    CrashingLog log = new CrashingLog(root, CrashingLog.newBootId(), minFree, Duration.ofDays(1));
    log.append(CALLS);
    log.awaitSealed();
    Path other = root.resolveSibling("other");
    fill(other);
    CrashingLog.await("refusals", () -> !isTaken(log));
    for (int i = 0; i < CALLS; i++) {
      System.out.println(isTaken(log) ? "taken" : "refused");
    }
    Files.delete(other);
    if (minFree == 0) {
      log.close();
      startAnew();
    } else {
      goOn(log);
    }
    for (Finding finding : new LogVerifier(VerifyOptions.of(root)).verify().findings()) {
      System.out.println(finding);
    }
    PlainLog.check(root, run -> System.out.println("checked " + run.leaves.size()));
  }

  private void goOn(CrashingLog log) throws Exception {
    CrashingLog.await("room again", () -> isTaken(log));
    log.append(CALLS);
    CrashingLog.await("the gap is told", () -> Gaps.told(log.folder) == refused);
    log.end();
    log.lines.stream().skip(1).forEach(System.out::println);
  }

  private void startAnew() throws Exception {
    CrashingLog next = new CrashingLog(root);
    next.append(CALLS);
    next.end();
    next.lines.forEach(System.out::println);
  }

  private void fill(Path file) throws IOException {
    FileStore disk = Files.getFileStore(root);
    byte[] block = new byte[16 << 10];
    try {
      while (disk.getUsableSpace() > minFree / 2) {
        Files.write(file, block, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
    } catch (IOException full) {
      System.out.println("full");
    }
  }

  private boolean isTaken(CrashingLog log) {
    try {
      log.append(1);
      return true;
    } catch (AuditUnavailableException e) {
      refused++;
      return false;
    }
  }
}
