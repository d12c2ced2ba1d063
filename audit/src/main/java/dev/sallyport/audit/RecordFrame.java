package dev.sallyport.audit;

import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Checks what every record has around its body without decoding that: enough to know that the bytes
 * are the record that was appended. Not thread-safe.
 */
public final class RecordFrame {
  /** Length in bytes of the shortest record. */
  public static final int MIN_LENGTH = RecordFormat.MIN_RECORD;

  private static final int BOOT_ID_AT = 32;
  private static final int WALL_CLOCK_AT = 16;

  private final CRC32C crc = new CRC32C();

  /**
   * What is wrong with the record that fills {@code length} bytes from {@code start}, or null.
   *
   * @param leaf the index that it must have
   * @param bootId the run that it must be of
   */
  public @Nullable String problem(byte[] bytes, int start, int length, long leaf, long bootId) {
    if (length < RecordFormat.MIN_RECORD || length > RecordFormat.MAX_RECORD) {
      return "a document of `" + length + "` bytes can't be a record";
    }
    if (intAt(bytes, start) != RecordFormat.MAGIC) {
      return "the first four bytes of a record are not `SPLY`";
    }
    int stated = intAt(bytes, start + RecordFormat.LENGTH_AT) >>> 16;
    if (stated != length) {
      return "a record's length is `" + stated + "`; the store holds `" + length + "`";
    }
    crc.reset();
    crc.update(bytes, start, length - RecordFormat.CRC_LENGTH);
    if ((int) crc.getValue() != intAt(bytes, start + length - RecordFormat.CRC_LENGTH)) {
      return "a record's checksum is wrong";
    }
    return problemOfContent(bytes, start, leaf, bootId);
  }

  private static @Nullable String problemOfContent(
      byte[] bytes, int start, long leaf, long bootId) {
    int version = bytes[start + RecordFormat.VERSION_AT];
    if (version != RecordFormat.VERSION || kind(bytes, start) == null) {
      return "a record has an unknown version or kind";
    }
    long found = leaf(bytes, start);
    if (found != leaf) {
      return "record `" + found + "` stands where record `" + leaf + "` was expected";
    }
    return longAt(bytes, start + BOOT_ID_AT) == bootId ? null : "a record is of another run";
  }

  /** The kind of the record at {@code start}; null if it is unknown. */
  public static @Nullable RecordKind kind(byte[] bytes, int start) {
    return RecordKind.of(bytes[start + RecordFormat.KIND_AT]);
  }

  /** The leaf index of the record at {@code start}. */
  public static long leaf(byte[] bytes, int start) {
    return longAt(bytes, start + RecordFormat.LEAF_AT);
  }

  /**
   * When the record at {@code start} was appended, in microseconds since 1970 by the wall clock.
   */
  public static long wallClockMicros(byte[] bytes, int start) {
    return longAt(bytes, start + WALL_CLOCK_AT);
  }

  /**
   * The event in {@code length} bytes from {@code start}.
   *
   * @throws DamagedRecordException if there is none
   */
  public static EventRecord event(byte[] bytes, int start, int length)
      throws DamagedRecordException {
    if (RecordDecoder.decode(bytes, start, length) instanceof EventRecord event) {
      return event;
    }
    throw new DamagedRecordException(RecordFormat.KIND_AT, "the record is no event");
  }

  private static long longAt(byte[] bytes, int at) {
    return (long) intAt(bytes, at) << 32 | (intAt(bytes, at + 4) & 0xFFFFFFFFL);
  }

  private static int intAt(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 24
        | (bytes[at + 1] & 0xFF) << 16
        | (bytes[at + 2] & 0xFF) << 8
        | (bytes[at + 3] & 0xFF);
  }
}
