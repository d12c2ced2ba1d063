package dev.sallyport.audit.verify;

import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Logs to tamper with: three runs with rolls, key changes, a crash, a recovery and a witness. */
final class TamperedLog {
  private final PlainLog log;
  private final PlainRun closed;
  private final PlainRun killed;
  private final PlainRun last;
  private final PlainKey witness = PlainKey.witness("witness.example/w1");

  private TamperedLog(Path root, int calls) throws IOException {
    log = new PlainLog(root);
    closed = log.first(witness.vkey());
    closed.calls(calls);
    closed.checkpoint();
    closed.roll();
    closed.checkpoint();
    closed.cosign(witness);
    closed.calls(calls);
    closed.rotate();
    closed.calls(calls);
    closed.roll();
    closed.calls(1);
    closed.close();
    killed = log.start(closed, "closed", witness.vkey());
    killed.calls(calls);
    killed.checkpoint();
    killed.calls(2);
    last = log.start(killed, "killed", witness.vkey());
    last.recover(killed);
    last.calls(calls);
    last.checkpoint();
    last.roll();
    last.close();
  }

  /** A log with some {@code 6 * calls} records. */
  static TamperedLog write(Path root, int calls) throws IOException {
    return new TamperedLog(root, calls);
  }

  PlainLog log() {
    return log;
  }

  Path root() {
    return log.root();
  }

  /** The run with three files and two keys. */
  PlainRun closed() {
    return closed;
  }

  PlainRun killed() {
    return killed;
  }

  PlainRun last() {
    return last;
  }

  PlainKey witness() {
    return witness;
  }

  VerifyReport verify() throws IOException {
    return verify(root());
  }

  /** Verifies a copy of the log against its genesis key. */
  VerifyReport verify(Path copy) throws IOException {
    return new LogVerifier(VerifyOptions.of(copy).withKey(key())).verify();
  }

  VerifyReport verifyAgainst(Path anchor) throws IOException {
    VerifyOptions options = VerifyOptions.of(root()).withKey(key()).withAnchors(List.of(anchor));
    return new LogVerifier(options).verify();
  }

  NoteVerifier key() {
    return verifier(log.genesis());
  }

  static NoteVerifier verifier(PlainKey key) {
    try {
      return NoteVerifier.parse(key.vkey());
    } catch (NoteFormatException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All files below {@code folder}, by name. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Makes {@code to} a copy of the folder {@code from}; what was there is gone. */
  static void copy(Path from, Path to) throws IOException {
    delete(to);
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted((a, b) -> b.compareTo(a)).forEach(TamperedLog::deleteOne);
    }
  }

  private static void deleteOne(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
