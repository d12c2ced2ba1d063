package dev.sallyport.audit.crash;

import java.nio.file.Path;

/**
 * A record as it stands in a file.
 *
 * @param file that holds it
 * @param begin offset of its header
 * @param bytes the record
 */
record StoredLeaf(Path file, long begin, byte[] bytes) {
  private static final int HEADER = 4;

  long end() {
    return begin + HEADER + bytes.length;
  }

  int kind() {
    return bytes[7];
  }

  long index() {
    return longAt(8);
  }

  long bootId() {
    return longAt(32);
  }

  /** Of a decision. */
  long callId() {
    return longAt(40);
  }

  /** Of a decision. */
  long parentCallId() {
    return longAt(48);
  }

  private long longAt(int at) {
    return java.nio.ByteBuffer.wrap(bytes).getLong(at);
  }
}
