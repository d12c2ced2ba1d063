package dev.sallyport.cli.prove;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.DamagedRecordException;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.KeptRotation;
import dev.sallyport.audit.LogTail;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.RunFolder;
import dev.sallyport.audit.RunFolders;
import dev.sallyport.audit.merkle.TreeHasher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The changes of key in files that were removed, as PRUNED records keep them. */
final class RemovedChanges {
  private final String run;
  private final LeafHashFile hashes;
  private final long end;
  private final TreeHasher hasher = new TreeHasher();
  private final SortedMap<Long, RunLeaves.Leaf> found = new TreeMap<>();

  private RemovedChanges(String run, LeafHashFile hashes, long end) {
    this.run = run;
    this.hashes = hashes;
    this.end = end;
  }

  /**
   * Looks through all runs under {@code root}, since any of them may have removed a file of {@code
   * run}.
   *
   * @param end only records before this one
   * @return those that are the leaves of {@code run} at their places, in order
   */
  static List<RunLeaves.Leaf> read(Path root, RunFolder run, LeafHashFile hashes, long end)
      throws IOException {
    RemovedChanges changes =
        new RemovedChanges(String.valueOf(run.path().getFileName()), hashes, end);
    for (RunFolder other : RunFolders.list(root)) {
      try (LogTail tail = LogTail.fromOldest(other.path())) {
        for (AuditEntry entry = tail.next(); entry != null; entry = tail.next()) {
          if (entry instanceof AuditEntry.Event event) {
            changes.look(event.record());
          }
        }
      }
    }
    return new ArrayList<>(changes.found.values());
  }

  private void look(EventRecord record) throws IOException {
    if (record.kind() != RecordKind.PRUNED || !run.equals(record.values().get("run"))) {
      return;
    }
    try {
      for (KeptRotation kept : KeptRotation.in(record)) {
        if (kept.leaf() < Math.min(end, hashes.size()) && isLeaf(kept)) {
          found.put(kept.leaf(), new RunLeaves.Leaf(kept.record(), kept.bytes()));
        }
      }
    } catch (DamagedRecordException e) {
      // What it should keep is missed where it is needed.
    }
  }

  private boolean isLeaf(KeptRotation kept) throws IOException {
    byte[] stored = new byte[TreeHasher.LENGTH];
    hashes.read(kept.leaf(), 1, stored);
    return Arrays.equals(stored, hasher.leaf(kept.bytes()));
  }
}
