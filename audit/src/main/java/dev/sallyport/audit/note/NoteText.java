package dev.sallyport.audit.note;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The small forms that notes are made of, each with one spelling. Thread-safe. */
public final class NoteText {
  private NoteText() {}

  /**
   * The bytes that {@code text} stands for in standard base64 with padding.
   *
   * @throws NoteFormatException if encoding them does not give {@code text} again
   */
  public static byte[] decodeBase64(String text) throws NoteFormatException {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (encodeBase64(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new NoteFormatException("got `" + text + "`, wanted base64");
  }

  /** Standard base64 with padding. */
  public static String encodeBase64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * The number that {@code text} stands for in decimal, 0 to 2^63 - 1.
   *
   * @throws NoteFormatException if it is written in another way
   */
  public static long parseDecimal(String text) throws NoteFormatException {
    try {
      long number = Long.parseLong(text);
      if (number >= 0 && Long.toString(number).equals(text)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new NoteFormatException("got `" + text + "`, wanted a decimal number from 0");
  }

  /**
   * The text that {@code bytes} are in UTF-8.
   *
   * @throws NoteFormatException if they are not, or hold a control character but the line feed
   */
  public static String decodeUtf8(byte[] bytes, int offset, int length) throws NoteFormatException {
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes, offset, length))
              .toString();
    } catch (CharacterCodingException e) {
      throw new NoteFormatException("a note is not UTF-8");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' && c != '\n') {
        throw new NoteFormatException("a note holds a control character");
      }
    }
    return text;
  }

  /** Whether {@code name} can name a key: not empty, no space of any kind, no {@code +}. */
  public static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c == '+' || Character.isSpaceChar(c) || Character.isWhitespace(c)) {
        return false;
      }
    }
    return !name.isEmpty();
  }
}
