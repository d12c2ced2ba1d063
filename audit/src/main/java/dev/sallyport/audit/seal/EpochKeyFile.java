package dev.sallyport.audit.seal;

import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteSigner;
import dev.sallyport.audit.note.NoteText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The file with the private key of the next epoch. */
final class EpochKeyFile {
  private static final String MIDDLE = "/epoch/";
  private static final long MAX_BYTES = 4096;

  private final Path path;
  private final SealDisk disk;

  EpochKeyFile(SealOptions options, SealDisk disk) throws IOException {
    Path configured = options.keyFile();
    Path file = configured == null ? options.root().resolve(SealFiles.EPOCH_KEY) : configured;
    // What replaces a link must take the place of what it leads to.
    this.path = Files.exists(file) ? file.toRealPath() : file;
    this.disk = disk;
  }

  Path path() {
    return path;
  }

  static String keyName(String logName, long number) {
    return logName + MIDDLE + number;
  }

  static String logName(NoteSigner key) {
    String name = key.verifier().name();
    return name.substring(0, name.lastIndexOf(MIDDLE));
  }

  static long number(NoteSigner key) throws IOException {
    String name = key.verifier().name();
    try {
      return NoteText.parseDecimal(name.substring(name.lastIndexOf(MIDDLE) + MIDDLE.length()));
    } catch (NoteFormatException e) {
      throw new IOException("the key of the next epoch has the wrong name `" + name + "`", e);
    }
  }

  /**
   * The key; null if there is no file.
   *
   * @throws IOException if the file is not one that only its owner can read, with one key
   */
  @Nullable NoteSigner read() throws IOException {
    if (!Files.exists(path)) {
      return null;
    }
    checkOwnerOnly();
    if (Files.size(path) > MAX_BYTES) {
      throw unusable("it has `" + Files.size(path) + "` bytes");
    }
    byte[] bytes = Files.readAllBytes(path);
    try {
      String text = NoteText.decodeUtf8(bytes, 0, bytes.length);
      if (!text.endsWith("\n")) {
        throw unusable("it does not end with a whole line");
      }
      NoteSigner key = NoteSigner.parse(text.substring(0, text.length() - 1));
      if (key.verifier().name().lastIndexOf(MIDDLE) <= 0) {
        throw unusable("the key has the wrong name `" + key.verifier().name() + "`");
      }
      return key;
    } catch (NoteFormatException e) {
      throw unusable(String.valueOf(e.getMessage()));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private IOException unusable(String why) {
    return new IOException(
        "`"
            + path
            + "`, the key for the next start of the log, can't be used: "
            + why
            + "; put it back as it was, or set audit.dir to a new folder, which gets a new key");
  }

  private void checkOwnerOnly() throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view == null) {
      return; // no modes on this file system
    }
    String mode = PosixFilePermissions.toString(view.readAttributes().permissions());
    if (!mode.endsWith("------")) {
      throw new IOException(
          "`"
              + path
              + "`, the key for the next start of the log, is open to others: its mode is `"
              + mode
              + "`, wanted `rw-------`");
    }
  }

  /** Puts {@code key} in the place of the one before. */
  void write(NoteSigner key) throws IOException {
    byte[] bytes = (key.text() + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      disk.replace(path, bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
