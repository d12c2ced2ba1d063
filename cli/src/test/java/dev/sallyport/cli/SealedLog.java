package dev.sallyport.cli;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.LogTail;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.merkle.CompactTree;
import dev.sallyport.audit.merkle.TreeHasher;
import dev.sallyport.audit.note.Checkpoint;
import dev.sallyport.audit.note.NoteSignature;
import dev.sallyport.audit.note.NoteSigner;
import dev.sallyport.audit.note.NoteVerifier;
import dev.sallyport.audit.note.SignedNote;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A log of several runs, written and sealed step by step with keys that a test knows. */
final class SealedLog {
  static final String NAME = "sallyport/00112233445566aa";
  static final NoteSigner WITNESS =
      new NoteSigner("witness.example/w1", NoteVerifier.COSIGNATURE_V1, seed(200));
  static final long WITNESSED_SECONDS = 1_790_000_000L;

  private final Path root;
  private int epochs;
  private String lastRun = "-";

  SealedLog(Path root) throws IOException {
    this.root = root;
    Files.createDirectories(root);
    Files.writeString(genesisFile(), genesis().text() + "\n");
  }

  private static byte[] seed(int number) {
    byte[] seed = new byte[NoteSigner.SEED_LENGTH];
    Arrays.fill(seed, (byte) number);
    return seed;
  }

  static NoteVerifier genesis() {
    return epochKey(0).verifier();
  }

  static NoteSigner epochKey(int number) {
    return new NoteSigner(NAME + "/epoch/" + number, seed(1 + number));
  }

  Path root() {
    return root;
  }

  Path genesisFile() {
    return root.resolve("log.vkey");
  }

  /** The next run, whose BOOT record names the witness. */
  Run start() throws IOException {
    int number = epochs++;
    Map<String, String> boot = Map.of("mode", "enforce", "witness.1", WITNESS.verifier().text());
    Run run = new Run(TestLog.start(root, number, boot), number);
    lastRun = run.name();
    return run;
  }

  /** A run that is being written. */
  final class Run implements AutoCloseable {
    final TestLog log;
    private final String origin;
    private NoteSigner key;
    private int keys;
    private @Nullable SignedNote newest;

    private Run(TestLog log, int number) throws IOException {
      this.log = log;
      String folder = String.valueOf(log.folder().getFileName());
      origin = NAME + "/" + folder.substring(folder.indexOf('-') + 1);
      key = new NoteSigner(origin, seed(50 + number * 10));
      String text =
          NAME
              + "/epoch\n"
              + number
              + "\n"
              + folder
              + "\n"
              + key.verifier().text()
              + "\n"
              + epochKey(number + 1).verifier().text()
              + "\n"
              + lastRun
              + "\n";
      Files.write(log.folder().resolve("epoch"), SignedNote.sign(text, epochKey(number)).bytes());
    }

    String name() {
      return String.valueOf(log.folder().getFileName());
    }

    Path folder() {
      return log.folder();
    }

    String origin() {
      return origin;
    }

    NoteVerifier key() {
      return key.verifier();
    }

    /** Writes leaf hashes and a checkpoint for all records so far. */
    void seal() throws IOException {
      TreeHasher hasher = new TreeHasher();
      CompactTree tree = new CompactTree();
      ByteArrayOutputStream hashes = new ByteArrayOutputStream();
      try (LogTail tail = LogTail.fromStart(folder())) {
        for (AuditEntry entry = tail.next(); entry != null; entry = tail.next()) {
          byte[] hash = hasher.leaf(tail.recordBytes());
          tree.add(hash);
          hashes.write(hash);
        }
      }
      Files.write(folder().resolve("leaf-hashes"), hashes.toByteArray());
      Checkpoint checkpoint = new Checkpoint(origin, tree.size(), tree.root());
      newest = SignedNote.sign(checkpoint.text(), key);
      append("checkpoints", newest);
    }

    /** Lets the witness sign the newest checkpoint. */
    void cosign() throws IOException {
      append("cosignatures", cosigned(newest, WITNESS));
    }

    private SignedNote cosigned(@Nullable SignedNote note, NoteSigner witness) {
      if (note == null) {
        throw new IllegalStateException("nothing is sealed");
      }
      String message = "cosignature/v1\ntime " + WITNESSED_SECONDS + "\n" + note.text();
      byte[] signature = witness.sign(message.getBytes(StandardCharsets.UTF_8));
      byte[] bytes =
          ByteBuffer.allocate(8 + signature.length)
              .putLong(WITNESSED_SECONDS)
              .put(signature)
              .array();
      return note.with(
          new NoteSignature(witness.verifier().name(), witness.verifier().keyHash(), bytes));
    }

    private void append(String file, SignedNote note) throws IOException {
      Files.write(
          folder().resolve(file),
          note.bytes(),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }

    /** Goes on with another key. */
    void rotate() throws IOException {
      NoteSigner next = new NoteSigner(origin, seed(100 + keys++));
      log.event(RecordKind.KEY_ROTATE, Map.of("key", next.verifier().text()));
      seal();
      key = next;
    }

    @Override
    public void close() {
      log.close();
    }
  }

  /** The first 8 digits of a run's boot id, which its decision ids begin with. */
  static String idPrefix(Run run) {
    String name = run.name();
    return name.substring(name.indexOf('-') + 1, name.indexOf('-') + 9);
  }
}
