package dev.sallyport.engine.arguments;

/** Bytes for texts that are not in the arguments as they are. What was given out stays as it is. */
final class Scratch {
  static final byte[] NONE = {};

  /** What is kept for the next use; more is given back. */
  private static final int KEPT_BYTES = 1 << 19;

  private byte[] bytes = NONE;
  private int used;

  void clear() {
    used = 0;
    if (bytes.length > KEPT_BYTES) {
      bytes = NONE;
    }
  }

  /** Room for {@code count} bytes at {@link #used}: the array to write to. */
  byte[] room(int count) {
    if (bytes.length - used < count) {
      bytes = new byte[Math.max(Math.addExact(count, 64), bytes.length * 2)];
      used = 0;
    }
    return bytes;
  }

  int used() {
    return used;
  }

  /** Takes the bytes up to {@code end} (exclusive). */
  void use(int end) {
    used = end;
  }
}
