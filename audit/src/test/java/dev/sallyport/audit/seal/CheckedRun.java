package dev.sallyport.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.LogTail;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.merkle.CompactTree;
import dev.sallyport.audit.merkle.TreeHasher;
import dev.sallyport.audit.note.Checkpoint;
import dev.sallyport.audit.note.NoteFile;
import dev.sallyport.audit.note.NoteVerifier;
import dev.sallyport.audit.note.SignedNote;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A run as another reader than the sealing code finds it; everything in it was checked: records,
 * leaf hashes, each checkpoint with the key in force, the note at the end.
 */
final class CheckedRun {
  final Path folder;
  final EpochNote epoch;
  final SignedNote epochNote;
  final List<EventRecord> events = new ArrayList<>();
  final List<Checkpoint> checkpoints = new ArrayList<>();
  final List<NoteVerifier> keys = new ArrayList<>();
  private final List<byte[]> roots = new ArrayList<>();
  private final List<byte[]> hashes = new ArrayList<>();
  private final List<Long> rotations = new ArrayList<>();

  private CheckedRun(Path folder) throws Exception {
    this.folder = folder;
    this.epochNote = SignedNote.parse(Files.readAllBytes(folder.resolve(SealFiles.EPOCH)));
    this.epoch = EpochNote.parse(epochNote.text());
    keys.add(epoch.runKey());
  }

  static CheckedRun of(Path folder) throws Exception {
    CheckedRun run = new CheckedRun(folder);
    run.readRecords();
    run.checkLeafHashes();
    run.checkCheckpoints();
    return run;
  }

  long size() {
    return hashes.size();
  }

  byte[] root(long size) {
    return roots.get((int) size);
  }

  long sealed() {
    return checkpoints.isEmpty() ? 0 : checkpoints.get(checkpoints.size() - 1).size();
  }

  List<EventRecord> events(RecordKind kind) {
    return events.stream().filter(event -> event.kind() == kind).toList();
  }

  String boot(String name) {
    return String.valueOf(events(RecordKind.BOOT).get(0).values().get(name));
  }

  private void readRecords() throws Exception {
    TreeHasher hasher = new TreeHasher();
    CompactTree tree = new CompactTree();
    roots.add(tree.root());
    try (LogTail tail = LogTail.fromStart(folder)) {
      for (AuditEntry entry = tail.next(); entry != null; entry = tail.next()) {
        assertThat(entry).isNotInstanceOf(AuditEntry.Damaged.class);
        byte[] hash = hasher.leaf(tail.recordBytes());
        hashes.add(hash);
        tree.add(hash);
        roots.add(tree.root());
        if (entry instanceof AuditEntry.Event event) {
          note(event.record());
        }
      }
    }
  }

  private void note(EventRecord event) throws Exception {
    events.add(event);
    if (event.kind() == RecordKind.KEY_ROTATE) {
      rotations.add(event.leafIndex());
      keys.add(NoteVerifier.parse(String.valueOf(event.values().get("key"))));
    }
  }

  private void checkLeafHashes() throws Exception {
    Path file = folder.resolve(SealFiles.LEAF_HASHES);
    byte[] stored = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    for (int i = 0; i < stored.length / 32; i++) {
      assertThat(Arrays.copyOfRange(stored, 32 * i, 32 * i + 32)).isEqualTo(hashes.get(i));
    }
    hashesStored = stored.length / 32;
  }

  long hashesStored;

  private void checkCheckpoints() throws Exception {
    Path file = folder.resolve(SealFiles.CHECKPOINTS);
    if (!Files.exists(file)) {
      return;
    }
    int key = 0;
    for (NoteFile.Entry entry : NoteFile.parse(Files.readAllBytes(file)).entries()) {
      Checkpoint checkpoint = Checkpoint.parse(entry.note().text());
      assertThat(checkpoint.origin()).isEqualTo(epoch.runKey().name());
      assertThat(checkpoint.size()).isGreaterThan(sealed()).isLessThanOrEqualTo(size());
      assertThat(checkpoint.root()).isEqualTo(root(checkpoint.size()));
      assertThat(entry.note().isSignedBy(keys.get(key))).as("signed by key " + key).isTrue();
      checkpoints.add(checkpoint);
      if (key < rotations.size() && rotations.get(key) < checkpoint.size()) {
        key++;
      }
    }
    assertThat(hashesStored).isGreaterThanOrEqualTo(sealed());
  }

  /** Checks the note at the end, which {@code signer} must have signed. */
  EndNote checkEnd(String name, CheckedRun signer) throws Exception {
    SignedNote note = SignedNote.parse(Files.readAllBytes(folder.resolve(name)));
    EndNote end = EndNote.parse(note.text());
    assertThat(signer.keys).anyMatch(note::isSignedBy);
    assertThat(end.what()).isEqualTo(epoch.runKey().name() + "/" + name);
    assertThat(end.size()).isEqualTo(size());
    assertThat(end.root()).isEqualTo(root(size()));
    assertThat(hashesStored).isEqualTo(size());
    List<FileDigest> now = new ArrayList<>();
    for (Path file : SealFiles.covered(folder)) {
      now.add(FileDigest.of(file));
    }
    assertThat(end.files()).isEqualTo(now);
    return end;
  }

  /** Checks a run that ended in order. */
  CheckedRun closed() throws Exception {
    checkEnd(SealFiles.CLOSED, this);
    assertThat(sealed()).isEqualTo(size());
    return this;
  }
}
