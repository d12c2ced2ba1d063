package dev.sallyport.audit.verify;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** Record bytes, written from {@code docs/audit-format.md} alone. */
final class PlainRecord {
  static final int BOOT = 16;
  static final int SHUTDOWN = 19;
  static final int RECOVERED = 20;
  static final int ROLL = 22;
  static final int KEY_ROTATE = 23;
  static final int PRUNED = 24;

  private PlainRecord() {}

  private interface Body {
    void write(DataOutputStream out) throws IOException;
  }

  private static byte[] record(int kind, long leaf, long bootId, Body body) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeBytes("SPLY");
      out.writeShort(0);
      out.write(1);
      out.write(kind);
      out.writeLong(leaf);
      out.writeLong(1_700_000_000_000_000L + leaf);
      out.writeLong(leaf);
      out.writeLong(bootId);
      body.write(out);
      out.writeInt(0);
      byte[] record = bytes.toByteArray();
      record[4] = (byte) (record.length >> 8);
      record[5] = (byte) record.length;
      fixChecksum(record, 0, record.length);
      return record;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What an attacker does after changing a record. */
  static void fixChecksum(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length - 4);
    int value = (int) crc.getValue();
    for (int i = 0; i < 4; i++) {
      bytes[from + length - 4 + i] = (byte) (value >> 24 - 8 * i);
    }
  }

  static byte[] event(int kind, long leaf, long bootId, Map<String, String> values) {
    return record(
        kind,
        leaf,
        bootId,
        out -> {
          out.writeShort(values.size());
          out.writeShort(values.size());
          for (Map.Entry<String, String> value : new TreeMap<>(values).entrySet()) {
            shortText(out, value.getKey());
            byte[] text = value.getValue().getBytes(StandardCharsets.UTF_8);
            out.writeInt(text.length);
            out.write(text);
          }
        });
  }

  static byte[] decision(long leaf, long bootId, long callId, String tool) {
    return record(
        1,
        leaf,
        bootId,
        out -> {
          out.writeLong(callId);
          out.writeLong(0);
          out.writeLong(1_000);
          out.write(new byte[] {1, 1, 2, 1});
          out.writeInt(20);
          out.write(new byte[] {3, 0, 0, 0});
          out.write(PlainKey.sha256(new byte[] {(byte) callId}));
          out.write(PlainKey.sha256(new byte[] {7}));
          for (String text : new String[] {"langchain4j 1.5.0", "Desk", "s-1", tool, "small"}) {
            shortText(out, text);
          }
          out.writeShort(0xFFFF);
          shortText(out, "zoë");
          out.writeLong(0);
          out.writeInt(6);
          out.writeBytes("{a: 1}");
        });
  }

  private static void shortText(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeShort(bytes.length);
    out.write(bytes);
  }
}
