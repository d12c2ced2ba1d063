package dev.sallyport.audit.verify;

import dev.sallyport.audit.merkle.PlainTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One run of a {@link PlainLog}: small store files by hand, sealed as the documents say. */
final class PlainRun {
  private static final int START_BYTES = 64;

  private final Path folder;
  private final long bootId;
  private final String origin;
  private final int epoch;
  private final String[] witnesses;
  private final List<byte[]> leaves = new ArrayList<>();
  private PlainKey key;
  private ByteArrayOutputStream file = new ByteArrayOutputStream();
  private int files;
  private int storedHashes;
  private long calls;
  private String lastCheckpoint = "";
  private int lastSize;

  PlainRun(PlainLog log, int epoch, int number, String... witnesses) throws IOException {
    this.epoch = epoch;
    this.witnesses = witnesses;
    this.bootId = (0x3f9a1c20L + number << 32) | 1;
    String id = PlainKey.hex(ByteBuffer.allocate(8).putLong(bootId).array());
    this.folder = log.root().resolve(String.format("20261121T1015%02d.000Z-%s", number, id));
    this.origin = PlainLog.NAME + "/" + id;
    this.key = PlainKey.log(origin);
    Files.createDirectory(folder);
    Files.createFile(folder.resolve("writer.lock"));
    Files.write(folder.resolve("metadata.cq4t"), new byte[] {1, 2, 3, 4, 5, 0, 0, 0});
    beginFile();
  }

  Path folder() {
    return folder;
  }

  String name() {
    return String.valueOf(folder.getFileName());
  }

  String origin() {
    return origin;
  }

  PlainKey key() {
    return key;
  }

  byte[] leaf(int index) {
    return leaves.get(index).clone();
  }

  int size() {
    return leaves.size();
  }

  String lastCheckpoint() {
    return lastCheckpoint;
  }

  Path file() {
    return folder.resolve("2026112" + files + "F.cq4");
  }

  private void beginFile() {
    file = new ByteArrayOutputStream();
    // The store's own data at the beginning of each file.
    file.writeBytes(header(0x40000000 | START_BYTES));
    file.writeBytes(new byte[START_BYTES]);
  }

  /** Goes on after what is in the file, as a writer does that was not told of a cut. */
  void reload() throws IOException {
    byte[] content = Files.readAllBytes(file());
    ByteBuffer buffer = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    leaves.clear();
    while (buffer.getInt(at) != 0) {
      int length = buffer.getInt(at) & 0x3FFFFFFF;
      if ((buffer.getInt(at) & 0x40000000) == 0) {
        leaves.add(Arrays.copyOfRange(content, at + 4, at + 4 + length));
      }
      at = at + 4 + length + 3 & ~3;
    }
    file = new ByteArrayOutputStream();
    file.write(content, 0, at);
    storedHashes = Math.min(storedHashes, leaves.size());
  }

  /** Signs from now on as if the record {@code leaf} had been another. */
  void forge(int leaf, byte[] record) {
    leaves.set(leaf, record);
  }

  private static byte[] header(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  void boot(@Nullable PlainRun before, String state) throws IOException {
    Map<String, String> values = new TreeMap<>();
    values.put("origin", origin);
    values.put("epoch", Integer.toString(epoch));
    values.put("key", key.vkey());
    if (before != null) {
      values.put("previous", before.name());
      values.put("previous_size", Integer.toString(before.lastSize));
      values.put("previous_root", PlainKey.hex(before.rootAt(before.lastSize)));
      values.put("previous_state", state);
    }
    for (int i = 0; i < witnesses.length; i++) {
      values.put("witness." + (i + 1), witnesses[i]);
    }
    event(PlainRecord.BOOT, values);
  }

  void event(int kind, Map<String, String> values) throws IOException {
    append(PlainRecord.event(kind, leaves.size(), bootId, values));
  }

  void calls(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      append(PlainRecord.decision(leaves.size(), bootId, ++calls, "issue_refund"));
    }
  }

  void append(byte[] record) throws IOException {
    leaves.add(record);
    file.writeBytes(header(record.length));
    file.writeBytes(record);
    file.writeBytes(new byte[-record.length & 3]);
    write();
  }

  private void write() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(file.toByteArray());
    all.writeBytes(new byte[32]);
    Files.write(file(), all.toByteArray());
  }

  byte[] rootAt(int size) {
    return PlainTree.root(leaves.subList(0, size));
  }

  /** Goes on in a new file, and says in it how the old one ended. */
  void roll() throws IOException {
    file.writeBytes(header(0xC0000000));
    write();
    Map<String, String> values = new TreeMap<>(statement(file()));
    values.put("size", Integer.toString(leaves.size()));
    values.put("root", PlainKey.hex(rootAt(leaves.size())));
    files++;
    beginFile();
    calls(1);
    event(PlainRecord.ROLL, values);
  }

  static Map<String, String> statement(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return Map.of(
        "file", String.valueOf(file.getFileName()),
        "length", Integer.toString(bytes.length),
        "sha256", PlainKey.hex(PlainKey.sha256(bytes)));
  }

  private void storeHashes() throws IOException {
    ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    for (; storedHashes < leaves.size(); storedHashes++) {
      hashes.writeBytes(PlainKey.sha256(new byte[] {0}, leaves.get(storedHashes)));
    }
    Files.write(
        folder.resolve("leaf-hashes"),
        hashes.toByteArray(),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  String checkpointText(int size) {
    return origin + "\n" + size + "\n" + PlainKey.base64(rootAt(size)) + "\n";
  }

  /** Seals what there is, and returns the note. */
  String checkpoint() throws IOException {
    storeHashes();
    lastSize = leaves.size();
    lastCheckpoint = key.note(checkpointText(lastSize));
    Files.writeString(
        folder.resolve("checkpoints"),
        lastCheckpoint,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    return lastCheckpoint;
  }

  /** Makes the next key sign from now on; returns the old one, which the writer destroys. */
  PlainKey rotate() throws IOException {
    PlainKey next = PlainKey.log(origin);
    event(PlainRecord.KEY_ROTATE, Map.of("key", next.vkey()));
    checkpoint();
    PlainKey old = key;
    key = next;
    return old;
  }

  String endText(String kind) throws IOException {
    StringBuilder text = new StringBuilder(origin + "/" + kind + "\n" + leaves.size() + "\n");
    text.append(PlainKey.base64(rootAt(leaves.size()))).append('\n');
    try (Stream<Path> all = Files.list(folder)) {
      for (Path path : all.sorted().toList()) {
        String name = String.valueOf(path.getFileName());
        if (name.contains(".cq4")
            || name.equals("epoch")
            || name.equals("leaf-hashes")
            || name.equals("checkpoints")) {
          Map<String, String> said = statement(path);
          text.append(name).append(' ').append(said.get("length"));
          text.append(' ').append(said.get("sha256")).append('\n');
        }
      }
    }
    return text.toString();
  }

  void close() throws IOException {
    event(PlainRecord.SHUTDOWN, Map.of());
    checkpoint();
    Files.writeString(folder.resolve("closed"), key.note(endText("closed")));
  }

  /** Seals the run {@code dead}, which was killed. */
  void recover(PlainRun dead) throws IOException {
    Map<String, String> values = new TreeMap<>();
    values.put("run", dead.name());
    values.put("size", Integer.toString(dead.size()));
    values.put("root", PlainKey.hex(dead.rootAt(dead.size())));
    values.put("sealed_size", Integer.toString(dead.lastSize));
    event(PlainRecord.RECOVERED, values);
    String text = dead.endText("recovered") + "by " + name() + "\n";
    Files.writeString(dead.folder.resolve("recovered"), key.note(text));
  }

  void cosign(PlainKey witness) throws IOException {
    String text = checkpointText(lastSize);
    String note = lastCheckpoint + witness.cosignatureLine(text, 1_800_000_000L);
    Files.writeString(
        folder.resolve("cosignatures"), note, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
