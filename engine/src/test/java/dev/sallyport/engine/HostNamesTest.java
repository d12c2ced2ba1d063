package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A host has one form, or none where two programs could take it for different hosts. */
class HostNamesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // names
        "shop.test | shop.test",
        "SHOP.Test | shop.test",
        "shop.test. | shop.test",
        "localhost | localhost",
        "localhost. | localhost",
        "a-b.c--d.test | a-b.c--d.test",
        "1.shop.test | 1.shop.test",
        "4chan.test | 4chan.test",
        "127.0.0.1.shop.test | 127.0.0.1.shop.test",
        "0x7f.shop.test | 0x7f.shop.test",
        "0xfg | 0xfg",
        "1e | 1e",
        "xn--bcher-kva.test | xn--bcher-kva.test",
        "XN--BCHER-KVA.test | xn--bcher-kva.test",
        // international names
        "bücher.test | xn--bcher-kva.test",
        "BÜCHER.TEST | xn--bcher-kva.test",
        "bücher.test. | xn--bcher-kva.test",
        "пример.test | xn--e1afmkfd.test",
        "ПРИМЕР.test | xn--e1afmkfd.test",
        "例え.test | xn--r8jz45g.test",
        // IPv4
        "127.0.0.1 | 127.0.0.1",
        "0.0.0.0 | 0.0.0.0",
        "255.255.255.255 | 255.255.255.255",
        "169.254.169.254 | 169.254.169.254",
        // IPv6
        "[::1] | ::1",
        "::1 | ::1",
        "[::] | ::",
        "[0:0:0:0:0:0:0:1] | ::1",
        "[2001:DB8::A] | 2001:db8::a",
        "[2001:0db8:0000:0000:0001:0000:0000:0001] | 2001:db8::1:0:0:1",
        "[2001:db8:0:1:1:1:1:1] | 2001:db8:0:1:1:1:1:1",
        "[1:2:3:4:5:6:7::] | 1:2:3:4:5:6:7:0",
        "[fe80::1] | fe80::1",
        "[64:ff9b::1.2.3.4] | 64:ff9b::102:304",
        "[::1.2.3.4] | ::102:304",
        // IPv4-mapped: the kernel connects to the IPv4 address
        "[::ffff:169.254.169.254] | 169.254.169.254",
        "[::ffff:a9fe:a9fe] | 169.254.169.254",
        "[0:0:0:0:0:FFFF:127.0.0.1] | 127.0.0.1",
        "::ffff:0:0 | 0.0.0.0",
      })
  void givesTheOneForm(String host, String canonical) {
    assertThat(HostNames.canonical(host)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // numbers that some resolvers take for addresses
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "0x7f.1",
        "0X7F.1",
        "0177.0.0.1",
        "017700000001",
        "127.0.0.01",
        "127.0.0.1.",
        "127.0.0.256",
        "127.0.0.1.1",
        "127.0.0.0x1",
        "shop.0x",
        "shop.1",
        "shop.09",
        "0",
        "169.254.43518",
        "2852039166",
        "0xa9fea9fe",
        // another part of the URL
        "user@shop.test",
        "shop.test:80",
        "shop.test/",
        "evil.test\\@shop.test",
        "evil.test#@shop.test",
        "evil.test?@shop.test",
        "[::1]@evil.test",
        "[::1]:80",
        "[::1].evil.test",
        "http://shop.test",
        // escapes and characters that nobody sees
        "%73hop.test",
        "shop%2etest",
        "shop%00.test",
        "shop.test%25",
        " shop.test",
        "shop.test ",
        "shop .test",
        "shop\t.test",
        "shop.test\n",
        "shop\u0000.test",
        "sho\u00adp.test",
        "shop\u200b.test",
        "shop\u200d.test",
        "shop\u202e.test",
        "shop\ufeff.test",
        "shop\u00a0.test",
        "sho\ufe0fp.test",
        // characters that only some clients map
        "\uff53\uff48\uff4f\uff50.test",
        "shop\uff0etest",
        "shop\u3002test",
        "shop\uff61test",
        "shop\u2024test",
        "\u24e2\u24d7\u24de\u24df.test",
        "\uff11\uff12\uff17.0.0.1",
        "\u0661\u0662\u0667.0.0.\u0661",
        "\u212ahop.test",
        "\u017fhop.test",
        "fa\u00df.test",
        "FA\u1e9e.test",
        "\u03b2\u03cc\u03bb\u03bf\u03c2.test",
        "\u0130.test",
        "shop\u0661.test",
        "\u2100.test",
        "\u2488shop.test",
        "\uff05\uff12\uff45.test",
        "\ufb01sh.test",
        "cafe\u0301.test",
        "\ud800.test",
        "\ue000.test",
        // malformed names
        "",
        ".",
        "..",
        ".shop.test",
        "shop..test",
        "shop.test..",
        "-shop.test",
        "shop-.test",
        "shop_1.test",
        "*.shop.test",
        "shop!.test",
        "xn--.test",
        "xn--\u00fc.test",
        "[shop.test]",
        "[127.0.0.1]",
        "[]",
        "[",
        "]",
        // malformed IPv6
        "[::1",
        "::1]",
        "[[::1]]",
        "[::1%lo]",
        "[fe80::1%25eth0]",
        "fe80::1%1",
        "[:::1]",
        "[1::2::3]",
        "[1:2:3:4:5:6:7]",
        "[1:2:3:4:5:6:7:8:9]",
        "[1:2:3:4:5:6:7:8::]",
        "[::12345]",
        "[::g]",
        "[:1:2:3:4:5:6:7]",
        "[1:2:3:4:5:6:7:]",
        "[::1.2.3]",
        "[::1.2.3.256]",
        "[::01.2.3.4]",
        "[::1.2.3.4:5]",
        "[1.2.3.4::]",
        "[1:2:3:4:5:6:7:1.2.3.4]",
        "[::ffff:127.1]",
        "[v1.fe80::a]",
        "[::\uff11]",
        ":",
        "::1::",
      })
  void refusesWhatIsAmbiguousOrNoHost(String host) {
    assertThat(HostNames.canonical(host)).isNull();
  }

  @Test
  void refusesWhatIsTooLong() {
    String label = "a".repeat(63);
    String host = label + "." + label + "." + label + "." + "a".repeat(61);
    assertThat(HostNames.canonical(host)).isEqualTo(host);
    assertThat(HostNames.canonical(host + ".")).isEqualTo(host);
    assertThat(HostNames.canonical(host + "a")).isNull();
    assertThat(HostNames.canonical(label + "a.test")).isNull();
    assertThat(HostNames.canonical("a".repeat(1 << 16))).isNull();
    assertThat(HostNames.canonical(null)).isNull();
  }

  @Test
  void makesOfAnyTextAnAsciiFormThatIsItsOwnFormOrNone() {
    String[] pieces = {
      "a",
      "Z",
      "0",
      "1",
      "127",
      "0x7f",
      ".",
      "-",
      ":",
      "::",
      "ffff",
      "[",
      "]",
      "%",
      "xn--",
      "ü",
      "\u0130",
      "\u00df",
      "\uff0e",
      "\u3002",
      "\u200d",
      "例",
      "ا",
      "\ud83d\ude00",
      "\ud800",
      "@",
      "/",
      "\\",
      "\u0000",
      " ",
      "_",
      "test",
      "\u0301",
      "\u1e9b\u0323"
    };
    Random random = new Random(7);
    int found = 0;
    for (int run = 0; run < 200_000; run++) {
      StringBuilder text = new StringBuilder();
      for (int parts = 1 + random.nextInt(6); parts > 0; parts--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      @Nullable String canonical = HostNames.canonical(text.toString());
      if (canonical != null) {
        found++;
        assertThat(canonical).as(text.toString()).matches("[a-z0-9.:-]+").doesNotEndWith(".");
        assertThat(HostNames.canonical(canonical)).as(text.toString()).isEqualTo(canonical);
      }
    }
    assertThat(found).isGreaterThan(10_000);
  }
}
