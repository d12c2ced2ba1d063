package dev.sallyport.audit.merkle;

import java.util.ArrayList;
import java.util.List;

/** Leaf hashes in memory. */
public final class MemoryLeaves implements LeafHashes {
  private final List<byte[]> hashes = new ArrayList<>();

  /** Adds the hash of the next leaf. */
  public void add(byte[] hash) {
    hashes.add(hash);
  }

  @Override
  public long size() {
    return hashes.size();
  }

  @Override
  public void read(long first, int count, byte[] out) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(hashes.get((int) first + i), 0, out, i * 32, 32);
    }
  }
}
