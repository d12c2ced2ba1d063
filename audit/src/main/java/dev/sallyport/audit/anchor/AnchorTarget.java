package dev.sallyport.audit.anchor;

import dev.sallyport.audit.seal.SealedCheckpoint;
import java.io.IOException;

/** Where checkpoints are kept. Used by one thread; {@link #abort} by any. */
interface AnchorTarget {
  /**
   * Keeps a checkpoint; once it returns, the checkpoint is safe there.
   *
   * @throws AnchorException if the target answers, but not as it should
   * @throws IOException if it can't be reached
   */
  void keep(SealedCheckpoint checkpoint) throws AnchorException, IOException;

  /** Ends an attempt that is under way, if it can be ended. */
  default void abort() {}
}
