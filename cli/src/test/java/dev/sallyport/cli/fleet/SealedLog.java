package dev.sallyport.cli.fleet;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.AuditFolder;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.AuditOptions;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.LogTail;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.RecordedEffect;
import dev.sallyport.audit.merkle.CompactTree;
import dev.sallyport.audit.merkle.TreeHasher;
import dev.sallyport.audit.note.Checkpoint;
import dev.sallyport.audit.note.NoteSigner;
import dev.sallyport.audit.note.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the log of one run with signed checkpoints, as an application does. Thread-safe. */
final class SealedLog implements AutoCloseable {
  private static final String LOG_NAME = "sallyport/0123456789abcdef";

  private final Path folder;
  private final AuditLog log;
  private final String origin;
  private final NoteSigner key;
  private final LogTail tail;
  private final TreeHasher hasher = new TreeHasher();
  private final CompactTree tree = new CompactTree();
  private final List<byte[]> leaves = new ArrayList<>();
  private long calls;

  private SealedLog(Path folder, long bootId) throws IOException {
    this.folder = folder;
    log = AuditLog.openInBackground(folder, AuditOptions.defaults(bootId));
    origin = LOG_NAME + "/" + String.format("%016x", bootId);
    key = new NoteSigner(origin, new byte[NoteSigner.SEED_LENGTH]);
    tail = LogTail.fromStart(folder);
    String name = String.valueOf(folder.getFileName());
    NoteSigner epochKey = new NoteSigner(LOG_NAME + "/epoch/0", new byte[NoteSigner.SEED_LENGTH]);
    String epoch = LOG_NAME + "/epoch\n0\n" + name + "\n" + key.verifier().text() + "\n-\n-\n";
    Files.write(folder.resolve("epoch"), SignedNote.sign(epoch, epochKey).bytes());
    event(RecordKind.BOOT, Map.of("origin", origin, "key", key.verifier().text()));
  }

  /** The run number {@code number}, from 0, under {@code root}; later numbers start later. */
  static SealedLog start(Path root, int number) throws IOException {
    Instant start = Instant.parse("2026-11-21T10:00:00Z").plusSeconds(number);
    long bootId = ((0x3f9a1c20L + number) << 32) | 1;
    return new SealedLog(AuditFolder.create(root, bootId, start), bootId);
  }

  Path folder() {
    return folder;
  }

  String name() {
    return String.valueOf(folder.getFileName());
  }

  String origin() {
    return origin;
  }

  synchronized void event(RecordKind kind, Map<String, String> values) {
    log.append(new EventRecord(kind, values));
  }

  synchronized void decisions(int count) {
    for (int i = 0; i < count; i++) {
      calls++;
      log.append(
          new DecisionRecord()
              .callId(calls)
              .agent("desk")
              .session("s-" + calls % 7)
              .tool("refund")
              .rule("small refunds")
              .effect(calls % 2 == 0 ? RecordedEffect.DENY : RecordedEffect.ALLOW));
    }
  }

  /** Signs what was appended until now. */
  synchronized Checkpoint checkpoint() throws IOException {
    readLeaves();
    Checkpoint checkpoint = new Checkpoint(origin, tree.size(), tree.root());
    append("checkpoints", sign(checkpoint.text()));
    return checkpoint;
  }

  byte[] sign(String text) {
    return SignedNote.sign(text, key).bytes();
  }

  void append(String file, byte[] bytes) throws IOException {
    Files.write(folder.resolve(file), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** The exact bytes of the records until now. */
  synchronized List<byte[]> leaves() throws IOException {
    readLeaves();
    return List.copyOf(leaves);
  }

  private void readLeaves() throws IOException {
    for (AuditEntry entry = tail.next(); entry != null; entry = tail.next()) {
      byte[] leaf = tail.recordBytes();
      leaves.add(leaf);
      tree.add(hasher.leaf(leaf));
    }
  }

  /** Ends the run in order. */
  synchronized void shutdown() throws IOException {
    event(RecordKind.SHUTDOWN, Map.of());
    Checkpoint last = checkpoint();
    String text = origin + "/closed\n" + last.text().substring(origin.length() + 1);
    Files.write(folder.resolve("closed"), sign(text));
    log.close();
  }

  @Override
  public void close() throws IOException {
    log.close();
    tail.close();
  }
}
