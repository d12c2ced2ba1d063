package dev.sallyport.audit.verify;

import dev.sallyport.audit.DamagedRecordException;
import dev.sallyport.audit.KeptRotation;
import dev.sallyport.audit.merkle.HashTree;
import dev.sallyport.audit.merkle.TreeHasher;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells records that were removed as sealed records say from records that are missing. */
final class Prunings {
  /**
   * What a sealed record says about a file before it was removed.
   *
   * @param first leaf index of its first record
   * @param end leaf index after its last
   * @param size of the tree at its end
   */
  private record Pruned(
      String run,
      FileStatement file,
      long first,
      long end,
      long size,
      byte[] root,
      List<KeptRotation> rotations) {
    static Pruned parse(RunEvents.Placed event) throws NoteFormatException, DamagedRecordException {
      String name = event.value("file");
      boolean whole = name.equals(LogFiles.WHOLE_RUN);
      byte[] sha256 = whole ? null : FileStatement.hex(event.value("sha256"));
      long length = whole ? 0 : NoteText.parseDecimal(event.value("length"));
      return new Pruned(
          event.value("run"),
          new FileStatement(name, length, sha256),
          NoteText.parseDecimal(event.value("first")),
          NoteText.parseDecimal(event.value("end")),
          NoteText.parseDecimal(event.value("size")),
          FileStatement.hex(event.value("root")),
          KeptRotation.in(event.event()));
    }
  }

  private final List<Pruned> prunings = new ArrayList<>();

  /** Reads the sealed records of these runs. */
  Prunings(Collection<RunOutcome> runs) {
    for (RunOutcome run : runs) {
      for (RunEvents.Placed event : run.events().prunings()) {
        if (event.leaf() < run.sealed()) {
          take(run, event);
        }
      }
    }
  }

  private void take(RunOutcome run, RunEvents.Placed event) {
    try {
      prunings.add(Pruned.parse(event));
    } catch (NoteFormatException | DamagedRecordException e) {
      String detail = "a record about a removed file is no such: " + e.getMessage();
      run.findings()
          .add(
              run.findings()
                  .draft(FindingKind.CONTRADICTION, detail)
                  .withLeaves(event.leaf(), event.leaf() + 1));
    }
  }

  /** Adds what is missing of a run, and was not removed in order, to its findings. */
  void check(RunOutcome run) throws IOException {
    List<Pruned> own = new ArrayList<>(prunings);
    own.removeIf(pruned -> !pruned.run().equals(run.name()));
    if (run.recordsGone()) {
      checkWholeRun(run, own);
      return;
    }
    for (LeafPlacing.Absent range : run.absent()) {
      checkRange(run, range, own);
    }
    for (FileStatement file : run.missingFiles()) {
      checkFile(run, file, own);
    }
    checkRoots(run, own);
  }

  private static void checkWholeRun(RunOutcome run, List<Pruned> own) {
    Pruned whole = find(own, LogFiles.WHOLE_RUN);
    if (whole == null) {
      if (run.leaves() > 0 || run.notes().end() != null) {
        String detail = "none of the `" + run.leaves() + "` records is there, nor a leaf hash";
        run.findings().add(FindingKind.ROLL_MISSING, detail);
      }
      return;
    }
    EndStatement end = run.notes().end();
    long size = end == null ? run.lastSize() : end.size();
    byte[] root = end == null ? run.lastRoot() : end.root();
    if (whole.size() == size && Arrays.equals(whole.root(), root)) {
      run.pruned(size, root);
    } else {
      String detail = "its notes are not those of the `" + whole.size() + "` records removed";
      run.findings().add(FindingKind.CONTRADICTION, detail);
    }
  }

  private static @Nullable Pruned find(List<Pruned> own, String file) {
    for (Pruned pruned : own) {
      if (pruned.file().name().equals(file)) {
        return pruned;
      }
    }
    return null;
  }

  private static void checkRange(RunOutcome run, LeafPlacing.Absent range, List<Pruned> own) {
    long next = range.first();
    boolean progress = true;
    while (next < range.end() && progress) {
      progress = false;
      for (Pruned pruned : own) {
        if (pruned.first() <= next && pruned.end() > next) {
          next = pruned.end();
          progress = true;
        }
      }
    }
    if (next == range.end()) {
      run.removed(range.end() - range.first());
      return;
    }
    boolean atEnd = range.file().isEmpty();
    boolean whole = range.wholeFiles() && (!atEnd || namesStoreFile(run.missingFiles()));
    String detail = atEnd ? "the run ends before them" : "they are missing before `";
    Finding finding =
        run.findings()
            .draft(
                whole ? FindingKind.ROLL_MISSING : FindingKind.RECORD_MISSING,
                atEnd ? detail : detail + range.file() + "`'s next record")
            .withLeaves(range.first(), range.end());
    run.findings().add(atEnd ? finding : finding.withFile(range.file()));
  }

  private static boolean namesStoreFile(List<FileStatement> files) {
    for (FileStatement file : files) {
      if (LogFiles.isStoreFile(file.name())) {
        return true;
      }
    }
    return false;
  }

  private static void checkFile(RunOutcome run, FileStatement file, List<Pruned> own) {
    Pruned pruned = find(own, file.name());
    boolean store = LogFiles.isStoreFile(file.name());
    if (pruned == null) {
      FindingKind kind = store ? FindingKind.ROLL_MISSING : FindingKind.FILE_MISSING;
      run.findings().add(kind, file.name(), "the note about the end of the run names it");
    } else if (pruned.file().length() != file.length()
        || file.sha256() != null && !Arrays.equals(pruned.file().sha256(), file.sha256())) {
      String detail = "the record about its removal and the note about the end disagree";
      run.findings().add(FindingKind.CONTRADICTION, file.name(), detail);
    }
  }

  /** The changes of key that were kept must be those of the file that was removed. */
  private static void checkRotations(RunOutcome run, Pruned pruned, StoredHashes stored)
      throws IOException {
    for (KeptRotation kept : pruned.rotations()) {
      boolean inFile = pruned.first() <= kept.leaf() && kept.leaf() < pruned.end();
      if (!inFile || !stored.matches(kept.leaf(), new TreeHasher().leaf(kept.bytes()))) {
        String detail = "the record about its removal keeps a change of key that was not in it";
        run.findings().add(FindingKind.CONTRADICTION, pruned.file().name(), detail);
      }
    }
  }

  /** What was removed must have been what the tree says. */
  private static void checkRoots(RunOutcome run, List<Pruned> own) throws IOException {
    Path hashes = run.notes().folder().path().resolve(LogFiles.LEAF_HASHES);
    if (own.isEmpty() || !run.findings().isEmpty()) {
      return;
    }
    try (StoredHashes stored = new StoredHashes(hashes, LogFiles.length(hashes))) {
      HashTree tree = new HashTree(stored);
      for (Pruned pruned : own) {
        boolean known = pruned.size() <= stored.size();
        if (known && !Arrays.equals(tree.root(pruned.size()), pruned.root())) {
          String detail = "the record about its removal names another root";
          run.findings().add(FindingKind.CONTRADICTION, pruned.file().name(), detail);
        }
        checkRotations(run, pruned, stored);
      }
    }
  }
}
