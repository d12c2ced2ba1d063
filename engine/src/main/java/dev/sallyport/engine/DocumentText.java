package dev.sallyport.engine;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes text of a document's bytes. */
final class DocumentText {
  private DocumentText() {}

  /**
   * The text without byte order mark, or null if the bytes are too many or not UTF-8.
   *
   * @param problems get what is wrong, now and later
   */
  static @Nullable PolicyText of(PolicySource source, int maxBytes, List<PolicyProblem> problems) {
    if (source.content().length > maxBytes) {
      String got = "got " + source.content().length + " bytes, wanted at most ";
      problems.add(new PolicyProblem(source.name(), 1, 1, got + maxBytes));
      return null;
    }
    CharBuffer decoded = CharBuffer.allocate(source.content().length);
    boolean valid = decode(source.content(), decoded);
    decoded.flip();
    int start = decoded.length() > 0 && decoded.charAt(0) == '\ufeff' ? 1 : 0;
    String content = decoded.subSequence(start, decoded.length()).toString();
    PolicyText text = new PolicyText(source.name(), content, problems);
    if (!valid) {
      int end = content.length(); // where the bytes stop making sense
      text.problemAt(end, "got bytes that are not UTF-8, wanted UTF-8 text");
    }
    return valid ? text : null;
  }

  private static boolean decode(byte[] content, CharBuffer decoded) {
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(content), decoded, true);
    return !result.isError();
  }
}
