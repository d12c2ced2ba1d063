package dev.sallyport.audit.verify;

import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares the files of a run with what sealed records and the note about its end say of them. */
final class RunFiles {
  private final RunOutcome outcome;
  private final FileDigests digests;
  private final List<Path> storeFiles;
  private final FindingList findings;
  private final Path folder;

  RunFiles(RunOutcome outcome, FileDigests digests, List<Path> storeFiles) {
    this.outcome = outcome;
    this.digests = digests;
    this.storeFiles = storeFiles;
    this.findings = outcome.findings();
    this.folder = outcome.notes().folder().path();
  }

  /**
   * Adds what does not fit to the findings.
   *
   * @param ended whether all records were read
   * @param leafHashes how many there are
   * @param checkpointBytes length of the file of checkpoints
   * @param partial whether records at the beginning were passed over, and so their files
   */
  void check(boolean ended, long leafHashes, long checkpointBytes, boolean partial)
      throws IOException {
    checkNames();
    checkSealFiles(leafHashes, checkpointBytes);
    if (!partial) {
      for (RunEvents.Placed roll : outcome.events().rolls()) {
        checkRoll(roll);
      }
    }
    EndStatement end = outcome.notes().end();
    if (end != null) {
      checkEnd(end, partial);
    } else if (ended && outcome.events().shutDown() && outcome.sealed() == outcome.leaves()) {
      findings.add(
          FindingKind.NOT_CLOSED, LogFiles.CLOSED, "the run was shut down and has no closing note");
    }
  }

  private void checkNames() throws IOException {
    for (Path file : LogFiles.list(folder)) {
      if (!LogFiles.isKnown(file)) {
        findings.add(
            FindingKind.UNKNOWN_FILE,
            LogFiles.name(file),
            "no part of a log has this name or type");
      }
    }
  }

  private void checkSealFiles(long leafHashes, long checkpointBytes) {
    if (outcome.recordsGone()) {
      return;
    }
    if (leafHashes < outcome.lastSize()) {
      String detail = "got `" + leafHashes + "` leaf hashes, wanted `" + outcome.lastSize() + "`";
      FindingKind kind = leafHashes == 0 ? FindingKind.FILE_MISSING : FindingKind.TREE_FILE_DAMAGED;
      findings.add(kind, LogFiles.LEAF_HASHES, detail);
    }
    // A run that was killed before its first checkpoint is sealed by the one that recovered it.
    boolean recovered = outcome.notes().recovered() != null;
    if (checkpointBytes == 0 && leafHashes > 0 && !recovered) {
      findings.add(
          FindingKind.NOT_SEALED, LogFiles.CHECKPOINTS, "there are leaf hashes but no checkpoint");
    }
  }

  private void checkRoll(RunEvents.Placed roll) throws IOException {
    try {
      String name = roll.value("file");
      FileStatement said =
          new FileStatement(
              name,
              NoteText.parseDecimal(roll.value("length")),
              FileStatement.hex(roll.value("sha256")));
      FileEnd end = outcome.fileEnds().get(name);
      long size = NoteText.parseDecimal(roll.value("size"));
      byte[] root = FileStatement.hex(roll.value("root"));
      if (end != null && !end.fits(size, root) && findings.isEmpty()) {
        contradiction(roll, "the records up to the end of `" + name + "` have another root");
      }
      if (LogFiles.isStoreFile(name) && hasFile(name)) {
        compare(said, digests.of(folder.resolve(name)), "the record that ended it", Long.MAX_VALUE);
      }
    } catch (NoteFormatException e) {
      contradiction(roll, "a record about the end of a file is no such: " + e.getMessage());
    }
  }

  private void contradiction(RunEvents.Placed event, String detail) {
    findings.add(
        findings
            .draft(FindingKind.CONTRADICTION, detail)
            .withLeaves(event.leaf(), event.leaf() + 1));
  }

  private boolean hasFile(String name) {
    for (Path file : storeFiles) {
      if (LogFiles.name(file).equals(name)) {
        return true;
      }
    }
    return false;
  }

  private void checkEnd(EndStatement end, boolean partial) throws IOException {
    String by = end.by() == null ? LogFiles.CLOSED : LogFiles.RECOVERED;
    // What a recovery found after the last good record must still be what it found.
    long leaf = end.by() == null ? Long.MAX_VALUE : end.size();
    for (FileStatement said : end.files()) {
      Path file = folder.resolve(said.name());
      if (!Files.exists(file)) {
        outcome.missingFiles().add(said);
      } else if (said.sha256() == null || partial && LogFiles.isStoreFile(said.name())) {
        compareLength(said, file, by);
      } else {
        compare(said, digests.of(file), "the note `" + by + "`", leaf);
      }
    }
    for (Path file : LogFiles.list(folder)) {
      String name = LogFiles.name(file);
      if (isCovered(name) && end.file(name) == null) {
        findings.add(FindingKind.FILE_ALTERED, name, "the note `" + by + "` does not name it");
      }
    }
    if (outcome.notes().closed() != null && outcome.notes().recovered() != null) {
      findings.add(
          FindingKind.CONTRADICTION, LogFiles.RECOVERED, "the run was closed, so not recovered");
    }
  }

  private static boolean isCovered(String name) {
    return LogFiles.isStoreFile(name)
        || name.equals(LogFiles.METADATA)
        || name.equals(LogFiles.EPOCH)
        || name.equals(LogFiles.LEAF_HASHES)
        || name.equals(LogFiles.CHECKPOINTS);
  }

  private void compareLength(FileStatement said, Path file, String by) throws IOException {
    long length = LogFiles.length(file);
    if (length != said.length()) {
      findings.add(
          FindingKind.FILE_ALTERED,
          said.name(),
          "it has `" + length + "` bytes; the note `" + by + "` says `" + said.length() + "`");
    }
  }

  /** Unless something else was found in the file that is about a record before {@code leaf}. */
  private void compare(FileStatement said, @Nullable FileStatement found, String by, long leaf) {
    if (found == null || findings.hasFile(said.name(), leaf)) {
      return;
    }
    if (found.length() != said.length()) {
      findings.add(
          FindingKind.FILE_ALTERED,
          said.name(),
          "it has `" + found.length() + "` bytes; " + by + " says `" + said.length() + "`");
    } else if (!Arrays.equals(found.sha256(), said.sha256())) {
      findings.add(
          FindingKind.FILE_ALTERED,
          said.name(),
          "its SHA-256 is not the one that " + by + " names");
    }
  }
}
