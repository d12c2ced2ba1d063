package dev.sallyport.audit.seal;

import dev.sallyport.audit.AuditUnavailableException;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.KeptRotation;
import dev.sallyport.audit.RecordKind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Removes the oldest record files that are sealed, once a PRUNED record that says what they were is
 * sealed itself. Cut short in between, the next pass says and does it again. Not thread-safe.
 */
final class Pruning {
  private static final Duration SEAL_LIMIT = Duration.ofMinutes(1);
  private static final String WHOLE_RUN = "*";

  /** A record has at most 64 KiB, base64 takes a third more, and one rotation some 300 bytes. */
  private static final int MAX_KEPT_BYTES = 24 << 10;

  private final Sealer sealer;
  private final SealOptions options;
  private final SealDisk disk;
  private final SealReporter reporter;
  private final PrunableFiles prunable;
  private final Set<Path> reported = new HashSet<>();

  Pruning(
      Sealer sealer, SealOptions options, SealDisk disk, RunEvents events, SealReporter reporter) {
    this.sealer = sealer;
    this.options = options;
    this.disk = disk;
    this.reporter = reporter;
    this.prunable = new PrunableFiles(options, events, disk);
  }

  /** Removes what is over the limit now. */
  void pass() throws InterruptedException {
    Retention retention = options.retention();
    if (retention.isNone()) {
      return;
    }
    try {
      long now = System.currentTimeMillis();
      long total = prunable.totalBytes();
      for (PrunableFile file : prunable.oldestFirst()) {
        boolean old =
            retention.maxAgeMillis() > 0 && now - file.lastModified() > retention.maxAgeMillis();
        boolean over = retention.maxBytes() > 0 && total > retention.maxBytes();
        if ((old || over || file.unfinished())
            && prune(file, retention.maxAgeMillis() > 0 ? "age" : "size")) {
          total -= file.bytes();
        }
      }
    } catch (IOException | AuditUnavailableException e) {
      reporter.report("old records can't be removed: " + e.getMessage());
    }
  }

  /** Removes {@code file}; returns whether it did. One that is not what it was sealed as stays. */
  private boolean prune(PrunableFile file, String why) throws IOException, InterruptedException {
    try (FileChannel lock = prunable.lock(file)) {
      if (lock == null && !file.own()) {
        return false;
      }
      long leaf = tell(file, prunable.describe(file), why);
      if (leaf < 0 || !sealer.awaitSealed(leaf + 1, SEAL_LIMIT)) {
        return false;
      }
      delete(file);
      return true;
    } catch (LogDamageException e) {
      if (reported.add(file.path())) {
        reporter.report("`" + file.path() + "` is not removed: " + e.getMessage());
      }
      return false;
    }
  }

  /** Appends what is to be known once {@code file} is gone; the last leaf index of it, or -1. */
  private long tell(PrunableFile file, PrunedLeaves leaves, String why) {
    for (EventRecord earlier : leaves.prunings()) {
      // What excuses a file that was removed before must not go with this one.
      if (isNeeded(earlier, file)
          && sealer.appendUnlessEnding(new EventRecord(RecordKind.PRUNED, earlier.values())) < 0) {
        return -1;
      }
    }
    long leaf = -1;
    int from = 0;
    do {
      int to = fitting(leaves.rotations(), from);
      Map<String, String> values = values(file, leaves, why);
      KeptRotation.put(leaves.rotations().subList(from, to), values);
      leaf = sealer.appendUnlessEnding(new EventRecord(RecordKind.PRUNED, values));
      from = to;
    } while (leaf >= 0 && from < leaves.rotations().size());
    return leaf;
  }

  /** Whether anything is left of what the PRUNED record {@code earlier} is about. */
  private boolean isNeeded(EventRecord earlier, PrunableFile file) {
    String run = earlier.values().getOrDefault("run", "");
    boolean whole = WHOLE_RUN.equals(earlier.values().get("file"));
    if (!whole && file.last() && run.equals(SealFiles.name(file.folder()))) {
      return false;
    }
    Path folder = options.root().resolve(run);
    return Files.exists(folder.resolve(whole ? SealFiles.EPOCH : SealFiles.LEAF_HASHES));
  }

  /** The end of the rotations from {@code from} on that fit into one record; one always does. */
  private static int fitting(List<byte[]> rotations, int from) {
    int bytes = 0;
    int to = from;
    while (to < rotations.size() && bytes < MAX_KEPT_BYTES) {
      bytes += rotations.get(to).length;
      to++;
    }
    return to;
  }

  private static Map<String, String> values(PrunableFile file, PrunedLeaves leaves, String why) {
    Map<String, String> values = new TreeMap<>();
    values.put("run", SealFiles.name(file.folder()));
    values.put("file", file.last() ? WHOLE_RUN : SealFiles.name(file.path()));
    values.put("first", Long.toString(leaves.first()));
    values.put("end", Long.toString(leaves.end()));
    values.put("length", Long.toString(file.bytes()));
    values.put("sha256", leaves.sha256());
    values.put("size", Long.toString(leaves.end()));
    values.put("root", HexFormat.of().formatHex(leaves.root()));
    values.put("reason", why);
    return values;
  }

  private void delete(PrunableFile file) throws IOException {
    if (file.own()) {
      sealer.removeOwn(file.path());
      return;
    }
    if (file.last()) {
      deleteRun(file.folder());
    } else {
      disk.delete(file.path());
    }
    disk.forceFolder(file.folder());
  }

  private void deleteRun(Path folder) throws IOException {
    for (Path records : SealFiles.records(folder)) {
      disk.delete(records);
    }
    List<String> others = List.of(SealFiles.METADATA, SealFiles.LEAF_HASHES, SealFiles.WRITER_LOCK);
    for (String name : others) {
      disk.delete(folder.resolve(name));
    }
  }
}
