package dev.sallyport.audit.seal;

/** Is told of each new checkpoint. */
public interface CheckpointListener {
  /**
   * Takes note of a checkpoint. Called by the sealing thread once the checkpoint is on the disk;
   * must return at once and throw nothing.
   */
  void sealed(SealedCheckpoint checkpoint);
}
