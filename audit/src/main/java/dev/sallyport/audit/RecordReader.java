package dev.sallyport.audit;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Takes numbers and text out of one record, never past its end. Not thread-safe. */
final class RecordReader {
  private final byte[] bytes;
  private final int start;
  private final int end;
  private final CharsetDecoder utf8 =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private int position;
  private boolean cut;

  RecordReader(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.position = start;
  }

  /** Whether a text or a list was stored in part. */
  boolean cut() {
    return cut;
  }

  int offset() {
    return position - start;
  }

  void seek(int offset) {
    position = start + offset;
  }

  int takeByte() throws DamagedRecordException {
    return bytes[advance(1)] & 0xFF;
  }

  int takeShort() throws DamagedRecordException {
    int at = advance(2);
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }

  int takeInt() throws DamagedRecordException {
    return takeShort() << 16 | takeShort();
  }

  long takeLong() throws DamagedRecordException {
    return (long) takeInt() << 32 | (takeInt() & 0xFFFFFFFFL);
  }

  void expectZero(int count) throws DamagedRecordException {
    for (int i = 0; i < count; i++) {
      if (takeByte() != 0) {
        throw damaged(offset() - 1, "a reserved byte is not 0");
      }
    }
  }

  /** Takes 32 bytes, which are the digest if {@code present} and 0 otherwise. */
  byte @Nullable [] takeDigest(boolean present) throws DamagedRecordException {
    if (!present) {
      expectZero(DigestField.LENGTH);
      return null;
    }
    int at = advance(DigestField.LENGTH);
    return Arrays.copyOfRange(bytes, at, at + DigestField.LENGTH);
  }

  @Nullable String takeShortText() throws DamagedRecordException {
    int length = takeShort();
    if (length == RecordFormat.NULL_SHORT) {
      return null;
    }
    boolean partial = (length & RecordFormat.CUT_SHORT) != 0;
    return takeText(length & ~RecordFormat.CUT_SHORT, partial);
  }

  @Nullable String takeLongText() throws DamagedRecordException {
    int length = takeInt();
    if (length == RecordFormat.NULL_LONG) {
      return null;
    }
    boolean partial = (length & RecordFormat.CUT_LONG) != 0;
    return takeText(length & ~RecordFormat.CUT_LONG, partial);
  }

  private String takeText(int length, boolean partial) throws DamagedRecordException {
    int at = advance(length);
    String text;
    try {
      text = utf8.decode(ByteBuffer.wrap(bytes, at, length)).toString();
    } catch (CharacterCodingException e) {
      throw damaged(at - start, "text is not valid UTF-8");
    }
    if (!partial) {
      return text;
    }
    cut = true;
    return text + "...[cut from " + takeInt() + "]";
  }

  void noteCut() {
    cut = true;
  }

  private int advance(int count) throws DamagedRecordException {
    if (count < 0 || count > end - position) {
      throw damaged(
          offset(), "wanted `" + count + "` more bytes; the record has `" + (end - position) + "`");
    }
    int at = position;
    position += count;
    return at;
  }

  static DamagedRecordException damaged(int offset, String problem) {
    return new DamagedRecordException(offset, problem);
  }
}
