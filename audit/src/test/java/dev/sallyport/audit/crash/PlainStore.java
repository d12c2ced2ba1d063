package dev.sallyport.audit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** Reads the records of a run's files, written from docs/audit-format.md alone. */
final class PlainStore {
  static final int DECISION = 1;
  static final int RECOVERED = 20;
  static final int GAP = 21;
  static final int ROLL = 22;
  static final int KEY_ROTATE = 23;

  private static final int HEADER = 4;
  private static final int METADATA = 0x40000000;
  private static final int LENGTH = 0x3FFFFFFF;
  private static final int FIRST_EVENT = 16;

  private PlainStore() {}

  /** The record files of {@code run}, oldest first. */
  static List<Path> files(Path run) throws IOException {
    try (Stream<Path> files = Files.list(run)) {
      return files.filter(file -> file.toString().endsWith(".cq4")).sorted().toList();
    }
  }

  /** What stands in the files where a record may; each need not be one. */
  static List<StoredLeaf> read(Path run) throws IOException {
    List<StoredLeaf> leaves = new ArrayList<>();
    for (Path file : files(run)) {
      read(file, leaves);
    }
    return leaves;
  }

  private static void read(Path file, List<StoredLeaf> leaves) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    while (at + HEADER <= bytes.limit()) {
      int header = bytes.getInt(at);
      int length = header & LENGTH;
      if (header <= 0 || at + HEADER + length > bytes.limit()) {
        return;
      }
      if ((header & METADATA) == 0) {
        byte[] record = Arrays.copyOfRange(bytes.array(), at + HEADER, at + HEADER + length);
        leaves.add(new StoredLeaf(file, at, record));
      }
      at = at + HEADER + length + 3 & ~3;
    }
  }

  /** Checks that {@code leaf} is a whole record of a run, with this index. */
  static void check(StoredLeaf leaf, long bootId, long index) {
    byte[] bytes = leaf.bytes();
    assertThat(new String(bytes, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("SPLY");
    assertThat(ByteBuffer.wrap(bytes).getShort(4) & 0xFFFF).isEqualTo(bytes.length);
    assertThat(leaf.index()).as("leaf index in " + leaf.file()).isEqualTo(index);
    assertThat(leaf.bootId()).isEqualTo(bootId);
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, bytes.length - 4);
    assertThat(ByteBuffer.wrap(bytes).getInt(bytes.length - 4))
        .isEqualTo((int) checksum.getValue());
  }

  /** Names and values of an event, none of which was cut. */
  static Map<String, String> event(StoredLeaf leaf) {
    assertThat(leaf.kind()).isGreaterThanOrEqualTo(FIRST_EVENT);
    ByteBuffer bytes = ByteBuffer.wrap(leaf.bytes()).position(42);
    Map<String, String> values = new LinkedHashMap<>();
    for (int left = bytes.getShort(); left > 0; left--) {
      String name = text(bytes, bytes.getShort());
      values.put(name, text(bytes, bytes.getInt()));
    }
    return values;
  }

  private static String text(ByteBuffer bytes, int length) {
    assertThat(length).isBetween(0, bytes.remaining());
    byte[] text = new byte[length];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
