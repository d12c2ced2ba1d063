package dev.sallyport.cli.prove;

import dev.sallyport.audit.RunFolder;
import dev.sallyport.audit.note.Checkpoint;
import dev.sallyport.audit.note.NoteFile;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteSignature;
import dev.sallyport.audit.note.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The signed notes in the folder of a run. Their signatures are not checked.
 *
 * @param run whose they are
 * @param epoch what certifies the run's key, or null if the run has none
 * @param checkpoints oldest first
 * @param cosigned checkpoints with what witnesses signed, oldest first
 */
public record RunNotes(
    RunFolder run, @Nullable EpochNote epoch, List<Sealed> checkpoints, List<Sealed> cosigned) {
  /** Copies the lists. */
  public RunNotes {
    checkpoints = List.copyOf(checkpoints);
    cosigned = List.copyOf(cosigned);
  }

  /** A checkpoint with its signatures. */
  public record Sealed(SignedNote note, Checkpoint checkpoint) {}

  /**
   * Reads the notes of {@code run}.
   *
   * @throws NoteFormatException if one is not written as it must be; the message names the file
   */
  public static RunNotes read(RunFolder run) throws IOException, NoteFormatException {
    return new RunNotes(
        run,
        epoch(run.path()),
        notes(run.path().resolve("checkpoints")),
        notes(run.path().resolve("cosignatures")));
  }

  /** The note in the file {@code epoch} of {@code folder}, or null if there is none. */
  static @Nullable EpochNote epoch(Path folder) throws IOException, NoteFormatException {
    Path file = folder.resolve("epoch");
    try {
      return EpochNote.of(SignedNote.parse(Files.readAllBytes(file)));
    } catch (NoSuchFileException e) {
      return null;
    } catch (NoteFormatException e) {
      throw in(file, e);
    }
  }

  private static List<Sealed> notes(Path file) throws IOException, NoteFormatException {
    List<Sealed> found = new ArrayList<>();
    try {
      for (NoteFile.Entry entry : NoteFile.parse(Files.readAllBytes(file)).entries()) {
        found.add(new Sealed(entry.note(), Checkpoint.parse(entry.note().text())));
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (NoteFormatException e) {
      throw in(file, e);
    }
    return found;
  }

  private static NoteFormatException in(Path file, NoteFormatException e) {
    return new NoteFormatException("in `" + file + "`: " + e.getMessage());
  }

  /** The name of the run's tree, or null if nothing is signed in this run. */
  public @Nullable String origin() {
    if (epoch != null) {
      return epoch.runKey().name();
    }
    return checkpoints.isEmpty() ? null : checkpoints.get(0).checkpoint().origin();
  }

  /** The newest checkpoint, or null if there is none. */
  public @Nullable Sealed newest() {
    return checkpoints.isEmpty() ? null : checkpoints.get(checkpoints.size() - 1);
  }

  /** The first checkpoint that covers the leaf {@code index}, or null if none does. */
  public @Nullable Sealed covering(long index) {
    return covering(checkpoints, index);
  }

  /** The first cosigned checkpoint that covers the leaf {@code index}, or null if none does. */
  public @Nullable Sealed cosignedCovering(long index) {
    return covering(cosigned, index);
  }

  private static @Nullable Sealed covering(List<Sealed> notes, long index) {
    for (Sealed sealed : notes) {
      if (sealed.checkpoint().size() > index) {
        return sealed;
      }
    }
    return null;
  }

  /**
   * The checkpoint that a proof leads to: the newest that a witness signed, with all signatures, if
   * it covers the leaf {@code index}; else the newest. Null if there is none.
   */
  @Nullable Sealed forProof(long index) {
    for (int i = cosigned.size() - 1; i >= 0; i--) {
      Sealed candidate = cosigned.get(i);
      if (candidate.checkpoint().size() > index) {
        return withAllSignatures(candidate);
      }
    }
    return newest();
  }

  /** Witnesses answer one by one, so the same checkpoint may stand in both files several times. */
  private Sealed withAllSignatures(Sealed wanted) {
    List<NoteSignature> signatures = new ArrayList<>();
    for (List<Sealed> file : List.of(checkpoints, cosigned)) {
      for (Sealed sealed : file) {
        if (sealed.checkpoint().equals(wanted.checkpoint())) {
          addMissing(sealed.note().signatures(), signatures);
        }
      }
    }
    SignedNote note = new SignedNote(wanted.note().text(), signatures);
    return new Sealed(note, wanted.checkpoint());
  }

  private static void addMissing(List<NoteSignature> more, List<NoteSignature> all) {
    for (NoteSignature signature : more) {
      boolean known = false;
      for (NoteSignature have : all) {
        known |= have.keyHash() == signature.keyHash() && have.name().equals(signature.name());
      }
      if (!known) {
        all.add(signature);
      }
    }
  }
}
