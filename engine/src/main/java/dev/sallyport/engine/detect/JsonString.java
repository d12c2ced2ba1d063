package dev.sallyport.engine.detect;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A text in a JSON text: what it says, and where each of its characters is written. */
final class JsonString {
  private final int start;
  private final String text;

  /** Offsets of the characters and of the end; null if nothing is escaped. */
  private final int @Nullable [] offsets;

  /**
   * A text.
   *
   * @param start offset of the first character behind the quote
   * @param end offset of the closing quote
   */
  JsonString(String json, int start, int end, boolean escaped) {
    this.start = start;
    if (!escaped) {
      text = json.substring(start, end);
      offsets = null;
      return;
    }
    int[] written = new int[end - start + 1];
    StringBuilder out = new StringBuilder(end - start);
    int at = start;
    while (at < end) {
      written[out.length()] = at;
      char c = json.charAt(at);
      out.append(c == '\\' ? resolved(json, at + 1) : c);
      at += c != '\\' ? 1 : json.charAt(at + 1) == 'u' ? 6 : 2;
    }
    written[out.length()] = end;
    text = out.toString();
    offsets = Arrays.copyOf(written, out.length() + 1);
  }

  private static char resolved(String json, int at) {
    switch (json.charAt(at)) {
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case 'u':
        return (char) Integer.parseInt(json, at + 1, at + 5, 16);
      default:
        return json.charAt(at);
    }
  }

  /** The text, escapes resolved. */
  String text() {
    return text;
  }

  /** Where the character at {@code index} of the text is written; its length for the end. */
  int offset(int index) {
    return offsets == null ? start + index : offsets[index];
  }
}
