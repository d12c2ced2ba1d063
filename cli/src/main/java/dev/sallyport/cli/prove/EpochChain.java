package dev.sallyport.cli.prove;

import dev.sallyport.audit.RunFolder;
import dev.sallyport.audit.RunFolders;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The notes about epochs that lead from a log's genesis key to one run.
 *
 * @param genesis the key in {@code log.vkey}
 * @param epochs in order; the last is the run's own
 */
record EpochChain(NoteVerifier genesis, List<EpochNote> epochs) {
  private static final String GENESIS_FILE = "log.vkey";

  /**
   * Collects the notes from all runs under {@code root}.
   *
   * @throws NotProvableException if one is missing
   */
  static EpochChain read(Path root, EpochNote own)
      throws IOException, NoteFormatException, NotProvableException {
    NoteVerifier genesis = genesis(root);
    List<EpochNote> chain = new ArrayList<>();
    chain.add(own);
    Map<Long, List<EpochNote>> all = own.note().isSignedBy(genesis) ? Map.of() : byNumber(root);
    EpochNote at = own;
    while (!at.note().isSignedBy(genesis)) {
      EpochNote before = before(at, all);
      if (before == null) {
        throw new NotProvableException(
            "the key chain is broken: no run in `"
                + root
                + "` has the note about epoch `"
                + (at.number() - 1)
                + "`, whose key signed that of epoch `"
                + at.number()
                + "`");
      }
      chain.add(before);
      at = before;
    }
    Collections.reverse(chain);
    return new EpochChain(genesis, chain);
  }

  private static NoteVerifier genesis(Path root)
      throws IOException, NoteFormatException, NotProvableException {
    Path file = root.resolve(GENESIS_FILE);
    try {
      return NoteVerifier.parse(Files.readString(file, StandardCharsets.UTF_8).strip());
    } catch (NoSuchFileException e) {
      throw new NotProvableException(
          "got no `" + file + "`, wanted the log's key beside its runs: is this log signed?");
    } catch (NoteFormatException e) {
      throw new NoteFormatException("in `" + file + "`: " + e.getMessage());
    }
  }

  private static Map<Long, List<EpochNote>> byNumber(Path root) throws IOException {
    Map<Long, List<EpochNote>> all = new HashMap<>();
    for (RunFolder run : RunFolders.list(root)) {
      EpochNote epoch = readable(run);
      if (epoch != null) {
        all.computeIfAbsent(epoch.number(), number -> new ArrayList<>()).add(epoch);
      }
    }
    return all;
  }

  /** A note that can't be read is missed where it is needed. */
  private static @Nullable EpochNote readable(RunFolder run) throws IOException {
    try {
      return RunNotes.epoch(run.path());
    } catch (NoteFormatException e) {
      return null;
    }
  }

  /** A number occurs twice if a start was killed; only one of its keys signed what followed. */
  private static @Nullable EpochNote before(EpochNote at, Map<Long, List<EpochNote>> all) {
    for (EpochNote candidate : all.getOrDefault(at.number() - 1, List.of())) {
      NoteVerifier next = candidate.next();
      if (next != null && at.note().isSignedBy(next)) {
        return candidate;
      }
    }
    return null;
  }
}
