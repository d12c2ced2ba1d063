package dev.sallyport.audit.seal;

import dev.sallyport.audit.note.SignedNote;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Signs checkpoints by the run's key and, where there is one, by the command. */
final class CheckpointSigning {
  private final RunKeys keys;
  private final @Nullable ExternalSigner signer;
  private final SealReporter reporter;
  private boolean failing;

  CheckpointSigning(RunKeys keys, @Nullable ExternalSigner signer, SealReporter reporter) {
    this.keys = keys;
    this.signer = signer;
    this.reporter = reporter;
  }

  SignedNote sign(String text) {
    SignedNote note = keys.sign(text);
    ExternalSigner command = signer;
    if (command == null) {
      return note;
    }
    try {
      SignedNote both = note.with(command.sign(text));
      failing = false;
      return both;
    } catch (IOException e) {
      if (!failing) {
        reporter.report("checkpoints go on with the run's own signature only: " + e.getMessage());
      }
      failing = true;
      return note;
    }
  }
}
