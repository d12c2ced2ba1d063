package dev.sallyport.audit.merkle;

import java.io.IOException;

/** The leaf hashes of a log, by leaf index. */
public interface LeafHashes {
  /** How many there are now; never fewer later. */
  long size() throws IOException;

  /**
   * Puts the hashes of the leaves {@code [first, first + count)} into {@code out} from index 0.
   *
   * @throws IOException if they can't be read, or there are not so many
   */
  void read(long first, int count, byte[] out) throws IOException;
}
