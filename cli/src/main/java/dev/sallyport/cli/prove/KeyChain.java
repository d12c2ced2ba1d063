package dev.sallyport.cli.prove;

import dev.sallyport.audit.AuditRecord;
import dev.sallyport.audit.DamagedRecordException;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.merkle.InvalidProofException;
import dev.sallyport.audit.merkle.ProofVerifier;
import dev.sallyport.audit.merkle.TreeHasher;
import dev.sallyport.audit.note.Checkpoint;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteVerifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one key leads to the key that signed a checkpoint: the notes about all epochs since that key,
 * and a proof for each change of key within the last run. Nothing in it is secret.
 *
 * @param first signs the first of the notes: the log's genesis key
 * @param cosigners keys that can check the other signatures of the checkpoint; what they say counts
 *     only for who trusts them
 * @param epochs at least one, each signed by the key that the one before names
 * @param rotations proofs of the run's KEY_ROTATE records, each leading to a checkpoint by the key
 *     that was in force until then
 */
public record KeyChain(
    NoteVerifier first,
    List<NoteVerifier> cosigners,
    List<EpochNote> epochs,
    List<TlogProof> rotations) {
  /** Copies the lists. */
  public KeyChain {
    cosigners = List.copyOf(cosigners);
    epochs = List.copyOf(epochs);
    rotations = List.copyOf(rotations);
  }

  /**
   * The keys from the first one to the one in force at the end, if each vouches for the next.
   *
   * @param origin of the run that the last of the notes is to be about
   * @throws InvalidProofFileException if one does not
   */
  public List<NoteVerifier> verify(String origin) throws InvalidProofFileException {
    List<NoteVerifier> keys = new ArrayList<>();
    keys.add(first);
    EpochNote last = null;
    for (EpochNote epoch : epochs) {
      checkFollows(epoch, last, keys);
      last = epoch;
    }
    if (last == null || !last.runKey().name().equals(origin)) {
      throw new InvalidProofFileException(
          "the key chain does not lead to the run `" + origin + "`");
    }
    keys.add(last.runKey());
    long before = -1;
    for (TlogProof rotation : rotations) {
      if (rotation.index() <= before) {
        throw new InvalidProofFileException("the changes of key are not in order");
      }
      before = rotation.index();
      keys.add(rotatedKey(rotation, origin, keys.get(keys.size() - 1)));
    }
    return keys;
  }

  private static void checkFollows(
      EpochNote epoch, @Nullable EpochNote last, List<NoteVerifier> keys)
      throws InvalidProofFileException {
    if (last != null) {
      NoteVerifier next = last.next();
      boolean follows =
          epoch.logName().equals(last.logName()) && epoch.number() == last.number() + 1;
      if (next == null || !follows) {
        throw new InvalidProofFileException(
            "epoch `" + epoch.number() + "` does not follow epoch `" + last.number() + "`");
      }
      keys.add(next);
    }
    if (!epoch.note().isSignedBy(keys.get(keys.size() - 1))) {
      throw new InvalidProofFileException(
          "the note about epoch `" + epoch.number() + "` is not signed by the key before it");
    }
  }

  private static NoteVerifier rotatedKey(TlogProof rotation, String origin, NoteVerifier key)
      throws InvalidProofFileException {
    String where = "the change of key in record `" + rotation.index() + "` ";
    try {
      Checkpoint checkpoint = Checkpoint.parse(rotation.checkpoint().text());
      if (!checkpoint.origin().equals(origin) || !rotation.checkpoint().isSignedBy(key)) {
        throw new InvalidProofFileException(where + "is not vouched for by the key before it");
      }
      byte[] leaf = new TreeHasher().leaf(rotation.extra());
      new ProofVerifier()
          .inclusion(
              leaf, rotation.index(), checkpoint.size(), rotation.hashes(), checkpoint.root());
      AuditRecord record = AuditRecord.decode(rotation.extra());
      String next = newKey(record);
      if (next == null || record.leafIndex() != rotation.index()) {
        throw new InvalidProofFileException(where + "is none");
      }
      NoteVerifier rotated = NoteVerifier.parse(next);
      if (!rotated.name().equals(origin)) {
        throw new InvalidProofFileException(where + "names a key of another run");
      }
      return rotated;
    } catch (InvalidProofException | NoteFormatException | DamagedRecordException e) {
      throw new InvalidProofFileException(where + "is not proved: " + e.getMessage());
    }
  }

  /** The key that {@code record} announces, or null if it announces none. */
  static @Nullable String newKey(AuditRecord record) {
    return record instanceof EventRecord event && event.kind() == RecordKind.KEY_ROTATE
        ? event.values().get("key")
        : null;
  }
}
