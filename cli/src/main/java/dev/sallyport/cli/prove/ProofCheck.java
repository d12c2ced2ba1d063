package dev.sallyport.cli.prove;

import dev.sallyport.audit.AuditRecord;
import dev.sallyport.audit.DamagedRecordException;
import dev.sallyport.audit.merkle.InvalidProofException;
import dev.sallyport.audit.merkle.ProofVerifier;
import dev.sallyport.audit.merkle.TreeHasher;
import dev.sallyport.audit.note.Checkpoint;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteSignature;
import dev.sallyport.audit.note.NoteVerifier;
import dev.sallyport.audit.note.SignedNote;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks proofs from their bytes alone. Immutable. */
public final class ProofCheck {
  private final @Nullable NoteVerifier trusted;
  private final List<NoteVerifier> witnesses;

  /**
   * A check.
   *
   * @param trusted a key of the log, from a source other than the proof; null leaves open whose log
   *     it is
   * @param witnesses keys whose signatures have to be there
   */
  public ProofCheck(@Nullable NoteVerifier trusted, List<NoteVerifier> witnesses) {
    this.trusted = trusted;
    this.witnesses = List.copyOf(witnesses);
  }

  /**
   * Checks the bytes of a file.
   *
   * @throws NoteFormatException if they are not written as a proof
   * @throws InvalidProofFileException if something in it is wrong
   */
  public CheckedProof check(byte[] file) throws NoteFormatException, InvalidProofFileException {
    TlogProof proof = TlogProof.parse(file);
    ProofExtra extra = ProofExtra.parse(proof.extra());
    Checkpoint checkpoint = Checkpoint.parse(proof.checkpoint().text());
    AuditRecord record = included(proof, extra.record(), checkpoint);
    List<String> open = new ArrayList<>();
    List<NoteVerifier> keys = keys(extra.keys(), proof.checkpoint(), checkpoint.origin(), open);
    List<Cosignature> cosignatures = cosignatures(proof.checkpoint(), extra.keys(), keys, open);
    return new CheckedProof(proof, record, checkpoint, run(extra.keys()), keys, cosignatures, open);
  }

  private static @Nullable String run(@Nullable KeyChain chain) {
    return chain == null ? null : chain.epochs().get(chain.epochs().size() - 1).run();
  }

  private static AuditRecord included(TlogProof proof, byte[] bytes, Checkpoint checkpoint)
      throws InvalidProofFileException {
    try {
      byte[] leaf = new TreeHasher().leaf(bytes);
      new ProofVerifier()
          .inclusion(leaf, proof.index(), checkpoint.size(), proof.hashes(), checkpoint.root());
      AuditRecord record = AuditRecord.decode(bytes);
      String bootId = HexFormat.of().toHexDigits(record.bootId());
      if (record.leafIndex() != proof.index() || !checkpoint.origin().endsWith("/" + bootId)) {
        throw new InvalidProofFileException(
            "the record says of itself that it is leaf `"
                + record.leafIndex()
                + "` of run `"
                + bootId
                + "`, the proof is about leaf `"
                + proof.index()
                + "` of `"
                + checkpoint.origin()
                + "`");
      }
      return record;
    } catch (InvalidProofException e) {
      throw new InvalidProofFileException("the record is not in the log: " + e.getMessage());
    } catch (DamagedRecordException e) {
      throw new InvalidProofFileException("the " + e.getMessage());
    }
  }

  private List<NoteVerifier> keys(
      @Nullable KeyChain chain, SignedNote checkpoint, String origin, List<String> open)
      throws InvalidProofFileException {
    List<NoteVerifier> keys = chain == null ? List.of() : chain.verify(origin);
    if (trusted == null) {
      String whose = keys.isEmpty() ? "" : ": got the log of the key `" + keys.get(0) + "`";
      open.add("no key was given that says whose log this is" + whose);
    } else if (chain == null) {
      keys = List.of(trusted);
      checkIsOf(origin, trusted);
    } else if (!keys.contains(trusted)) {
      throw new InvalidProofFileException("the key `" + trusted + "` does not vouch for this log");
    }
    if (!keys.isEmpty() && !checkpoint.isSignedBy(keys.get(keys.size() - 1))) {
      throw new InvalidProofFileException("the checkpoint is not signed by the run's key");
    }
    return keys;
  }

  private static void checkIsOf(String origin, NoteVerifier key) throws InvalidProofFileException {
    if (!key.name().equals(origin)) {
      throw new InvalidProofFileException(
          "the proof carries no key chain; wanted the key of `" + origin + "`, got `" + key + "`");
    }
  }

  /** Every signature counts or is reported: one that nobody checks could say anything. */
  private List<Cosignature> cosignatures(
      SignedNote checkpoint, @Nullable KeyChain chain, List<NoteVerifier> keys, List<String> open)
      throws InvalidProofFileException {
    List<NoteVerifier> known = new ArrayList<>(witnesses);
    known.addAll(chain == null ? List.of() : chain.cosigners());
    known.addAll(chain == null ? List.of() : List.of(chain.first()));
    List<Cosignature> good = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    NoteVerifier log = keys.isEmpty() ? null : keys.get(keys.size() - 1);
    for (NoteSignature signature : checkpoint.signatures()) {
      if (!seen.add(signature.name() + "+" + signature.keyHash())) {
        throw new InvalidProofFileException("`" + signature.name() + "` signed twice");
      }
      if (log == null || !Cosignature.names(signature, log)) {
        add(checkpoint, signature, known, good, open);
      }
    }
    for (NoteVerifier witness : witnesses) {
      if (!isAmong(good, witness)) {
        open.add("the witness `" + witness.name() + "` did not sign this checkpoint");
      }
    }
    return good;
  }

  private static void add(
      SignedNote note,
      NoteSignature signature,
      List<NoteVerifier> known,
      List<Cosignature> good,
      List<String> open)
      throws InvalidProofFileException {
    for (NoteVerifier key : known) {
      if (Cosignature.names(signature, key)) {
        Cosignature checked = Cosignature.of(note, signature, key);
        if (checked == null) {
          throw new InvalidProofFileException("the signature of `" + key.name() + "` is not good");
        }
        good.add(checked);
        return;
      }
    }
    open.add("the signature of `" + signature.name() + "` can't be checked without its key");
  }

  private static boolean isAmong(List<Cosignature> cosignatures, NoteVerifier key) {
    for (Cosignature cosignature : cosignatures) {
      if (cosignature.key().equals(key)) {
        return true;
      }
    }
    return false;
  }
}
