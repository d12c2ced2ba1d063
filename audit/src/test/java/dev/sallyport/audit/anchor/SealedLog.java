package dev.sallyport.audit.anchor;

import dev.sallyport.audit.merkle.HashTree;
import dev.sallyport.audit.merkle.LeafHashes;
import dev.sallyport.audit.merkle.TreeHasher;
import dev.sallyport.audit.note.Checkpoint;
import dev.sallyport.audit.note.NoteSigner;
import dev.sallyport.audit.note.SignedNote;
import dev.sallyport.audit.seal.SealedCheckpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A log in memory that grows and is sealed. */
final class SealedLog implements LeafHashes {
  static final String ORIGIN = "log.example/a";
  private final NoteSigner key = new NoteSigner(ORIGIN, new byte[32]);
  private final List<byte[]> hashes = new ArrayList<>();

  SealedCheckpoint seal(int size) throws IOException {
    synchronized (this) {
      while (hashes.size() < size) {
        byte[] leaf = ("leaf " + hashes.size()).getBytes(StandardCharsets.UTF_8);
        hashes.add(new TreeHasher().leaf(leaf));
      }
    }
    byte[] root = new HashTree(this).root(size);
    SignedNote note = SignedNote.sign(new Checkpoint(ORIGIN, size, root).text(), key);
    return new SealedCheckpoint(note.toString(), ORIGIN, size, root, this);
  }

  @Override
  public synchronized long size() {
    return hashes.size();
  }

  @Override
  public synchronized void read(long first, int count, byte[] out) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(hashes.get((int) first + i), 0, out, i * 32, 32);
    }
  }
}
