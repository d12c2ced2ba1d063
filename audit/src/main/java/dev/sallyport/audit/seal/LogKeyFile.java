package dev.sallyport.audit.seal;

import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteSigner;
import dev.sallyport.audit.note.NoteText;
import dev.sallyport.audit.note.NoteVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The file {@code log.vkey}: the key that the whole log is verified with. */
final class LogKeyFile {
  private static final long MAX_BYTES = 4096;

  private final Path path;
  private final SealDisk disk;
  private final @Nullable NoteVerifier stored;
  private String text = "";

  LogKeyFile(Path root, SealDisk disk) throws IOException {
    this.path = root.resolve(SealFiles.LOG_KEY);
    this.disk = disk;
    this.stored = Files.exists(path) ? read() : null;
  }

  Path path() {
    return path;
  }

  /** The key as it was written. */
  String text() {
    return text;
  }

  private NoteVerifier read() throws IOException {
    try {
      byte[] bytes = Files.size(path) > MAX_BYTES ? new byte[0] : Files.readAllBytes(path);
      String line = NoteText.decodeUtf8(bytes, 0, bytes.length);
      if (!line.endsWith("\n")) {
        throw new NoteFormatException("it is not one whole line");
      }
      return NoteVerifier.parse(line.substring(0, line.length() - 1));
    } catch (NoteFormatException e) {
      throw new IOException(
          "`"
              + path
              + "` is not the key of a log: "
              + e.getMessage()
              + "; put it back from the copy kept elsewhere, or set audit.dir to a new folder");
    }
  }

  /** Refuses to begin a log anew where there is one already. */
  void checkAbsent(Path keyFile) throws IOException {
    if (stored != null) {
      throw new IOException(
          "there is a log with the key `"
              + stored.name()
              + "`, but `"
              + keyFile
              + "`, the key for its next start, is gone; put it back, or set audit.dir to a new"
              + " folder, which gets a new key");
    }
  }

  /** Whether {@code key}, of the epoch {@code number}, begins a log; if so this file is made. */
  boolean agreeWith(NoteSigner key, long number) throws IOException {
    NoteVerifier known = stored;
    if (known == null) {
      if (number > 0) {
        throw new IOException(
            "`"
                + path
                + "` is gone, but the key for the next start is of epoch `"
                + number
                + "`; put it back from the copy kept elsewhere, or set audit.dir and audit.key to"
                + " new places");
      }
      return write(key.verifier());
    }
    String name = EpochKeyFile.keyName(EpochKeyFile.logName(key), 0);
    if (!known.name().equals(name) || (number == 0 && !known.equals(key.verifier()))) {
      throw otherKey(known, key.verifier());
    }
    return false;
  }

  /** Whether the key of a command begins a log; if so this file is made. */
  boolean agreeWith(NoteVerifier signer) throws IOException {
    NoteVerifier known = stored;
    if (known == null) {
      return write(signer);
    }
    if (!known.equals(signer)) {
      throw otherKey(known, signer);
    }
    return false;
  }

  private boolean write(NoteVerifier key) throws IOException {
    text = key.text();
    disk.replace(path, (text + "\n").getBytes(StandardCharsets.UTF_8));
    return true;
  }

  private IOException otherKey(NoteVerifier known, NoteVerifier got) {
    return new IOException(
        "`"
            + path
            + "` has the key `"
            + known.name()
            + "`, but the log would be signed by `"
            + got.name()
            + "`; put the right key back, or set audit.dir to a new folder");
  }
}
