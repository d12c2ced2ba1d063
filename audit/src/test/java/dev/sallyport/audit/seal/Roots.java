package dev.sallyport.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.RunFolder;
import dev.sallyport.audit.RunFolders;
import dev.sallyport.audit.note.NoteVerifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks all runs under one root, and that each epoch was certified by the one before. */
final class Roots {
  private Roots() {}

  /** The runs with a record, by epoch, each of them checked. */
  static List<CheckedRun> check(Path root) throws Exception {
    Map<Long, CheckedRun> byEpoch = new HashMap<>();
    for (RunFolder run : RunFolders.list(root)) {
      if (Files.exists(run.path().resolve(SealFiles.EPOCH)) && SealFiles.hasRecords(run.path())) {
        CheckedRun checked = CheckedRun.of(run.path());
        assertThat(byEpoch.put(checked.epoch.number(), checked)).as("one run per epoch").isNull();
      }
    }
    List<CheckedRun> runs =
        byEpoch.values().stream()
            .sorted(Comparator.comparing(run -> run.epoch.number()))
            .toList();
    checkChain(root, runs);
    return runs;
  }

  private static void checkChain(Path root, List<CheckedRun> runs) throws Exception {
    String genesis = Files.readString(root.resolve(SealFiles.LOG_KEY)).strip();
    Map<Long, NoteVerifier> keys = new HashMap<>();
    keys.put(0L, NoteVerifier.parse(genesis));
    for (RunFolder folder : RunFolders.list(root)) {
      EpochNote note = EpochNote.read(folder.path());
      if (note != null && note.nextKey() != null) {
        NoteVerifier next = note.nextKey();
        // Of a start that was killed before its key was in force, another run has the number.
        if (next != null && (SealFiles.hasRecords(folder.path()) || usedBy(runs, note))) {
          keys.put(note.number() + 1, next);
        }
      }
    }
    for (CheckedRun run : runs) {
      NoteVerifier key = keys.get(run.epoch.number());
      assertThat(key).as("key of epoch " + run.epoch.number()).isNotNull();
      assertThat(run.epochNote.isSignedBy(key)).as("epoch " + run.epoch.number()).isTrue();
      assertThat(run.epoch.folder()).isEqualTo(SealFiles.name(run.folder));
      assertThat(run.boot("epoch")).isEqualTo(Long.toString(run.epoch.number()));
    }
  }

  private static boolean usedBy(List<CheckedRun> runs, EpochNote note) {
    for (CheckedRun run : runs) {
      if (run.epoch.number() == note.number() + 1
          && note.nextKey() != null
          && run.epochNote.isSignedBy(note.nextKey())) {
        return true;
      }
    }
    return false;
  }
}
