package dev.sallyport.engine;

/**
 * The addresses that are not of the public Internet: private and shared networks, this host, the
 * link (where cloud platforms have their metadata), multicast, and what is reserved.
 */
final class SpecialAddresses {
  private static final long[] V4_NETWORKS = {
    0x0000_0000L, // this network, unspecified
    0x0a00_0000L, // private
    0x6440_0000L, // shared by carriers
    0x7f00_0000L, // loopback
    0xa9fe_0000L, // link-local, metadata
    0xac10_0000L, // private
    0xc000_0000L, // protocol assignments
    0xc0a8_0000L, // private
    0xc612_0000L, // benchmarks
    0xe000_0000L, // multicast
    0xf000_0000L, // reserved, broadcast
  };
  private static final int[] V4_BITS = {8, 8, 10, 8, 16, 12, 24, 16, 15, 4, 4};

  private SpecialAddresses() {}

  static boolean isSpecialV4(long address) {
    for (int at = 0; at < V4_BITS.length; at++) {
      int shift = 32 - V4_BITS[at];
      if (address >>> shift == V4_NETWORKS[at] >>> shift) {
        return true;
      }
    }
    return false;
  }

  /**
   * All but global unicast, which is 2000::/3, NAT64's well-known prefix, whose IPv4 addresses are
   * judged by themselves, and without 2001::/23, where protocols such as Teredo have theirs.
   */
  static boolean isSpecialV6(long high, long low) {
    boolean nat64 = high == 0x0064_ff9b_0000_0000L && low >>> 32 == 0;
    boolean global = high >>> 61 == 1;
    boolean protocols = high >>> 41 == 0x2001_0000_0000_0000L >>> 41;
    return !nat64 && (!global || protocols);
  }
}
