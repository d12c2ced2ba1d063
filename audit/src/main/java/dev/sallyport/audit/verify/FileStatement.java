package dev.sallyport.audit.verify;

import dev.sallyport.audit.merkle.TreeHasher;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteText;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a signed note or a sealed record says about a whole file.
 *
 * @param length in bytes
 * @param sha256 of its content, 32 bytes, or null if it was not hashed
 */
record FileStatement(String name, long length, byte @Nullable [] sha256) {
  private static final String NOT_HASHED = "-";

  /**
   * Reads {@code name length sha256}.
   *
   * @throws NoteFormatException if it is anything else
   */
  static FileStatement parse(String text) throws NoteFormatException {
    String[] parts = text.split(" ", -1);
    if (parts.length != 3 || parts[0].isEmpty() || parts[0].contains("/")) {
      throw new NoteFormatException("got `" + text + "`, wanted name, length and SHA-256");
    }
    byte[] sha256 = parts[2].equals(NOT_HASHED) ? null : hex(parts[2]);
    return new FileStatement(parts[0], NoteText.parseDecimal(parts[1]), sha256);
  }

  /**
   * The 32 bytes that {@code text} stands for in lower-case hex.
   *
   * @throws NoteFormatException if it is anything else
   */
  static byte[] hex(@Nullable String text) throws NoteFormatException {
    try {
      if (text != null) {
        byte[] bytes = HexFormat.of().parseHex(text);
        if (bytes.length == TreeHasher.LENGTH && HexFormat.of().formatHex(bytes).equals(text)) {
          return bytes;
        }
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new NoteFormatException("got `" + text + "`, wanted 64 lower-case hex digits");
  }
}
