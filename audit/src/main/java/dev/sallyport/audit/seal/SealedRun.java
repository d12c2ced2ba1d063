package dev.sallyport.audit.seal;

import dev.sallyport.audit.RecordFrame;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.merkle.CompactTree;
import dev.sallyport.audit.merkle.TreeHasher;
import dev.sallyport.audit.note.Checkpoint;
import dev.sallyport.audit.note.SignedNote;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tree of this run: records are read back and hashed, and what is on the disk is signed. For
 * the sealing thread alone, but for {@link #sealed} and what reads leaf hashes.
 */
final class SealedRun implements Closeable {
  private final Path folder;
  private final SealDisk disk;
  private final RunKeys keys;
  private final CheckpointSigning signing;
  private final CheckpointListener listener;
  private final TreeHasher hasher = new TreeHasher();
  private final CompactTree tree = new CompactTree();
  private final LeafReader reader;
  private final LeafHashFile hashes;
  private final CheckpointFile checkpoints;
  private final List<Roll> ended = new ArrayList<>();
  private @Nullable Path file;
  private @Nullable FileChannel fileChannel;
  private long fileFirst;
  private long rotation = -1;
  private volatile long sealed;

  SealedRun(
      SealOptions options,
      SealDisk disk,
      RunKeys keys,
      CheckpointSigning signing,
      CheckpointListener listener)
      throws IOException {
    this.folder = options.folder();
    this.disk = disk;
    this.keys = keys;
    this.signing = signing;
    this.listener = listener;
    this.reader = new LeafReader(folder, options.bootId(), 0);
    this.hashes = new LeafHashFile(folder.resolve(SealFiles.LEAF_HASHES), disk, 0);
    this.checkpoints = new CheckpointFile(folder.resolve(SealFiles.CHECKPOINTS), disk);
    disk.forceFolder(folder);
  }

  /** How many leaves the last checkpoint covers. */
  long sealed() {
    return sealed;
  }

  /** How many leaves were hashed. */
  long size() {
    return tree.size();
  }

  byte[] root() {
    return tree.root();
  }

  /**
   * Reads and hashes the records before {@code target}, which were all appended.
   *
   * @throws LogDamageException if one of them is not there as it must be
   */
  void readTo(long target) throws IOException {
    while (tree.size() < target) {
      if (!reader.next()) {
        throw new LogDamageException(
            "record `" + tree.size() + "` was appended to `" + folder + "` and is gone");
      }
      if (reader.file() != file) {
        enter(reader.file());
      }
      if (RecordFrame.kind(reader.bytes(), reader.offset()) == RecordKind.KEY_ROTATE) {
        rotation = tree.size();
      }
      byte[] out = hashes.buffer();
      int slot = hashes.slot();
      hasher.leaf(reader.bytes(), reader.offset(), reader.length(), out, slot);
      tree.add(out, slot);
      hashes.added();
    }
  }

  /** Goes on in a next file; what the one before holds is forced while it is open. */
  private void enter(Path next) throws IOException {
    leave();
    file = next;
    fileFirst = tree.size();
    fileChannel = disk.open(next);
    disk.forceFolder(folder);
  }

  private void leave() throws IOException {
    Path old = file;
    FileChannel channel = fileChannel;
    fileChannel = null;
    if (old == null || channel == null) {
      return;
    }
    try (channel) {
      disk.force(old, channel);
    }
    ended.add(new Roll(old, fileFirst, tree.size(), tree.root()));
  }

  /** The files that ended since this was last asked; those are sealed by the next checkpoint. */
  List<Roll> takeEnded() {
    List<Roll> taken = List.copyOf(ended);
    ended.clear();
    return taken;
  }

  /** Index of the last leaf that names a next key, or -1 if that key has come into force. */
  long rotation() {
    return rotation;
  }

  /** Notes that the next key has come into force. */
  void rotated() {
    rotation = -1;
  }

  /** Whether a file ended that no checkpoint covers yet. */
  boolean hasEnded() {
    return !ended.isEmpty();
  }

  /** Signs what was hashed, once it is on the disk; nothing if that was signed before. */
  void checkpoint() throws IOException {
    long size = tree.size();
    Path current = file;
    FileChannel channel = fileChannel;
    if (size == sealed || current == null || channel == null) {
      return;
    }
    disk.force(current, channel);
    hashes.force();
    byte[] root = tree.root();
    SignedNote note = signing.sign(new Checkpoint(keys.origin(), size, root).text());
    checkpoints.append(note.bytes());
    sealed = size;
    listener.sealed(new SealedCheckpoint(note.toString(), keys.origin(), size, root, hashes));
  }

  @Override
  public void close() throws IOException {
    FileChannel channel = fileChannel;
    fileChannel = null;
    if (channel != null) {
      channel.close();
    }
    reader.close();
    hashes.close();
    checkpoints.close();
  }
}
