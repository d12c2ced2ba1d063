package dev.sallyport.cli.prove;

import dev.sallyport.audit.RunFolder;
import dev.sallyport.audit.merkle.HashTree;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteSignature;
import dev.sallyport.audit.note.NoteVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes proofs that records are in the log of a run. Reads only, also beside a writer. */
public final class Prover {
  private final RunNotes notes;
  private final LeafHashFile hashFile;
  private final HashTree tree;
  private final long hashes;

  private Prover(RunNotes notes, LeafHashFile hashFile) throws IOException {
    this.notes = notes;
    this.hashFile = hashFile;
    this.tree = new HashTree(hashFile);
    this.hashes = hashFile.size();
  }

  /**
   * A proof of the first record of {@code run} that {@code wanted} accepts, which was checked
   * against the log's genesis key; or null if the run has no such record.
   *
   * @param what names the record in messages
   * @param bare leaves out the key chain
   * @throws NotProvableException if the record is not sealed yet, or the log lacks what is needed
   * @throws InvalidProofFileException if the log contradicts itself
   */
  public static @Nullable CheckedProof prove(
      RunFolder run, WantedLeaf wanted, String what, boolean bare)
      throws IOException, NoteFormatException, NotProvableException, InvalidProofFileException {
    RunNotes notes = RunNotes.read(run);
    RunNotes.Sealed newest = notes.newest();
    long size = newest == null ? 0 : newest.checkpoint().size();
    RunLeaves leaves = RunLeaves.read(run.path(), wanted, size);
    RunLeaves.Leaf found = leaves.found();
    if (found == null) {
      return null;
    }
    if (found.record().leafIndex() >= size) {
      throw new NotProvableException(
          what
              + " is record `"
              + found.record().leafIndex()
              + "`, which is not sealed yet: the newest checkpoint covers `"
              + size
              + "` records");
    }
    try (LeafHashFile hashFile = new LeafHashFile(run.path())) {
      return new Prover(notes, hashFile).proof(found, leaves, bare);
    }
  }

  private CheckedProof proof(RunLeaves.Leaf leaf, RunLeaves leaves, boolean bare)
      throws IOException, NoteFormatException, NotProvableException, InvalidProofFileException {
    EpochNote own = notes.epoch();
    RunNotes.Sealed target = notes.forProof(leaf.record().leafIndex());
    Path root = notes.run().path().toAbsolutePath().getParent();
    if (own == null || target == null || root == null) {
      throw new NotProvableException(
          "the run `" + notes.run().path() + "` has no note about its key: is this log signed?");
    }
    EpochChain epochs = EpochChain.read(root, own);
    List<RunLeaves.Leaf> changes = new ArrayList<>(leaves.rotations());
    if (leaves.first() > 0) {
      changes.addAll(0, RemovedChanges.read(root, notes.run(), hashFile, leaves.first()));
    }
    List<TlogProof> rotations = rotations(own.runKey(), changes, target);
    KeyChain chain =
        new KeyChain(epochs.genesis(), cosigners(leaves, target), epochs.epochs(), rotations);
    TlogProof proof = proof(leaf, target, new ProofExtra(leaf.bytes(), chain));
    CheckedProof checked = check(proof, epochs.genesis());
    if (!bare) {
      return checked;
    }
    List<NoteVerifier> keys = checked.keys();
    return check(
        proof(leaf, target, new ProofExtra(leaf.bytes(), null)), keys.get(keys.size() - 1));
  }

  private static CheckedProof check(TlogProof proof, NoteVerifier key)
      throws NoteFormatException, InvalidProofFileException {
    return new ProofCheck(key, List.of()).check(proof.bytes());
  }

  private TlogProof proof(RunLeaves.Leaf leaf, RunNotes.Sealed sealed, ProofExtra extra)
      throws IOException, InvalidProofFileException {
    long size = sealed.checkpoint().size();
    if (size > hashes) {
      throw new InvalidProofFileException(
          "`leaf-hashes` has `"
              + hashes
              + "` hashes, the checkpoint covers `"
              + size
              + "` records");
    }
    long index = leaf.record().leafIndex();
    return new TlogProof(extra.bytes(), index, tree.inclusionProof(index, size), sealed.note());
  }

  /** Proofs of the changes of key up to the key that signed {@code target}. */
  private List<TlogProof> rotations(
      NoteVerifier first, List<RunLeaves.Leaf> changes, RunNotes.Sealed target)
      throws IOException, NoteFormatException, InvalidProofFileException {
    List<TlogProof> proofs = new ArrayList<>();
    NoteVerifier key = first;
    RunNotes.Sealed last = null;
    for (RunNotes.Sealed sealed : notes.checkpoints()) {
      while (!isNamedBy(sealed, key)) {
        if (last == null || proofs.size() == changes.size()) {
          throw new InvalidProofFileException(
              "the checkpoint of size `"
                  + sealed.checkpoint().size()
                  + "` is signed by no key"
                  + " that the log announced");
        }
        RunLeaves.Leaf change = changes.get(proofs.size());
        proofs.add(proofOfChange(change, last));
        key = NoteVerifier.parse(String.valueOf(KeyChain.newKey(change.record())));
      }
      last = sealed;
      if (sealed.checkpoint().equals(target.checkpoint())) {
        return proofs;
      }
    }
    throw new InvalidProofFileException(
        "a witness signed a checkpoint of size `"
            + target.checkpoint().size()
            + "` that is not among the run's checkpoints");
  }

  private TlogProof proofOfChange(RunLeaves.Leaf change, RunNotes.Sealed last)
      throws IOException, InvalidProofFileException {
    long index = change.record().leafIndex();
    if (index >= last.checkpoint().size()) {
      throw new InvalidProofFileException(
          "the change of key in record `" + index + "` is not covered by the key before it");
    }
    return proof(change, last, new ProofExtra(change.bytes(), null));
  }

  private static boolean isNamedBy(RunNotes.Sealed sealed, NoteVerifier key) {
    for (NoteSignature signature : sealed.note().signatures()) {
      if (Cosignature.names(signature, key)) {
        return true;
      }
    }
    return false;
  }

  /** The keys, of those that the log names, that can check a signature of {@code sealed}. */
  private static List<NoteVerifier> cosigners(RunLeaves leaves, RunNotes.Sealed sealed) {
    List<NoteVerifier> keys = new ArrayList<>();
    for (String text : leaves.witnesses()) {
      try {
        NoteVerifier key = NoteVerifier.parse(text);
        if (isNamedBy(sealed, key) && !keys.contains(key)) {
          keys.add(key);
        }
      } catch (NoteFormatException e) {
        // Its signature, if there is one, is reported as one that can't be checked.
      }
    }
    return keys;
  }
}
