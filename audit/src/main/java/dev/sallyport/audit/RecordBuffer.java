package dev.sallyport.audit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Where a record is put together: big-endian numbers and UTF-8 text in one reused array. Not
 * thread-safe.
 */
final class RecordBuffer {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Eight bytes, in whatever order the processor likes. */
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  /** The bits that eight ASCII bytes do not have. */
  private static final long NOT_ASCII = 0x8080808080808080L;

  private final byte[] bytes = new byte[RecordFormat.MAX_RECORD];
  private int position;

  byte[] bytes() {
    return bytes;
  }

  int position() {
    return position;
  }

  void position(int newPosition) {
    position = newPosition;
  }

  int remaining() {
    return bytes.length - position;
  }

  void putByte(int value) {
    bytes[position++] = (byte) value;
  }

  void setByte(int at, int value) {
    bytes[at] = (byte) value;
  }

  void putShort(int value) {
    setShort(position, value);
    position += 2;
  }

  void setShort(int at, int value) {
    bytes[at] = (byte) (value >>> 8);
    bytes[at + 1] = (byte) value;
  }

  void putInt(int value) {
    setInt(position, value);
    position += 4;
  }

  void setInt(int at, int value) {
    INT.set(bytes, at, value);
  }

  void putLong(long value) {
    setLong(position, value);
    position += 8;
  }

  void setLong(int at, long value) {
    LONG.set(bytes, at, value);
  }

  void putBytes(byte[] source) {
    System.arraycopy(source, 0, bytes, position, source.length);
    position += source.length;
  }

  /** Puts text with a 16-bit length, cut to {@code maxBytes} (under 32,768) of UTF-8. */
  void putShortText(@Nullable String text, int maxBytes) {
    if (text == null) {
      putShort(RecordFormat.NULL_SHORT);
      return;
    }
    int lengthAt = position;
    position += 2;
    boolean whole = putUtf8(text, maxBytes);
    int length = position - lengthAt - 2;
    setShort(lengthAt, whole ? length : length | RecordFormat.CUT_SHORT);
    if (!whole) {
      putInt(text.length());
    }
  }

  /** Puts text with a 32-bit length, cut to {@code maxBytes} of UTF-8. */
  void putLongText(@Nullable String text, int maxBytes) {
    if (text == null) {
      putInt(RecordFormat.NULL_LONG);
      return;
    }
    int lengthAt = position;
    position += 4;
    boolean whole = putUtf8(text, maxBytes);
    int length = position - lengthAt - 4;
    setInt(lengthAt, whole ? length : length | RecordFormat.CUT_LONG);
    if (!whole) {
      putInt(text.length());
    }
  }

  /** Puts as many whole code points as fit; returns whether all did. */
  private boolean putUtf8(String text, int maxBytes) {
    int end = position + maxBytes;
    int length = text.length();
    byte[] own = StringBytes.latin1(text);
    int first = own == null ? 0 : putAscii(own, Math.min(length, maxBytes));
    for (int i = first; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        if (position >= end) {
          return false;
        }
        bytes[position++] = (byte) c;
      } else {
        int codePoint = codePointAt(text, i, c);
        if (position + utf8Length(codePoint) > end) {
          return false;
        }
        putCodePoint(codePoint);
        if (codePoint >= 0x10000) {
          i++;
        }
      }
    }
    return true;
  }

  /** Puts what {@code text} begins with up to its first byte that is not ASCII; its length. */
  private int putAscii(byte[] text, int length) {
    int start = position;
    long all = 0;
    int i = 0;
    for (; i <= length - 8; i += 8) {
      all |= copyEight(text, i, start + i);
    }
    if (i < length && length >= 8) {
      all |= copyEight(text, length - 8, start + length - 8);
    } else {
      for (; i < length; i++) {
        all |= text[i];
        bytes[start + i] = text[i];
      }
    }
    int ascii = (all & NOT_ASCII) == 0 ? length : asciiLength(text);
    position = start + ascii;
    return ascii;
  }

  private long copyEight(byte[] from, int at, int to) {
    long eight = (long) EIGHT.get(from, at);
    EIGHT.set(bytes, to, eight);
    return eight;
  }

  /** How many bytes come before the first, which there is, that is not ASCII. */
  private static int asciiLength(byte[] text) {
    int i = 0;
    while (text[i] >= 0) {
      i++;
    }
    return i;
  }

  /** The code point at {@code i}, where U+FFFD stands for half a surrogate pair. */
  private static int codePointAt(String text, int i, char c) {
    if (!Character.isSurrogate(c)) {
      return c;
    }
    if (Character.isHighSurrogate(c) && i + 1 < text.length()) {
      char low = text.charAt(i + 1);
      if (Character.isLowSurrogate(low)) {
        return Character.toCodePoint(c, low);
      }
    }
    return 0xFFFD;
  }

  private static int utf8Length(int codePoint) {
    return codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }

  /** Puts a code point that is not ASCII. */
  private void putCodePoint(int codePoint) {
    if (codePoint < 0x800) {
      putByte(0xC0 | codePoint >> 6);
    } else {
      if (codePoint < 0x10000) {
        putByte(0xE0 | codePoint >> 12);
      } else {
        putByte(0xF0 | codePoint >> 18);
        putByte(0x80 | (codePoint >> 12 & 0x3F));
      }
      putByte(0x80 | (codePoint >> 6 & 0x3F));
    }
    putByte(0x80 | (codePoint & 0x3F));
  }
}
