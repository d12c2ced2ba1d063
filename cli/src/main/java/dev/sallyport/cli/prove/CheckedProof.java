package dev.sallyport.cli.prove;

import dev.sallyport.audit.AuditRecord;
import dev.sallyport.audit.note.Checkpoint;
import dev.sallyport.audit.note.NoteVerifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proof in which nothing is wrong.
 *
 * @param proof as it was read
 * @param record the record that is proved to be in the log
 * @param checkpoint that covers it
 * @param run name of the run's folder, or null if the proof carries no key chain
 * @param keys from the log's first key to the one that signed the checkpoint; empty if the proof
 *     carries no key chain
 * @param cosignatures that could be checked
 * @param open why the proof is not complete, one line each; empty if it is
 */
public record CheckedProof(
    TlogProof proof,
    AuditRecord record,
    Checkpoint checkpoint,
    @Nullable String run,
    List<NoteVerifier> keys,
    List<Cosignature> cosignatures,
    List<String> open) {
  /** Copies the lists. */
  public CheckedProof {
    keys = List.copyOf(keys);
    cosignatures = List.copyOf(cosignatures);
    open = List.copyOf(open);
  }
}
