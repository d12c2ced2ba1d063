package dev.sallyport.javaagent;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A zip archive that occupies a range of a file: the javaagent jar itself, or a jar stored
 * uncompressed inside it. Reads what the build of that jar writes (no encryption, no zip64);
 * anything else is an {@link IOException}. Thread-safe. Format: PKWARE APPNOTE 6.3.
 */
final class NestedJar {
  private static final int END_HEADER = 0x06054b50;
  private static final int END_LENGTH = 22;
  private static final int CENTRAL_HEADER = 0x02014b50;
  private static final int CENTRAL_LENGTH = 46;
  private static final int LOCAL_LENGTH = 30;
  private static final int STORED = 0;

  private final RandomAccessFile file;
  private final long start;
  private final Map<String, int[]> entries;

  /** Opens the archive at {@code length} bytes from {@code start} of {@code file}. */
  NestedJar(RandomAccessFile file, long start, long length) throws IOException {
    this.file = file;
    this.start = start;
    this.entries = readDirectory(length);
  }

  /** The archive stored uncompressed as entry {@code name} of this one. */
  NestedJar nested(String name) throws IOException {
    int[] entry = entries.get(name);
    if (entry == null || entry[0] != STORED) {
      throw new ZipException("no stored entry `" + name + "`");
    }
    return new NestedJar(file, dataStart(entry), entry[2]);
  }

  boolean contains(String name) {
    return entries.containsKey(name);
  }

  /** The bytes of an entry, or null if there is none. */
  byte @Nullable [] read(String name) throws IOException {
    int[] entry = entries.get(name);
    if (entry == null) {
      return null;
    }
    byte[] stored = readAt(dataStart(entry), entry[1]);
    return entry[0] == STORED ? stored : inflate(name, stored, entry[2]);
  }

  private static byte[] inflate(String name, byte[] compressed, int size) throws IOException {
    byte[] data = new byte[size];
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(compressed);
      int filled = 0;
      while (filled < size) {
        int count = inflater.inflate(data, filled, size - filled);
        if (count == 0) {
          throw new EOFException("entry `" + name + "` is cut short");
        }
        filled += count;
      }
      return data;
    } catch (DataFormatException e) {
      throw new ZipException("entry `" + name + "` is damaged: " + e.getMessage());
    } finally {
      inflater.end();
    }
  }

  private long dataStart(int[] entry) throws IOException {
    long header = start + entry[3];
    ByteBuffer local = littleEndian(readAt(header, LOCAL_LENGTH));
    return header + LOCAL_LENGTH + unsigned(local, 26) + unsigned(local, 28);
  }

  /** Entry name to {method, compressed size, size, offset of the local header}. */
  private Map<String, int[]> readDirectory(long length) throws IOException {
    // The build writes no archive comment, so the end record is the last thing in the archive.
    ByteBuffer end = littleEndian(readAt(start + length - END_LENGTH, END_LENGTH));
    if (end.getInt(0) != END_HEADER) {
      throw new ZipException("not an archive made by this build");
    }
    int count = unsigned(end, 10);
    ByteBuffer directory = littleEndian(readAt(start + end.getInt(16), end.getInt(12)));
    Map<String, int[]> found = new HashMap<>(count * 2);
    int at = 0;
    for (int i = 0; i < count; i++) {
      if (directory.getInt(at) != CENTRAL_HEADER) {
        throw new ZipException("damaged archive directory");
      }
      int nameLength = unsigned(directory, at + 28);
      String name =
          new String(
              directory.array(), at + CENTRAL_LENGTH, nameLength, StandardCharsets.ISO_8859_1);
      found.put(
          name,
          new int[] {
            unsigned(directory, at + 10),
            directory.getInt(at + 20),
            directory.getInt(at + 24),
            directory.getInt(at + 42)
          });
      at +=
          CENTRAL_LENGTH + nameLength + unsigned(directory, at + 30) + unsigned(directory, at + 32);
    }
    return found;
  }

  /**
   * Reads through {@link RandomAccessFile} and not a channel: a channel would be closed for ever by
   * the first interrupted application thread that loads a class.
   */
  private byte[] readAt(long position, int length) throws IOException {
    byte[] data = new byte[length];
    synchronized (file) {
      file.seek(position);
      file.readFully(data);
    }
    return data;
  }

  private static ByteBuffer littleEndian(byte[] data) {
    return ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int unsigned(ByteBuffer buffer, int at) {
    return buffer.getShort(at) & 0xffff;
  }
}
