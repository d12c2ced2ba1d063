package dev.sallyport.cli.witness;

import dev.sallyport.audit.AuditFolder;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.AuditOptions;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.LogTail;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.note.NoteSigner;
import dev.sallyport.audit.note.SignedNote;
import dev.sallyport.audit.seal.SealedCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a log with its runs, certified and sealed by the words of the log's format, on real
 * records. Two of them with the same seed are copies of one log.
 */
final class FleetLog {
  static final String NAME = "desk.example/log";
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  private final Path root;
  private int epoch;
  private @Nullable String previous;

  FleetLog(Path root) {
    this.root = root;
  }

  /** The copy that a backup of {@code other} is, made now. */
  FleetLog restoredTo(Path folder) throws IOException {
    FleetLog copy = new FleetLog(folder);
    copy.epoch = epoch;
    copy.previous = previous;
    Files.createDirectories(folder);
    return copy;
  }

  static String option() {
    return NAME + "=" + epochKey(0).verifier();
  }

  private static NoteSigner epochKey(int number) {
    return TestWitness.signer(NAME + "/epoch/" + number, 100 + number);
  }

  /** Starts the next run, whose keys are made from {@code seed}. */
  Run start(int seed) throws IOException {
    long bootId = 0x0123456789ab0000L + seed;
    Path folder = AuditFolder.create(root, bootId, START.plusSeconds(epoch));
    String name = folder.getFileName().toString();
    String origin = NAME + "/" + name.substring(name.length() - 16);
    NoteSigner key = TestWitness.signer(origin, seed);
    String text =
        String.join(
                "\n",
                NAME + "/epoch",
                Integer.toString(epoch),
                name,
                key.verifier().text(),
                epochKey(epoch + 1).verifier().text(),
                previous == null ? "-" : previous)
            + "\n";
    Files.writeString(folder.resolve("epoch"), SignedNote.sign(text, epochKey(epoch)).toString());
    previous = name;
    epoch++;
    return new Run(folder, bootId, origin, key);
  }

  /** A run that is being recorded. */
  static final class Run implements AutoCloseable {
    private final Path folder;
    private final String origin;
    private final AuditLog log;
    private final LogTail tail;
    private final MemoryLog leaves;
    private NoteSigner key;
    private NoteSigner oldKey;

    private Run(Path folder, long bootId, String origin, NoteSigner key) {
      this.folder = folder;
      this.origin = origin;
      this.key = key;
      this.oldKey = key;
      this.log = AuditLog.openInBackground(folder, AuditOptions.defaults(bootId));
      this.tail = LogTail.fromStart(folder);
      this.leaves = new MemoryLog(origin, key);
    }

    Path folder() {
      return folder;
    }

    String origin() {
      return origin;
    }

    MemoryLog leaves() {
      return leaves;
    }

    /** Appends records, and seals. */
    SealedCheckpoint append(int count) throws IOException {
      for (int i = 0; i < count; i++) {
        log.append(new EventRecord(RecordKind.COVERAGE, Map.of("n", "x" + i)));
      }
      return seal();
    }

    SealedCheckpoint seal() throws IOException {
      while (tail.next() != null) {
        leaves.append(tail.recordBytes());
      }
      SealedCheckpoint sealed = leaves.seal();
      Files.writeString(
          folder.resolve("checkpoints"),
          sealed.note(),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      return sealed;
    }

    /** Puts another key in force; returns the last checkpoint by the old one. */
    SealedCheckpoint rotate(int seed) throws IOException {
      NoteSigner next = TestWitness.signer(origin, seed);
      log.append(new EventRecord(RecordKind.KEY_ROTATE, Map.of("key", next.verifier().text())));
      SealedCheckpoint last = seal();
      oldKey = key;
      key = next;
      leaves.rotate(next);
      return last;
    }

    /** The checkpoint of now by the key before the current one. */
    SealedCheckpoint sealByOldKey() throws IOException {
      leaves.rotate(oldKey);
      SealedCheckpoint sealed = leaves.seal();
      leaves.rotate(key);
      return sealed;
    }

    @Override
    public void close() throws IOException {
      tail.close();
      log.close();
    }
  }
}
