package dev.sallyport.audit.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** One record in a store file, to be changed there. */
final class StoredRecord {
  private final PlainRun run;
  private final Path file;
  private final byte[] original;
  private final int leaf;
  private final int from;
  private final byte[] record;

  private StoredRecord(PlainRun run, Path file, byte[] content, int leaf, int from, int length) {
    this.run = run;
    this.file = file;
    this.original = content;
    this.leaf = leaf;
    this.from = from;
    this.record = Arrays.copyOfRange(content, from, from + length);
  }

  /** The record that stands at the place of {@code leaf}, counted from the first file's first. */
  static StoredRecord find(PlainRun run, int leaf) throws IOException {
    int seen = 0;
    try (Stream<Path> all = Files.list(run.folder())) {
      List<Path> files = all.filter(p -> p.toString().endsWith(".cq4")).sorted().toList();
      for (Path file : files) {
        byte[] content = Files.readAllBytes(file);
        ByteBuffer buffer = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (at + 4 <= content.length && buffer.getInt(at) > 0) {
          int length = buffer.getInt(at) & 0x3FFFFFFF;
          boolean isRecord = (buffer.getInt(at) & 0x40000000) == 0;
          if (isRecord && seen++ == leaf) {
            return new StoredRecord(run, file, content, leaf, at + 4, length);
          }
          at = at + 4 + length + 3 & ~3;
        }
      }
    }
    throw new IllegalStateException("no record " + leaf);
  }

  int from() {
    return from;
  }

  int to() {
    return from + record.length;
  }

  byte[] bytes() {
    return record.clone();
  }

  void change(int offset, int bits) {
    record[offset] ^= (byte) bits;
  }

  void setLeaf(long index) {
    ByteBuffer.wrap(record).putLong(8, index);
  }

  void fixChecksum() {
    PlainRecord.fixChecksum(record, 0, record.length);
  }

  void write() throws IOException {
    byte[] content = original.clone();
    System.arraycopy(record, 0, content, from, record.length);
    Files.write(file, content);
  }

  void fixLeafHash() throws IOException {
    Path hashes = run.folder().resolve("leaf-hashes");
    byte[] bytes = Files.readAllBytes(hashes);
    byte[] hash = PlainKey.sha256(new byte[] {0}, record);
    System.arraycopy(hash, 0, bytes, leaf * 32, 32);
    Files.write(hashes, bytes);
  }

  /** Exchanges two records of one length in one file. */
  void swap(StoredRecord other) throws IOException {
    byte[] content = original.clone();
    System.arraycopy(record, 0, content, other.from, record.length);
    System.arraycopy(other.record, 0, content, from, record.length);
    Files.write(file, content);
  }

  private byte[] document() {
    byte[] header = new byte[4];
    ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putInt(record.length);
    return PlainKey.concat(header, record, new byte[-record.length & 3]);
  }

  /** Puts a copy before the record that begins at {@code place}. */
  void insertCopyAt(int place) throws IOException {
    byte[] content = Files.readAllBytes(file);
    byte[] before = Arrays.copyOf(content, place - 4);
    byte[] after = Arrays.copyOfRange(content, place - 4, content.length);
    Files.write(file, PlainKey.concat(before, document(), after));
  }

  void remove() throws IOException {
    byte[] content = Files.readAllBytes(file);
    byte[] before = Arrays.copyOf(content, from - 4);
    byte[] after = Arrays.copyOfRange(content, from - 4 + document().length, content.length);
    Files.write(file, PlainKey.concat(before, after));
  }

  void replace(byte[] other) throws IOException {
    byte[] header = new byte[4];
    ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putInt(other.length);
    byte[] before = Arrays.copyOf(original, from - 4);
    byte[] after = Arrays.copyOfRange(original, from - 4 + document().length, original.length);
    Files.write(file, PlainKey.concat(before, header, other, new byte[-other.length & 3], after));
  }

  void cutFileAt(int place) throws IOException {
    Files.write(file, Arrays.copyOf(original, place));
  }

  void restoreFile() throws IOException {
    Files.write(file, original);
  }
}
