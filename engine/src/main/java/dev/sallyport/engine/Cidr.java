package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/**
 * A block of addresses.
 *
 * @param bits how many leading bits are those of {@code network}
 */
record Cidr(IpAddress network, int bits) {
  /** Whether the address is in the block. */
  boolean contains(IpAddress address) {
    if (network.isV4() != address.isV4()) {
      return false;
    }
    if (network.isV4()) {
      return same(network.low() << 32, address.low() << 32, bits);
    }
    return same(network.high(), address.high(), Math.min(bits, 64))
        && same(network.low(), address.low(), Math.max(0, bits - 64));
  }

  private static boolean same(long left, long right, int bits) {
    return bits == 0 || (left ^ right) >>> 64 - bits == 0;
  }

  /** The block of one address. */
  static Cidr of(IpAddress address) {
    return new Cidr(address, address.isV4() ? 32 : 128);
  }

  /** The block that a text such as {@code 10.0.0.0/8} states; null if it is malformed. */
  static @Nullable Cidr parse(String text) {
    int slash = text.indexOf('/');
    IpAddress network = slash < 0 ? null : IpAddress.parse(text.substring(0, slash));
    if (network == null || network.isV4() && text.indexOf(':') >= 0) {
      return null;
    }
    int bits = bits(text, slash + 1);
    return bits < 0 || bits > (network.isV4() ? 32 : 128) ? null : new Cidr(network, bits);
  }

  /** One to three digits without a leading zero; -1 for anything else. */
  private static int bits(String text, int from) {
    int digits = text.length() - from;
    if (digits < 1 || digits > 3 || digits > 1 && text.charAt(from) == '0') {
      return -1;
    }
    int bits = 0;
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c < '0' || c > '9') {
        return -1;
      }
      bits = bits * 10 + c - '0';
    }
    return bits;
  }

  /** The block with the same length whose address has no bit behind that length. */
  Cidr masked() {
    if (network.isV4()) {
      long kept = bits == 0 ? 0 : network.low() >>> 32 - bits << 32 - bits;
      return new Cidr(new IpAddress(true, 0, kept), bits);
    }
    long high = kept(network.high(), Math.min(bits, 64));
    long low = kept(network.low(), Math.max(0, bits - 64));
    return new Cidr(new IpAddress(false, high, low), bits);
  }

  private static long kept(long half, int bits) {
    return bits == 0 ? 0 : half >>> 64 - bits << 64 - bits;
  }

  @Override
  public String toString() {
    return network + "/" + bits;
  }
}
