package dev.sallyport.cli.search;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Takes an index file apart, never past its end. Not thread-safe. */
final class IndexInput {
  private final byte[] bytes;
  private int position;

  IndexInput(byte[] bytes) {
    this.bytes = bytes;
  }

  long number() throws InvalidIndexException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (position == bytes.length) {
        throw new InvalidIndexException("it ends within a number");
      }
      byte next = bytes[position++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value >>> 1 ^ -(value & 1);
      }
    }
    throw new InvalidIndexException("a number is too long");
  }

  /** A number from 0 to {@code max}. */
  int count(int max) throws InvalidIndexException {
    long value = number();
    if (value < 0 || value > max) {
      throw new InvalidIndexException("got `" + value + "`, wanted 0 to " + max);
    }
    return (int) value;
  }

  byte[] bytes() throws InvalidIndexException {
    int length = count(bytes.length - position);
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  String text() throws InvalidIndexException {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  void end() throws InvalidIndexException {
    if (position != bytes.length) {
      throw new InvalidIndexException("bytes are left over");
    }
  }
}
