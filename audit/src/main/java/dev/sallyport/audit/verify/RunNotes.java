package dev.sallyport.audit.verify;

import dev.sallyport.audit.DamagedRecordException;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.RecordDecoder;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.RunFolder;
import dev.sallyport.audit.note.NoteFormatException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the small files of a run and its first record say, before anything of it is verified.
 *
 * @param folder of the run
 * @param epoch null if there is none that can be read
 * @param closed null if there is none that can be read
 * @param recovered null if there is none that can be read
 * @param boot the first record, null if there is none that can be read
 * @param hasRecords whether there is a store file with something like a record
 * @param findings about files that can't be read as what they are
 */
record RunNotes(
    RunFolder folder,
    @Nullable EpochStatement epoch,
    @Nullable EndStatement closed,
    @Nullable EndStatement recovered,
    @Nullable EventRecord boot,
    boolean hasRecords,
    FindingList findings) {

  /**
   * Reads them; the notes about the end first, because after them nothing changes.
   *
   * @throws IOException if a file can't be read
   */
  static RunNotes read(RunFolder folder) throws IOException {
    FindingList findings = new FindingList(LogFiles.name(folder.path()));
    EndStatement closed = end(folder.path().resolve(LogFiles.CLOSED), false, findings);
    EndStatement recovered = end(folder.path().resolve(LogFiles.RECOVERED), true, findings);
    EpochStatement epoch = epoch(folder.path().resolve(LogFiles.EPOCH), findings);
    List<Path> files = LogFiles.storeFiles(folder.path());
    EventRecord boot = files.isEmpty() ? null : boot(files.get(0));
    boolean records = boot != null || hasRecords(files);
    return new RunNotes(folder, epoch, closed, recovered, boot, records, findings);
  }

  private static @Nullable EndStatement end(Path file, boolean recovered, FindingList findings)
      throws IOException {
    byte[] bytes = LogFiles.readSmall(file);
    try {
      return bytes == null ? null : EndStatement.parse(bytes, recovered);
    } catch (NoteFormatException e) {
      findings.add(FindingKind.NOTE_ALTERED, LogFiles.name(file), String.valueOf(e.getMessage()));
      return null;
    }
  }

  private static @Nullable EpochStatement epoch(Path file, FindingList findings)
      throws IOException {
    byte[] bytes = LogFiles.readSmall(file);
    try {
      return bytes == null ? null : EpochStatement.parse(bytes);
    } catch (NoteFormatException e) {
      findings.add(FindingKind.NOTE_ALTERED, LogFiles.EPOCH, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private static @Nullable EventRecord boot(Path file) throws IOException {
    try (StoreFile opened = new StoreFile(file)) {
      if (opened.next(true) != StoreFile.Found.RECORD || !opened.problem().isEmpty()) {
        return null;
      }
      boolean first = opened.leafIndex() == 0 && opened.kind() == RecordKind.BOOT.code();
      return first
          ? (EventRecord) RecordDecoder.decode(opened.bytes(), opened.at(), opened.length())
          : null;
    } catch (DamagedRecordException | FileNotFoundException e) {
      return null;
    }
  }

  private static boolean hasRecords(List<Path> files) throws IOException {
    for (Path file : files) {
      try (StoreFile opened = new StoreFile(file)) {
        if (opened.next(false) != StoreFile.Found.NOTHING) {
          return true;
        }
      } catch (FileNotFoundException e) {
        // Removed meanwhile, so it was not void.
        return true;
      }
    }
    return false;
  }

  String name() {
    return LogFiles.name(folder.path());
  }

  /** The note about the end of the run, if there is one. */
  @Nullable EndStatement end() {
    return closed == null ? recovered : closed;
  }

  /** Whether nothing speaks of a record that the run has or had. */
  boolean isVoid() throws IOException {
    boolean sealed =
        LogFiles.length(folder.path().resolve(LogFiles.CHECKPOINTS)) > 0
            || LogFiles.length(folder.path().resolve(LogFiles.LEAF_HASHES)) > 0;
    return !hasRecords && !sealed && end() == null;
  }

  /** A value of the first record, or null. */
  @Nullable String bootValue(String name) {
    return boot == null ? null : boot.values().get(name);
  }
}
