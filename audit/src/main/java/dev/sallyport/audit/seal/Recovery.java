package dev.sallyport.audit.seal;

import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.RunFolder;
import dev.sallyport.audit.RunFolders;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes stock of runs that were killed: what they hold goes into a RECOVERED record of this run,
 * and once that is sealed, into a note beside theirs. Cut short at any point, the next start does
 * it again.
 */
final class Recovery {
  private static final Duration SEAL_LIMIT = Duration.ofMinutes(5);

  private final AuditLog log;
  private final Sealer sealer;
  private final SealOptions options;
  private final SealDisk disk;
  private final RunKeys keys;
  private final SealReporter reporter;

  Recovery(
      AuditLog log,
      Sealer sealer,
      SealOptions options,
      SealDisk disk,
      RunKeys keys,
      SealReporter reporter) {
    this.log = log;
    this.sealer = sealer;
    this.options = options;
    this.disk = disk;
    this.keys = keys;
    this.reporter = reporter;
  }

  /** Recovers each run that needs it; one that can't be recovered is reported. */
  void recoverAll() throws IOException, InterruptedException {
    for (RunFolder run : RunFolders.list(options.root())) {
      if (log.failure() != null) {
        return;
      }
      try {
        recoverIfDead(run);
      } catch (IOException | RuntimeException e) {
        reporter.report(
            "the run `"
                + SealFiles.name(run.path())
                + "`, which was killed, can't be recovered: "
                + e.getMessage());
      }
    }
  }

  private void recoverIfDead(RunFolder run) throws IOException, InterruptedException {
    Path folder = run.path();
    if (SealFiles.name(folder).equals(options.folderName()) || !needsRecovery(folder)) {
      return;
    }
    try (FileChannel lock = FileLocks.tryAcquire(folder.resolve(SealFiles.WRITER_LOCK), disk)) {
      // Another start may have recovered it, or may be doing so.
      if (lock != null && needsRecovery(folder)) {
        recover(run);
      }
    }
  }

  private static boolean needsRecovery(Path folder) throws IOException {
    return Files.exists(folder.resolve(SealFiles.EPOCH))
        && !Files.exists(folder.resolve(SealFiles.CLOSED))
        && !Files.exists(folder.resolve(SealFiles.RECOVERED))
        && SealFiles.hasRecords(folder);
  }

  private void recover(RunFolder run) throws IOException, InterruptedException {
    DeadRun dead = DeadRun.read(run, disk);
    long leaf = sealer.appendUnlessEnding(new EventRecord(RecordKind.RECOVERED, values(dead)));
    if (leaf < 0) {
      return;
    }
    if (dead.damage() != null) {
      reporter.report(
          "the run `"
              + SealFiles.name(run.path())
              + "`, which was killed, is damaged: "
              + dead.damage());
    }
    if (sealer.awaitSealed(leaf + 1, SEAL_LIMIT)) {
      EndNote note =
          new EndNote(
              dead.origin() + "/" + SealFiles.RECOVERED,
              dead.size(),
              dead.root(),
              dead.files(),
              options.folderName());
      disk.replace(run.path().resolve(SealFiles.RECOVERED), keys.sign(note.text()).bytes());
    }
  }

  private static Map<String, String> values(DeadRun dead) {
    Map<String, String> values = new TreeMap<>();
    values.put("run", SealFiles.name(dead.folder()));
    values.put("size", Long.toString(dead.size()));
    values.put("root", HexFormat.of().formatHex(dead.root()));
    values.put("sealed_size", Long.toString(dead.sealedSize()));
    int number = 1;
    for (FileDigest file : dead.files()) {
      values.put("file." + number, file.text());
      number++;
    }
    String damage = dead.damage();
    if (damage != null) {
      values.put("damage", damage);
    }
    return values;
  }
}
