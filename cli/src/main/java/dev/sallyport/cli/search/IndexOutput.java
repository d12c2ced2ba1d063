package dev.sallyport.cli.search;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Puts an index file together: numbers take few bytes if they are near 0. Not thread-safe. */
final class IndexOutput {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Seven bits in each byte, the lowest first; the sign is in the lowest bit of all. */
  void number(long value) {
    long rest = value << 1 ^ value >> 63;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  void bytes(byte[] value) {
    number(value.length);
    out.writeBytes(value);
  }

  void text(String value) {
    bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  byte[] take() {
    byte[] taken = out.toByteArray();
    out.reset();
    return taken;
  }
}
