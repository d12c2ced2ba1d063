package dev.sallyport.cli;

import dev.sallyport.audit.RunFolder;
import dev.sallyport.audit.merkle.TreeHasher;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteSignature;
import dev.sallyport.cli.prove.LeafHashFile;
import dev.sallyport.cli.prove.RunNotes;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the notes of a run say about one record. Signatures are not checked here; {@code verify} and
 * {@code prove} do that.
 *
 * @param leafHash the record's, 32 bytes
 * @param origin name of the run's tree, or null if the run is not signed
 * @param sealed size of the first checkpoint that covers the record, or null
 * @param cosigned size of the first checkpoint that covers it and that others signed, or null
 * @param cosigners names of those others
 * @param altered whether the record is not the one whose hash was sealed
 * @param problem why the notes can't be read, or null
 */
record SealState(
    byte[] leafHash,
    @Nullable String origin,
    @Nullable Long sealed,
    @Nullable Long cosigned,
    List<String> cosigners,
    boolean altered,
    @Nullable String problem) {

  static SealState of(RunFolder run, byte[] record, long index) throws IOException {
    byte[] hash = new TreeHasher().leaf(record);
    try {
      RunNotes notes = RunNotes.read(run);
      RunNotes.Sealed covering = notes.covering(index);
      RunNotes.Sealed cosigned = notes.cosignedCovering(index);
      boolean altered = covering != null && !Arrays.equals(hash, sealedHash(run, index));
      return new SealState(
          hash,
          notes.origin(),
          covering == null ? null : covering.checkpoint().size(),
          cosigned == null ? null : cosigned.checkpoint().size(),
          cosigned == null ? List.of() : others(cosigned),
          altered,
          null);
    } catch (NoteFormatException e) {
      return new SealState(hash, null, null, null, List.of(), false, e.getMessage());
    }
  }

  private static byte @Nullable [] sealedHash(RunFolder run, long index) throws IOException {
    try (LeafHashFile hashes = new LeafHashFile(run.path())) {
      if (index >= hashes.size()) {
        return null;
      }
      byte[] hash = new byte[TreeHasher.LENGTH];
      hashes.read(index, 1, hash);
      return hash;
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static List<String> others(RunNotes.Sealed sealed) {
    List<String> names = new ArrayList<>();
    for (NoteSignature signature : sealed.note().signatures()) {
      if (!signature.name().equals(sealed.checkpoint().origin())) {
        names.add(signature.name());
      }
    }
    return names;
  }

  /** Whether something is wrong with the record or the notes. */
  boolean isFinding() {
    return altered || problem != null;
  }
}
