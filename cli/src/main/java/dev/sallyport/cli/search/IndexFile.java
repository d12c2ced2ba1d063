package dev.sallyport.cli.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The bytes of an index of one file of a log: magic number and version, which log it is of, the
 * names, the blocks, and a checksum over all that. Not thread-safe.
 *
 * @param names what the blocks' numbers of names mean
 * @param blocks each as {@link ContentsBuilder} wrote it
 */
record IndexFile(NameTables names, List<byte[]> blocks) {
  /** "SPIX", and the version of the form. */
  private static final String MAGIC = "SPIX1";

  private static final int CHECKSUM = Integer.BYTES;
  private static final int MAX_BLOCKS = 1 << 24;

  /** The bytes of the file. */
  byte[] encode(Path log) {
    IndexOutput out = new IndexOutput();
    out.text(MAGIC);
    out.text(identity(log));
    names.write(out);
    out.number(blocks.size());
    for (byte[] block : blocks) {
      out.bytes(block);
    }
    byte[] bytes = out.take();
    byte[] whole = Arrays.copyOf(bytes, bytes.length + CHECKSUM);
    int checksum = checksum(bytes, bytes.length);
    for (int i = 0; i < CHECKSUM; i++) {
      whole[bytes.length + i] = (byte) (checksum >>> Byte.SIZE * i);
    }
    return whole;
  }

  /** Reads what {@link #encode} made for the same log. */
  static IndexFile decode(byte[] bytes, Path log) throws InvalidIndexException {
    int length = bytes.length - CHECKSUM;
    if (length < 0 || !hasChecksum(bytes, length)) {
      throw new InvalidIndexException("its checksum does not match");
    }
    IndexInput in = new IndexInput(Arrays.copyOf(bytes, length));
    if (!in.text().equals(MAGIC)) {
      throw new InvalidIndexException("it is of another version");
    }
    if (!in.text().equals(identity(log))) {
      throw new InvalidIndexException("it is of another log");
    }
    NameTables names = NameTables.read(in);
    int count = in.count(MAX_BLOCKS);
    List<byte[]> blocks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      blocks.add(in.bytes());
    }
    in.end();
    return new IndexFile(names, blocks);
  }

  private static boolean hasChecksum(byte[] bytes, int length) {
    int checksum = checksum(bytes, length);
    for (int i = 0; i < CHECKSUM; i++) {
      if (bytes[length + i] != (byte) (checksum >>> Byte.SIZE * i)) {
        return false;
      }
    }
    return true;
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  /** Names of the run and the file; the run's has its start and its random id. */
  private static String identity(Path log) {
    Path run = log.toAbsolutePath().normalize().getParent();
    return (run == null ? "" : run.getFileName()) + "/" + log.getFileName();
  }
}
