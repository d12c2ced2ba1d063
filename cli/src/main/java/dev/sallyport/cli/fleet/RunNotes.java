package dev.sallyport.cli.fleet;

import dev.sallyport.audit.note.Checkpoint;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteText;
import dev.sallyport.audit.note.NoteVerifier;
import dev.sallyport.audit.note.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The signed notes in the folder of a run, as far as they are not exported. Not thread-safe. */
final class RunNotes {
  /** The longest are those that name a run's files, one line each. */
  private static final long MAX_FILE = 16 << 20;

  private static final int EPOCH_KEY_LINE = 3;

  /**
   * A checkpoint that waits until its leaves were sent.
   *
   * @param size how many leaves it covers
   * @param at where it begins in its file
   * @param end where the next one begins
   */
  record Pending(NoteKind kind, long size, long at, long end, byte[] bytes) {}

  /** A file that is one note, with its digest in hex. */
  record WholeFile(byte[] bytes, String digest) {}

  private final Path folder;
  private final String run;
  private final ExportProblems problems;
  private final NoteReader checkpoints;
  private final NoteReader cosignatures;
  private final Set<NoteKind> damaged = EnumSet.noneOf(NoteKind.class);
  private final Map<NoteKind, String> seen = new EnumMap<>(NoteKind.class);

  RunNotes(Path folder, String run, RunPosition position, ExportProblems problems) {
    this.folder = folder;
    this.run = run;
    this.problems = problems;
    checkpoints = new NoteReader(file(NoteKind.CHECKPOINT), position.checkpoints());
    cosignatures = new NoteReader(file(NoteKind.COSIGNATURE), position.cosignatures());
  }

  private Path file(NoteKind kind) {
    return folder.resolve(kind.file());
  }

  /** Reads what was added to the files of many notes. */
  void refresh(boolean whole) throws IOException {
    refresh(checkpoints, NoteKind.CHECKPOINT, whole);
    refresh(cosignatures, NoteKind.COSIGNATURE, whole);
  }

  private void refresh(NoteReader reader, NoteKind kind, boolean whole) throws IOException {
    if (damaged.contains(kind)) {
      return;
    }
    try {
      reader.refresh(whole);
    } catch (NoteFormatException e) {
      damaged.add(kind);
      problems.damaged(run, "its file `" + kind.file() + "`: " + e.getMessage());
    }
  }

  /** Whether notes were read that wait for their leaves. */
  boolean isPending() {
    return checkpoints.peek() != null || cosignatures.peek() != null;
  }

  /** The next checkpoint over at most {@code size} leaves, or null. It is not returned again. */
  @Nullable Pending next(long size) {
    Pending checkpoint = next(checkpoints, NoteKind.CHECKPOINT, size);
    return checkpoint == null ? next(cosignatures, NoteKind.COSIGNATURE, size) : checkpoint;
  }

  private @Nullable Pending next(NoteReader reader, NoteKind kind, long size) {
    NoteReader.Found found = reader.peek();
    if (found == null) {
      return null;
    }
    long covered = sizeOf(found.note(), kind);
    if (covered > size) {
      return null;
    }
    reader.remove();
    return new Pending(kind, covered, found.at(), found.end(), found.bytes());
  }

  private long sizeOf(SignedNote note, NoteKind kind) {
    try {
      return Checkpoint.parse(note.text()).size();
    } catch (NoteFormatException e) {
      problems.damaged(run, "its file `" + kind.file() + "`: " + e.getMessage());
      return 0;
    }
  }

  /**
   * The note in a file of its own, or null if there is none, or it is the one exported before.
   *
   * @param following whether another look will follow, so that half a note is none yet
   */
  @Nullable WholeFile file(NoteKind kind, String exported, boolean following) {
    try {
      if (!Files.exists(file(kind))) {
        return null;
      }
      long length = Files.size(file(kind));
      if (length > MAX_FILE) {
        problems.damaged(run, "its file `" + kind.file() + "` has `" + length + "` bytes");
        return null;
      }
      byte[] bytes = Files.readAllBytes(file(kind));
      String digest = digest(bytes);
      if (digest.equals(exported)) {
        return null;
      }
      boolean again = digest.equals(seen.put(kind, digest));
      return isNote(bytes, kind, again || !following) ? new WholeFile(bytes, digest) : null;
    } catch (NoSuchFileException e) {
      return null; // the run goes on, so its note was taken back
    } catch (IOException e) {
      problems.unreadable(run, "its file `" + kind.file() + "`: " + e.getMessage());
      return null;
    }
  }

  private boolean isNote(byte[] bytes, NoteKind kind, boolean whole) {
    try {
      SignedNote.parse(bytes);
      return true;
    } catch (NoteFormatException e) {
      if (whole) {
        problems.damaged(run, "its file `" + kind.file() + "`: " + e.getMessage());
      }
      return false;
    }
  }

  /**
   * What the log is called: what its first record tells, or else the name of its key; the name of
   * the folder if there is no usable name.
   */
  String origin(@Nullable String told) {
    String origin = told == null ? keyName() : told;
    return origin != null && NoteText.isName(origin) ? origin : run;
  }

  private @Nullable String keyName() {
    try {
      String[] lines =
          SignedNote.parse(Files.readAllBytes(file(NoteKind.EPOCH))).text().split("\n");
      return lines.length > EPOCH_KEY_LINE
          ? NoteVerifier.parse(lines[EPOCH_KEY_LINE]).name()
          : null;
    } catch (IOException | NoteFormatException e) {
      return null; // its damage is reported when it is exported
    }
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
