package dev.sallyport.cli.witness;

import dev.sallyport.audit.anchor.DurableFile;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteSigner;
import dev.sallyport.audit.note.NoteText;
import dev.sallyport.audit.note.NoteVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** The private key of a witness, in a file that only its owner can read. */
final class WitnessKey {
  private WitnessKey() {}

  /**
   * Reads the key, or makes it if there is no file yet.
   *
   * @param name the key must have, or is to have; null if any will do
   * @throws IOException with a one-line message, if it can't be used
   */
  static NoteSigner open(Path file, @Nullable String name) throws IOException {
    if (Files.notExists(file)) {
      return create(file, name);
    }
    checkOwnerOnly(file);
    NoteSigner key = read(file);
    String found = key.verifier().name();
    if (key.verifier().type() != NoteVerifier.COSIGNATURE_V1) {
      throw new IOException("`" + file + "` is no key that cosigns");
    }
    if (name != null && !name.equals(found)) {
      throw new IOException(
          "got the name `" + name + "`, wanted `" + found + "`, that of the key in `" + file + "`");
    }
    return key;
  }

  private static NoteSigner create(Path file, @Nullable String name) throws IOException {
    if (name == null || !NoteText.isName(name)) {
      throw new IOException(
          "got the name `" + name + "`, wanted one without spaces and `+` for the new key");
    }
    byte[] seed = new byte[NoteSigner.SEED_LENGTH];
    new SecureRandom().nextBytes(seed);
    NoteSigner key = new NoteSigner(name, NoteVerifier.COSIGNATURE_V1, seed);
    DurableFile.replace(file, (key.text() + "\n").getBytes(StandardCharsets.UTF_8));
    return key;
  }

  private static NoteSigner read(Path file) throws IOException {
    String text = Files.readString(file);
    try {
      return NoteSigner.parse(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
    } catch (NoteFormatException e) {
      throw new IOException("`" + file + "`: " + e.getMessage(), e);
    }
  }

  private static void checkOwnerOnly(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return; // no modes on this file system
    }
    String mode = PosixFilePermissions.toString(view.readAttributes().permissions());
    if (!mode.endsWith("------")) {
      throw new IOException(
          "`" + file + "` is open to others: its mode is `" + mode + "`, wanted `rw-------`");
    }
  }
}
