package dev.sallyport.audit.verify;

import java.util.Arrays;
import java.util.List;

/**
 * The tree when the last record of a file was taken.
 *
 * @param leaves its size
 * @param roots which it may have had; none if that is not known
 */
record FileEnd(long leaves, List<byte[]> roots) {
  /** Whether the tree may have had this size and root then. */
  boolean fits(long size, byte[] root) {
    if (size != leaves) {
      return false;
    }
    for (byte[] possible : roots) {
      if (Arrays.equals(possible, root)) {
        return true;
      }
    }
    return roots.isEmpty();
  }
}
