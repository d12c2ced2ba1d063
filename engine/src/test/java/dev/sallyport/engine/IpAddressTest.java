package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, blocks of them, and which are public. */
class IpAddressTest {
  static InetAddress socket(String literal) throws Exception {
    IpAddress address = IpAddress.parse(literal);
    assertThat(address).as(literal).isNotNull();
    // Of a literal the platform looks nothing up.
    return InetAddress.getByName(literal);
  }

  private static boolean isSpecial(String literal) throws Exception {
    boolean special = Objects.requireNonNull(IpAddress.parse(literal)).isSpecial();
    assertThat(IpAddress.of(socket(literal)).isSpecial()).as(literal).isEqualTo(special);
    return special;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.255.255.255",
        "10.0.0.0",
        "10.255.255.255",
        "100.64.0.0",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.255",
        "169.254.0.0",
        "169.254.169.254",
        "169.254.255.255",
        "172.16.0.0",
        "172.31.255.255",
        "192.0.0.0",
        "192.0.0.255",
        "192.168.0.0",
        "192.168.255.255",
        "198.18.0.0",
        "198.19.255.255",
        "224.0.0.0",
        "239.255.255.255",
        "240.0.0.0",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "::127.0.0.1",
        "::8.8.8.8",
        "64:ff9b::10.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "2002:a9fe:a9fe::1",
        "2002:7f00:1::",
        "2002:a00:1::",
        "2001:0:1::1",
        "2001:0:808:808:0:0:f7f7:f7f7",
        "2001:2::1",
        "100::1",
        "fc00::1",
        "fd00:ec2::254",
        "fdff::1",
        "fe80::1",
        "fe80::a9fe:a9fe",
        "febf::1",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
        "5f00::1",
        "4000::1",
        "1::1",
        "e000::1"
      })
  void takesWhatIsNotOfThePublicInternetForSpecial(String literal) throws Exception {
    assertThat(isSpecial(literal)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.0.0",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "191.255.255.255",
        "192.0.1.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2000::1",
        "2606:4700::1111",
        "2a00:1450::1",
        "3fff::1",
        "2001:200::1",
        "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8",
        "2002:808:808::1"
      })
  void takesTheRestForPublic(String literal) throws Exception {
    assertThat(isSpecial(literal)).isFalse();
  }

  @Test
  void readsAndWritesAddressesAsThePlatformDoes() throws Exception {
    Random random = new Random(3);
    for (int run = 0; run < 20_000; run++) {
      byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
      random.nextBytes(bytes);
      for (int at = 0; at < bytes.length; at++) {
        bytes[at] = random.nextInt(3) == 0 ? bytes[at] : 0;
      }
      InetAddress platform = InetAddress.getByAddress(bytes);
      IpAddress address = IpAddress.of(platform);
      String text = address.toString();
      assertThat(IpAddress.parse(text)).as(text).isEqualTo(address);
      assertThat(IpAddress.parse(platform.getHostAddress())).as(text).isEqualTo(address);
      assertThat(InetAddress.getByName(text)).isEqualTo(platform);
      assertThat(HostNames.canonical(platform instanceof Inet6Address ? "[" + text + "]" : text))
          .isEqualTo(text);
    }
  }

  @Test
  void takesMappedBytesForTheIpv4Address() throws Exception {
    byte[] mapped = new byte[16];
    mapped[10] = mapped[11] = (byte) 0xff;
    mapped[12] = 10;
    InetAddress address = Inet6Address.getByAddress(null, mapped, 3);
    assertThat(IpAddress.of(address)).isEqualTo(IpAddress.parse("10.0.0.0"));
  }

  @Test
  void aBlockHasTheAddressesWithItsLeadingBits() {
    Random random = new Random(5);
    for (int run = 0; run < 50_000; run++) {
      boolean v4 = random.nextBoolean();
      int width = v4 ? 32 : 128;
      int bits = random.nextInt(width + 1);
      IpAddress network = random(random, v4);
      IpAddress near = flip(network, random.nextInt(width));
      Cidr block = new Cidr(network, bits);
      assertThat(block.contains(network)).isTrue();
      assertThat(block.contains(near)).isEqualTo(sameBits(network, near, bits));
      assertThat(block.masked().contains(near)).isEqualTo(block.contains(near));
      assertThat(Cidr.parse(block.masked().toString())).isEqualTo(block.masked());
      assertThat(block.contains(random(random, !v4))).isFalse();
    }
  }

  /** Never in the IPv4-mapped block. */
  private static IpAddress random(Random random, boolean v4) {
    return v4
        ? new IpAddress(true, 0, random.nextInt() & 0xffff_ffffL)
        : new IpAddress(false, random.nextLong() | 1, random.nextLong());
  }

  private static IpAddress flip(IpAddress address, int bit) {
    if (address.isV4()) {
      return new IpAddress(true, 0, address.low() ^ 1L << 31 - bit);
    }
    return bit < 64
        ? new IpAddress(false, address.high() ^ 1L << 63 - bit, address.low())
        : new IpAddress(false, address.high(), address.low() ^ 1L << 127 - bit);
  }

  private static boolean sameBits(IpAddress left, IpAddress right, int bits) {
    return binary(left).substring(0, bits).equals(binary(right).substring(0, bits));
  }

  static String binary(IpAddress address) {
    String high = String.format("%64s", Long.toBinaryString(address.high())).replace(' ', '0');
    String low = String.format("%64s", Long.toBinaryString(address.low())).replace(' ', '0');
    return address.isV4() ? low.substring(32) : high + low;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/08",
        "10.0.0.0/8/8",
        "10.0.0/8",
        "010.0.0.0/8",
        "/8",
        "::/129",
        "::/0128",
        "::1",
        "[::]/0",
        "fe80::%1/10",
        "shop.test/8",
        "::ffff:10.0.0.0/104",
        "10.0.0.0/\uff18",
        "10.0.0.0 /8",
        "10.0.0.0/8 "
      })
  void refusesMalformedBlocks(String text) {
    assertThat(Cidr.parse(text)).isNull();
  }
}
