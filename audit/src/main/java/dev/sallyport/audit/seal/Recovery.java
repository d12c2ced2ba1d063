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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes stock of runs that were killed: what they hold goes into a RECOVERED record of this run,
 * and once that is sealed, into a note beside theirs. Cut short at any point, the next start does
 * it again.
 */
final class Recovery {
  private static final Duration SEAL_LIMIT = Duration.ofMinutes(5);
  private static final int MOST_AT_ONCE = 64;
  private static final long MOST_NANOS = 250_000_000;

  /** A run whose stock was taken: its RECOVERED record is appended, its writer's lock is held. */
  private record Taken(DeadRun dead, long leaf, FileChannel lock) {}

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
    List<Taken> taken = new ArrayList<>();
    try {
      long since = System.nanoTime();
      for (RunFolder run : RunFolders.list(options.root())) {
        if (log.failure() != null) {
          return;
        }
        takeIfDead(run, taken);
        if (taken.size() == MOST_AT_ONCE || System.nanoTime() - since > MOST_NANOS) {
          conclude(taken);
          since = System.nanoTime();
        }
      }
      conclude(taken);
    } finally {
      release(taken);
    }
  }

  private void takeIfDead(RunFolder run, List<Taken> taken) {
    Path folder = run.path();
    try {
      if (SealFiles.name(folder).equals(options.folderName()) || !needsRecovery(folder)) {
        return;
      }
      FileChannel lock = FileLocks.tryAcquire(folder.resolve(SealFiles.WRITER_LOCK), disk);
      if (lock != null) {
        take(run, lock, taken);
      }
    } catch (IOException | RuntimeException e) {
      report(folder, "can't be recovered: " + e.getMessage());
    }
  }

  /** Takes stock of the run and keeps its lock; or gives the lock back. */
  private void take(RunFolder run, FileChannel lock, List<Taken> taken) throws IOException {
    boolean kept = false;
    try {
      // Another start may have recovered it meanwhile.
      if (needsRecovery(run.path())) {
        DeadRun dead = DeadRun.read(run, disk);
        long leaf = sealer.appendUnlessEnding(new EventRecord(RecordKind.RECOVERED, values(dead)));
        kept = leaf >= 0 && taken.add(new Taken(dead, leaf, lock));
      }
    } finally {
      if (!kept) {
        lock.close();
      }
    }
  }

  /** Writes the notes once the records about the runs are sealed, which one checkpoint does. */
  private void conclude(List<Taken> taken) throws IOException, InterruptedException {
    if (taken.isEmpty()) {
      return;
    }
    long last = taken.get(taken.size() - 1).leaf();
    boolean sealed = sealer.sealAtOnce(last + 1, SEAL_LIMIT);
    for (Taken run : taken) {
      String damage = run.dead().damage();
      if (damage != null) {
        report(run.dead().folder(), "is damaged: " + damage);
      }
      if (sealed) {
        writeNote(run.dead());
      }
    }
    release(taken);
  }

  private void writeNote(DeadRun dead) {
    EndNote note =
        new EndNote(
            dead.origin() + "/" + SealFiles.RECOVERED,
            dead.size(),
            dead.root(),
            dead.files(),
            options.folderName());
    try {
      disk.replace(dead.folder().resolve(SealFiles.RECOVERED), keys.sign(note.text()).bytes());
    } catch (IOException | RuntimeException e) {
      report(dead.folder(), "can't be recovered: " + e.getMessage());
    }
  }

  private static void release(List<Taken> taken) throws IOException {
    for (Taken run : taken) {
      run.lock().close();
    }
    taken.clear();
  }

  private void report(Path folder, String what) {
    reporter.report("the run `" + SealFiles.name(folder) + "`, which was killed, " + what);
  }

  private static boolean needsRecovery(Path folder) throws IOException {
    return Files.exists(folder.resolve(SealFiles.EPOCH))
        && !Files.exists(folder.resolve(SealFiles.CLOSED))
        && !Files.exists(folder.resolve(SealFiles.RECOVERED))
        && SealFiles.hasRecords(folder);
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
