package dev.sallyport.audit.seal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The length and SHA-256 of a whole file.
 *
 * @param name of the file
 * @param length in bytes
 * @param sha256 in hex; {@code -} if it was not worked out
 */
record FileDigest(String name, long length, String sha256) {
  static final String UNKNOWN = "-";
  private static final int BUFFER_BYTES = 256 << 10;

  /** Of {@code file}, which nobody writes to. */
  static FileDigest of(Path file) throws IOException {
    MessageDigest digest = sha256Digest();
    byte[] buffer = new byte[BUFFER_BYTES];
    long length = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
        length += read;
      }
    }
    return new FileDigest(SealFiles.name(file), length, HexFormat.of().formatHex(digest.digest()));
  }

  /** Of {@code file}, without its SHA-256 if it is longer than {@code most} bytes. */
  static FileDigest of(Path file, long most) throws IOException {
    long length = Files.size(file);
    return length > most ? new FileDigest(SealFiles.name(file), length, UNKNOWN) : of(file);
  }

  /** As notes and records write it. */
  String text() {
    return name + " " + length + " " + sha256;
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
