package dev.sallyport.audit.verify;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Tells whether bytes are a record that a reader takes, without making anything of them: the same
 * rules as decoding, but no allocation. Checks neither length nor checksum, see {@link StoreFile}.
 * Not thread-safe.
 */
final class RecordShape {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final long NOT_ASCII = 0x8080808080808080L;
  private static final int KIND_AT = 7;
  private static final int BODY_AT = 40;
  private static final int CRC_LENGTH = 4;

  static final int DECISION = 1;
  static final int OUTCOME = 2;
  static final int BOOT = 16;
  static final int SHUTDOWN = 19;
  static final int RECOVERED = 20;
  static final int ROLL = 22;
  static final int KEY_ROTATE = 23;
  static final int PRUNED = 24;

  private byte[] bytes = new byte[0];
  private int position;
  private int end;
  private boolean good;

  static boolean isEvent(int kind) {
    return kind >= BOOT && kind <= PRUNED;
  }

  /** Whether a reader takes {@code record[start, start + length)}. */
  boolean fits(byte[] record, int start, int length) {
    bytes = record;
    position = start + BODY_AT;
    end = start + length - CRC_LENGTH;
    good = record[start + 6] == 1;
    int kind = record[start + KIND_AT];
    if (kind == DECISION) {
      decision();
    } else if (kind == OUTCOME) {
      outcome();
    } else {
      good &= isEvent(kind);
      event();
    }
    return good && position == end;
  }

  private void decision() {
    skip(24);
    oneOf(3);
    oneOf(2);
    oneOf(4);
    good &= takeByte() <= 2;
    skip(4);
    int flags = takeByte();
    good &= (flags & ~7) == 0;
    zero(3);
    digest((flags & 1) != 0);
    digest((flags & 2) != 0);
    for (int i = 0; i < 7; i++) {
      shortText(true);
    }
    rules();
    rules();
    longText(true);
  }

  private void outcome() {
    skip(16);
    oneOf(3);
    int flags = takeByte();
    good &= (flags & ~1) == 0;
    zero(2);
    skip(8);
    digest(flags != 0);
    shortText(true);
  }

  private void event() {
    int size = takeShort();
    int count = takeShort();
    good &= count <= size;
    for (int i = 0; i < count && good; i++) {
      shortText(false);
      longText(false);
    }
  }

  private void rules() {
    int size = takeShort();
    int count = takeShort();
    good &= count <= size;
    for (int i = 0; i < count && good; i++) {
      shortText(false);
    }
  }

  private void oneOf(int last) {
    int code = takeByte();
    good &= code >= 1 && code <= last;
  }

  private void digest(boolean present) {
    if (present) {
      skip(32);
    } else {
      zero(32);
    }
  }

  private void zero(int count) {
    int at = skip(count);
    for (int i = 0; good && i < count; i++) {
      good = bytes[at + i] == 0;
    }
  }

  private void shortText(boolean nullable) {
    int field = takeShort();
    if (field == 0xFFFF) {
      good &= nullable;
      return;
    }
    text(field & 0x7FFF, (field & 0x8000) != 0);
  }

  private void longText(boolean nullable) {
    int field = takeShort() << 16 | takeShort();
    if (field == -1) {
      good &= nullable;
      return;
    }
    text(field & 0x7FFFFFFF, field < 0);
  }

  private void text(int length, boolean partial) {
    int at = skip(length);
    good = good && isUtf8(bytes, at, at + length);
    if (partial) {
      skip(4);
    }
  }

  /** The place of the next {@code count} bytes; 0 and no good if there are not so many. */
  private int skip(int count) {
    int at = position;
    if (!good || count < 0 || count > end - at) {
      good = false;
      return 0;
    }
    position = at + count;
    return at;
  }

  private int takeByte() {
    int at = skip(1);
    return good ? bytes[at] & 0xFF : 0;
  }

  private int takeShort() {
    int at = skip(2);
    return good ? (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF) : 0;
  }

  /** Whether {@code text[from, to)} is UTF-8 by Unicode, table 3-7. */
  static boolean isUtf8(byte[] text, int from, int to) {
    int i = from;
    while (i < to) {
      if (i + 8 <= to && ((long) LONG.get(text, i) & NOT_ASCII) == 0) {
        i += 8;
      } else if (text[i] >= 0) {
        i++;
      } else {
        int length = sequence(text, i, to);
        if (length == 0) {
          return false;
        }
        i += length;
      }
    }
    return true;
  }

  /** The length of the well-formed sequence of two to four bytes at {@code i}, or 0. */
  private static int sequence(byte[] text, int i, int to) {
    int first = text[i] & 0xFF;
    int length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (length == 0 || i + length > to) {
      return 0;
    }
    int second = text[i + 1] & 0xFF;
    int low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    int high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (second < low || second > high) {
      return 0;
    }
    for (int k = 2; k < length; k++) {
      if ((text[i + k] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }
}
