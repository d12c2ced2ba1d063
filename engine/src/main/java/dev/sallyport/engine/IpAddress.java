package dev.sallyport.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * An IP address as numbers. An IPv4-mapped IPv6 address is the IPv4 address: the kernel connects to
 * the same place. Immutable; names are never looked up.
 *
 * @param isV4 whether only the low 32 bits of {@code low} count
 */
record IpAddress(boolean isV4, long high, long low) {
  private static final long MASK_32 = 0xffff_ffffL;
  private static final int GROUPS = 8;

  /** The address that a socket has. */
  static IpAddress of(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      return v4(bits(bytes, 0, 4));
    }
    return v6(bits(bytes, 0, 8), bits(bytes, 8, 16));
  }

  private static long bits(byte[] bytes, int from, int end) {
    long bits = 0;
    for (int at = from; at < end; at++) {
      bits = bits << 8 | bytes[at] & 0xff;
    }
    return bits;
  }

  private static IpAddress v4(long bits) {
    return new IpAddress(true, 0, bits);
  }

  private static IpAddress v6(long high, long low) {
    boolean mapped = high == 0 && low >>> 32 == 0xffff;
    return mapped ? v4(low & MASK_32) : new IpAddress(false, high, low);
  }

  /** The address that a text is in its usual notation, without brackets and zone; else null. */
  static @Nullable IpAddress parse(String text) {
    if (text.indexOf(':') >= 0) {
      return parseV6(text);
    }
    long bits = parseV4(text, 0, text.length());
    return bits < 0 ? null : v4(bits);
  }

  /** Four decimal numbers without leading zeros; -1 for anything else. */
  private static long parseV4(String text, int from, int end) {
    long bits = 0;
    int at = from;
    for (int part = 0; part < 4; part++) {
      if (part > 0 && (at >= end || text.charAt(at++) != '.')) {
        return -1;
      }
      int start = at;
      int number = 0;
      while (at < end && at - start < 3 && isDigit(text.charAt(at))) {
        number = number * 10 + text.charAt(at++) - '0';
      }
      boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
      if (at == start || leadingZero || number > 255) {
        return -1;
      }
      bits = bits << 8 | number;
    }
    return at == end ? bits : -1;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static @Nullable IpAddress parseV6(String text) {
    int gap = text.indexOf("::");
    int[] groups = new int[GROUPS];
    if (gap < 0) {
      return readGroups(text, 0, text.length(), groups) == GROUPS ? ofGroups(groups) : null;
    }
    int[] tail = new int[GROUPS];
    int before = readGroups(text, 0, gap, groups);
    int after = readGroups(text, gap + 2, text.length(), tail);
    // `::` stands for one group at least; an IPv4 tail may only be at the very end.
    boolean dotted = text.lastIndexOf('.', gap) >= 0;
    if (before < 0 || after < 0 || before + after >= GROUPS || dotted) {
      return null;
    }
    System.arraycopy(tail, 0, groups, GROUPS - after, after);
    return ofGroups(groups);
  }

  private static IpAddress ofGroups(int[] groups) {
    long high = 0;
    long low = 0;
    for (int at = 0; at < 4; at++) {
      high = high << 16 | groups[at];
      low = low << 16 | groups[at + 4];
    }
    return v6(high, low);
  }

  /** Reads groups that {@code :} separates; how many there are, or -1 if they are malformed. */
  private static int readGroups(String text, int from, int end, int[] groups) {
    int count = 0;
    int at = from;
    while (at < end) {
      int colon = text.indexOf(':', at);
      int stop = colon < 0 || colon > end ? end : colon;
      if (stop == end && text.lastIndexOf('.', end - 1) >= at) {
        return readDotted(text, at, end, groups, count);
      }
      int group = count == GROUPS ? -1 : readGroup(text, at, stop);
      if (group < 0 || stop + 1 == end) {
        return -1;
      }
      groups[count++] = group;
      at = stop + 1;
    }
    return count;
  }

  private static int readDotted(String text, int from, int end, int[] groups, int count) {
    long bits = parseV4(text, from, end);
    if (bits < 0 || count > GROUPS - 2) {
      return -1;
    }
    groups[count] = (int) (bits >>> 16);
    groups[count + 1] = (int) (bits & 0xffff);
    return count + 2;
  }

  private static int readGroup(String text, int from, int end) {
    if (end == from || end - from > 4) {
      return -1;
    }
    int group = 0;
    for (int at = from; at < end; at++) {
      char c = text.charAt(at);
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return -1;
      }
      group = group << 4 | digit;
    }
    return group;
  }

  /** The IPv4 address that packets to this IPv6 address are passed on to; null if there is none. */
  @Nullable IpAddress embedded() {
    if (isV4) {
      return null;
    }
    boolean nat64 = high == 0x0064_ff9b_0000_0000L && low >>> 32 == 0;
    boolean compatible = high == 0 && low >>> 32 == 0 && low > 1; // not `::` and `::1`
    if (nat64 || compatible) {
      return v4(low & MASK_32);
    }
    if (high >>> 48 == 0x2002) {
      return v4(high >>> 16 & MASK_32); // 6to4
    }
    return high >>> 32 == 0x2001_0000L ? v4(~low & MASK_32) : null; // Teredo
  }

  /** Whether the address is not one of the public Internet's unicast addresses. */
  boolean isSpecial() {
    if (isV4) {
      return SpecialAddresses.isSpecialV4(low);
    }
    IpAddress inner = embedded();
    return SpecialAddresses.isSpecialV6(high, low) || inner != null && inner.isSpecial();
  }

  /** As sockets have it. */
  InetAddress toSocket() {
    byte[] bytes = new byte[isV4 ? 4 : 16];
    long rest = low;
    for (int at = bytes.length - 1; at >= 0; at--) {
      rest = at == 7 && !isV4 ? high : rest;
      bytes[at] = (byte) rest;
      rest >>>= 8;
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("addresses have 4 or 16 bytes", e);
    }
  }

  /** As browsers and resolvers write it (RFC 5952), without brackets. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if (isV4) {
      for (int shift = 24; shift >= 0; shift -= 8) {
        text.append(low >>> shift & 0xff).append(shift == 0 ? "" : ".");
      }
      return text.toString();
    }
    int gap = longestZeros();
    for (int at = 0; at < GROUPS; at++) {
      if (at == gap) {
        text.append("::");
        at += zerosAt(at) - 1;
      } else {
        boolean joins = at > 0 && text.charAt(text.length() - 1) != ':';
        text.append(joins ? ":" : "").append(Integer.toHexString(group(at)));
      }
    }
    return text.toString();
  }

  private int group(int at) {
    long half = at < 4 ? high : low;
    return (int) (half >>> 48 - 16 * (at & 3) & 0xffff);
  }

  private int zerosAt(int from) {
    int at = from;
    while (at < GROUPS && group(at) == 0) {
      at++;
    }
    return at - from;
  }

  /** Where the first of the longest runs of two zero groups or more begins, or -1. */
  private int longestZeros() {
    int best = -1;
    int longest = 1;
    for (int at = 0; at < GROUPS; at++) {
      int zeros = zerosAt(at);
      if (zeros > longest) {
        best = at;
        longest = zeros;
      }
    }
    return best;
  }
}
