package dev.sallyport.cli.witness;

import dev.sallyport.audit.merkle.HashTree;
import dev.sallyport.audit.merkle.LeafHashes;
import dev.sallyport.audit.merkle.TreeHasher;
import dev.sallyport.audit.note.Checkpoint;
import dev.sallyport.audit.note.NoteSigner;
import dev.sallyport.audit.note.NoteText;
import dev.sallyport.audit.note.SignedNote;
import dev.sallyport.audit.seal.SealedCheckpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A log in memory, which signs checkpoints and forks. */
final class MemoryLog implements LeafHashes {
  private final TreeHasher hasher = new TreeHasher();
  private final List<byte[]> hashes = new ArrayList<>();
  private final String origin;
  private NoteSigner key;

  MemoryLog(String origin, NoteSigner key) {
    this.origin = origin;
    this.key = key;
  }

  /** A copy that goes on apart from this one. */
  MemoryLog fork() {
    MemoryLog fork = new MemoryLog(origin, key);
    synchronized (this) {
      fork.hashes.addAll(hashes);
    }
    return fork;
  }

  synchronized MemoryLog append(byte[] leaf) {
    hashes.add(hasher.leaf(leaf));
    return this;
  }

  /** Appends leaves until there are {@code size}. */
  synchronized MemoryLog grow(long size, String what) {
    while (hashes.size() < size) {
      append((what + hashes.size()).getBytes(StandardCharsets.UTF_8));
    }
    return this;
  }

  synchronized void rotate(NoteSigner newKey) {
    key = newKey;
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

  synchronized SignedNote note(long size) throws IOException {
    byte[] root = new HashTree(this).root(size);
    return SignedNote.sign(new Checkpoint(origin, size, root).text(), key);
  }

  SealedCheckpoint seal() throws IOException {
    long size = size();
    byte[] root = new HashTree(this).root(size);
    return new SealedCheckpoint(note(size).toString(), origin, size, root, this);
  }

  /** The body of add-checkpoint for the first {@code size} leaves. */
  String request(long oldSize, long size) throws IOException {
    StringBuilder body = new StringBuilder("old " + oldSize + "\n");
    for (byte[] hash : new HashTree(this).consistencyProof(oldSize, size)) {
      body.append(NoteText.encodeBase64(hash)).append('\n');
    }
    return body.append('\n').append(note(size)).toString();
  }

  String text(long size) throws IOException {
    return note(size).text();
  }
}
