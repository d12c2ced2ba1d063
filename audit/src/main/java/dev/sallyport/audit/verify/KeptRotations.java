package dev.sallyport.audit.verify;

import dev.sallyport.audit.DamagedRecordException;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.KeptRotation;
import dev.sallyport.audit.RecordDecoder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The changes of key that PRUNED records, of whichever run, keep of removed files. They are looked
 * for when first asked for, because they stand behind what they are needed for. Nothing vouches for
 * them but the leaf hashes. Not thread-safe.
 */
final class KeptRotations {
  /** Of one run. */
  private static final int MAX = 100_000;

  private final List<RunNotes> runs;
  private @Nullable Map<String, List<KeptRotation>> byRun;

  /** {@code runs} may be filled later, but before anything is asked for. */
  KeptRotations(List<RunNotes> runs) {
    this.runs = runs;
  }

  /** Those of the run in the folder {@code name}. */
  List<KeptRotation> of(String name) throws IOException {
    Map<String, List<KeptRotation>> found = byRun;
    if (found == null) {
      found = new HashMap<>();
      for (RunNotes run : runs) {
        for (Path file : LogFiles.storeFiles(run.folder().path())) {
          collect(file, found);
        }
      }
      byRun = found;
    }
    return found.getOrDefault(name, List.of());
  }

  private static void collect(Path file, Map<String, List<KeptRotation>> found) throws IOException {
    try (StoreFile opened = new StoreFile(file)) {
      StoreFile.Found next = opened.next(false);
      while (next != StoreFile.Found.NOTHING) {
        if (next == StoreFile.Found.RECORD
            && opened.problem().isEmpty()
            && opened.kind() == RecordShape.PRUNED) {
          take(opened, found);
        }
        next = opened.next(false);
      }
    } catch (FileNotFoundException e) {
      // Removed meanwhile; the log is read again then.
    }
  }

  private static void take(StoreFile file, Map<String, List<KeptRotation>> found) {
    try {
      EventRecord pruned =
          (EventRecord) RecordDecoder.decode(file.bytes(), file.at(), file.length());
      List<KeptRotation> kept =
          found.computeIfAbsent(pruned.values().getOrDefault("run", ""), name -> new ArrayList<>());
      if (kept.size() < MAX) {
        kept.addAll(KeptRotation.in(pruned));
      }
    } catch (DamagedRecordException e) {
      // If it is a sealed record, it is a finding when its run is read.
    }
  }
}
