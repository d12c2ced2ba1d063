package dev.sallyport.audit.seal;

import dev.sallyport.audit.DamagedRecordException;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.KeptRotation;
import dev.sallyport.audit.RecordFrame;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.RunFolder;
import dev.sallyport.audit.merkle.CompactTree;
import dev.sallyport.audit.merkle.TreeHasher;
import dev.sallyport.audit.note.Checkpoint;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteVerifier;
import dev.sallyport.audit.note.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes the tree of a run that was killed, compares it with its last checkpoint and leaf
 * hashes, and writes the leaf hashes that are missing. Not thread-safe.
 */
final class DeadRunReader {
  private static final int LENGTH = TreeHasher.LENGTH;
  private static final int BLOCK = 1024;

  private final Path folder;
  private final long bootId;
  private final SealDisk disk;
  private final Path hashesPath;
  private final TreeHasher hasher = new TreeHasher();
  private final CompactTree tree = new CompactTree();
  private final List<NoteVerifier> keys = new ArrayList<>();
  private final byte[] stored = new byte[BLOCK * LENGTH];
  private long storedFrom;
  private long storedEnd;
  private long sealedSize;
  private @Nullable SignedNote last;
  private byte[] sealedRoot = new byte[0];
  private @Nullable LeafHashFile missing;

  DeadRunReader(RunFolder run, EpochNote epoch, SealDisk disk) {
    this.folder = run.path();
    this.bootId = run.bootId();
    this.disk = disk;
    this.hashesPath = folder.resolve(SealFiles.LEAF_HASHES);
    keys.add(epoch.runKey());
  }

  long size() {
    return tree.size();
  }

  byte[] root() {
    return tree.root();
  }

  long sealedSize() {
    return sealedSize;
  }

  /** Reads the run; returns what is wrong with it, or null. */
  @Nullable String read() throws IOException {
    try {
      readCheckpoint();
      readPruned();
      readRecords();
      dropSurplus();
      return sealedSize > tree.size()
          ? "records `" + tree.size() + "` to `" + (sealedSize - 1) + "` are missing"
          : signatureProblem();
    } catch (LogDamageException e) {
      return e.getMessage();
    } finally {
      LeafHashFile file = missing;
      if (file != null) {
        file.force();
        file.close();
      }
    }
  }

  private void readCheckpoint() throws IOException {
    Path file = folder.resolve(SealFiles.CHECKPOINTS);
    SignedNote note = CheckpointFile.last(file);
    if (note == null) {
      return;
    }
    Checkpoint checkpoint = CheckpointFile.checkpoint(file, note);
    last = note;
    sealedSize = checkpoint.size();
    sealedRoot = checkpoint.root();
    long hashes = Files.exists(hashesPath) ? Files.size(hashesPath) / LENGTH : 0;
    if (hashes < sealedSize) {
      throw new LogDamageException(
          "`" + hashesPath + "` has `" + hashes + "` hashes of `" + sealedSize + "`");
    }
  }

  /** What the files that were removed held is known by its hashes only. */
  private void readPruned() throws IOException {
    long first = firstLeaf();
    for (long leaf = 0; leaf < first; leaf++) {
      if (leaf >= sealedSize) {
        throw new LogDamageException("records before `" + first + "` are missing");
      }
      tree.add(stored, storedAt(leaf));
      checkRoot();
    }
  }

  private long firstLeaf() throws IOException {
    try (LeafReader reader = new LeafReader(folder, bootId, LeafReader.ANY_LEAF)) {
      return reader.next() ? reader.nextLeaf() - 1 : 0;
    }
  }

  private void readRecords() throws IOException {
    byte[] hash = new byte[LENGTH];
    try (LeafReader reader = new LeafReader(folder, bootId, tree.size())) {
      while (reader.next()) {
        long leaf = reader.nextLeaf() - 1;
        hasher.leaf(reader.bytes(), reader.offset(), reader.length(), hash, 0);
        noteKeys(reader);
        if (leaf < sealedSize) {
          compare(leaf, hash);
        } else {
          complete(hash);
        }
        tree.add(hash);
        checkRoot();
      }
    }
  }

  private void noteKeys(LeafReader reader) throws IOException {
    RecordKind kind = RecordFrame.kind(reader.bytes(), reader.offset());
    if (kind != RecordKind.KEY_ROTATE && kind != RecordKind.PRUNED) {
      return;
    }
    try {
      EventRecord event = RecordFrame.event(reader.bytes(), reader.offset(), reader.length());
      if (kind == RecordKind.KEY_ROTATE) {
        noteKey(event);
      } else if (SealFiles.name(folder).equals(event.values().get("run"))) {
        noteKept(event);
      }
    } catch (DamagedRecordException | NoteFormatException e) {
      throw new LogDamageException("a record names no key: " + e.getMessage());
    }
  }

  private void noteKey(EventRecord rotation) throws NoteFormatException {
    keys.add(NoteVerifier.parse(String.valueOf(rotation.values().get("key"))));
  }

  /** Takes the keys that records of removed files named, if the tree has those records. */
  private void noteKept(EventRecord pruned)
      throws IOException, DamagedRecordException, NoteFormatException {
    for (KeptRotation kept : KeptRotation.in(pruned)) {
      if (kept.leaf() < sealedSize) {
        byte[] hash = new byte[LENGTH];
        hasher.leaf(kept.bytes(), 0, kept.bytes().length, hash, 0);
        compare(kept.leaf(), hash);
        noteKey(kept.record());
      }
    }
  }

  private void compare(long leaf, byte[] hash) throws IOException {
    int at = storedAt(leaf);
    if (!Arrays.equals(hash, 0, LENGTH, stored, at, at + LENGTH)) {
      throw new LogDamageException(
          "record `" + leaf + "` is not the one whose hash is in `" + hashesPath + "`");
    }
  }

  /** Where in {@link #stored} the stored hash of {@code leaf} is. */
  private int storedAt(long leaf) throws IOException {
    if (leaf < storedFrom || leaf >= storedEnd) {
      int count = (int) Math.min(BLOCK, sealedSize - leaf);
      LeafHashFile.read(hashesPath, leaf, count, stored);
      storedFrom = leaf;
      storedEnd = leaf + count;
    }
    return (int) (leaf - storedFrom) * LENGTH;
  }

  private void complete(byte[] hash) throws IOException {
    LeafHashFile file = missing;
    if (file == null) {
      file = new LeafHashFile(hashesPath, disk, sealedSize);
      missing = file;
    }
    System.arraycopy(hash, 0, file.buffer(), file.slot(), LENGTH);
    file.added();
  }

  private void checkRoot() throws LogDamageException {
    if (tree.size() == sealedSize && !Arrays.equals(tree.root(), sealedRoot)) {
      throw new LogDamageException(
          "the first `" + sealedSize + "` records are not those of the last checkpoint");
    }
  }

  /** Hashes may have got to the disk whose records, which no checkpoint covers, did not. */
  private void dropSurplus() throws IOException {
    boolean surplus =
        Files.exists(hashesPath) && Files.size(hashesPath) > sealedSize * LENGTH && missing == null;
    if (surplus && tree.size() == sealedSize) {
      missing = new LeafHashFile(hashesPath, disk, sealedSize);
    }
  }

  private @Nullable String signatureProblem() {
    SignedNote note = last;
    if (note == null) {
      return null;
    }
    for (NoteVerifier key : keys) {
      if (note.isSignedBy(key)) {
        return null;
      }
    }
    return "the last checkpoint is not signed by a key of the run";
  }
}
