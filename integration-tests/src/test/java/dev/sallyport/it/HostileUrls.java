package dev.sallyport.it;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * URLs that parsers read differently, or not as they look. The name {@code good.test} is permitted,
 * on port 8080; {@code bad.test} is another host; everything else resolves to a third, if it
 * resolves at all.
 */
final class HostileUrls {
  static final String GOOD = "http://good.test:8080/ok";

  private HostileUrls() {}

  /** All of them. */
  static List<String> all() {
    Set<String> all = new LinkedHashSet<>();
    authorities(all);
    shapes(all);
    schemes(all);
    for (String host : hosts()) {
      all.add("http://" + host + ":8080/host");
    }
    for (String host : ADDRESSES) {
      all.add("http://good.test@" + host + ":8080/behind-user");
    }
    ports(all);
    return List.copyOf(all);
  }

  /** Hosts that are written in the URLs, as a resolver may be asked for them. */
  static List<String> hosts() {
    List<String> all = new ArrayList<>(ADDRESSES);
    all.addAll(NAMES);
    all.add("a".repeat(64) + ".test");
    all.add("a.".repeat(130) + "test");
    return all;
  }

  /** Parts of URLs between white space; what is not to be read in a source is escaped. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : text.strip().split("\\s+", -1)) {
      StringBuilder plain = new StringBuilder();
      int at = 0;
      for (int escape = word.indexOf("\\u"); escape >= 0; escape = word.indexOf("\\u", at)) {
        plain.append(word, at, escape);
        plain.append((char) Integer.parseInt(word.substring(escape + 2, escape + 6), 16));
        at = escape + 6;
      }
      words.add(plain.append(word.substring(at)).toString());
    }
    return words;
  }

  /** Who is asked: what stands before the path. */
  private static void authorities(Set<String> all) {
    for (String between :
        words(
            """
              @ :8080@ :@ :x@ @@ %40 %2540 \\u005c@ %5c@ \\u005c #@ ?@ /@ %2f@ %23@ %3f@
              ;@ &@ , ; | ^ ` \\u0020 %20 + \\u0009 %09 \\u000a \\u000d\\u000a %0a %0d%0a
              \\u0000 %00 \\u00a0 \\u2028 \\u3002 \\u2024 \\uff0f \\uff20 \\u2215 \\u2044
              \\uff1a \\uff03 < " ' { [ ] ( * ! $ =
              """)) {
      all.add("http://good.test" + between + "bad.test:8080/between");
      all.add("http://bad.test" + between + "good.test:8080/between");
    }
    all.add("http://good.test:8080@bad.test:8080@good.test:8080/twice");
    all.add("http://good.test:8080@good.test:8080@bad.test:8080/twice");
    all.add("http://bad.test:8080\\@good.test:8080/port");
    all.add("http://good.test:8080\\@bad.test:8080/port");
    all.add("http://good.test:8080#@bad.test:8080/fragment");
    all.add("http://bad.test:8080#@good.test:8080/fragment");
    all.add("http://good.test:8080?@bad.test:8080/query");
    all.add("http://bad.test:8080?@good.test:8080/query");
    all.add("http://bad.test:8080?u=http://good.test:8080/");
    all.add("http://bad.test:8080/http://good.test:8080/");
    all.add("http://bad.test:8080/../../good.test:8080/");
    all.add("http://bad.test:8080//good.test:8080/");
  }

  /** Slashes, and white space around and in it. */
  private static void shapes(Set<String> all) {
    for (String start :
        words(
            """
              http: http:/ http:/// http://// http:\\u005c http:\\u005c\\u005c
              http:/\\u005c http:\\u005c/ http://\\u005c http://@ http://:@ http://:8080@
              http://%20 http://\\u0020 http://\\u0009 http://\\u000a ht\\u000atp://
              ht\\u0009tp:// http\\u000a:// http:\\u0009// http:/\\u000a/ \\u0020http://
              \\u0009http:// \\u000a\\u000ahttp:// \\u0001http:// \\ufeffhttp://
              \\u200bhttp:// "http:// <http:// // / \\u005c\\u005c ? # @
              """)) {
      all.add(start + "bad.test:8080/shape");
    }
    all.add("bad.test:8080/shape");
    all.add("http://bad.\ttest:8080/shape");
    all.add("http://b\nad.test:8080/shape");
    all.add("http://bad.test:80\t80/shape");
    all.add("http://bad.test:8080/shape ");
    all.add("http://bad.test:8080/sh\r\nHost: good.test\r\n\r\nape");
    all.add("http://bad.test:8080/sh%0d%0aHost:%20good.test%0d%0a%0d%0aape");
  }

  private static void schemes(Set<String> all) {
    for (String scheme :
        words(
            """
              HTTP hTTp http\\u017f url:http URL:http url:url:http feed:http ws wss https
              HTTPS httpx http+unix h2c ftp ftps gopher dict tftp ldap rmi sftp jar:http
              view-source:http netdoc mailto h\\u0442tp ht%74p 0http -http
              """)) {
      all.add(scheme + "://bad.test:8080/scheme");
    }
    all.add("jar:http://bad.test:8080/x.jar!/entry");
    all.add("url:jar:http://bad.test:8080/x.jar!/entry");
    all.add("jar:file:///proc/self/cwd/none.jar!/entry");
    all.add("file://bad.test:8080/scheme");
    all.add("file://bad.test/scheme"); // was FTP once
    all.add("ftp://good.test@bad.test:8080/scheme");
    all.add("https://good.test@bad.test:8080/scheme");
    all.add("javascript:http://bad.test:8080/scheme");
    all.add("data:http://bad.test:8080/scheme");
  }

  private static void ports(Set<String> all) {
    all.add("http://bad.test:/port");
    all.add("http://good.test:/port");
    for (String port :
        words(
            """
              0 00 08080 00000000008080 8081 80 443 73616 4294975376
              18446744073709559696 -57456 +8080 \\u00208080 8080\\u0020 8\\u0020080 0x1f90
              017620 8080.0 8080e0 \\uff18\\uff10\\uff18\\uff10
              \\u0668\\u0660\\u0668\\u0660 8080:8081 8081:8080 8080@ %38080 -1 65535 65536
              99999999999999999999
              """)) {
      all.add("http://bad.test:" + port + "/port");
      all.add("http://good.test:" + port + "/port");
    }
  }

  /** Addresses, none of which is permitted as such. */
  private static final List<String> ADDRESSES =
      words(
          """
              127.0.0.1 127.0.0.2 127.1 127.0.1 127.2 127.0.2 2130706433 2130706434
              017700000001 017700000002 0x7f000001 0x7F000002 0x7f.0x0.0x0.0x2 0177.0.0.2
              0177.0000.0000.0002 127.0.0.0x2 127.0.0.002 127.00.00.02 0127.0.0.2
              4294967298 425.510.425.258 127.0.0.258 127.0.0.4294967298 127.0.0.2.
              127.0.0.2.. 127.0.0.2.5 127..2 .127.0.0.2 127.0.0.-2 127.0.0.+2 127.0.0.2%00
              127%2e0%2e0%2e2 %31%32%37.0.0.2 \\uff11\\uff12\\uff17.0.0.2
              127\\u30020\\u30020\\u30022 127\\uff0e0\\uff0e0\\uff0e2
              \\u2460\\u2461\\u2466.0.0.2 \\u0661\\u0662\\u0667.0.0.2 12\\u00ad7.0.0.2
              127.0.0.\\u200b2 0 0.0 0.0.0.0 00000000 0x0 255.255.255.255 10.0.0.1
              192.168.1.1 172.16.0.1 100.64.0.1 169.254.169.254 2852039166 0xa9fea9fe
              169.254.43518 0251.0376.0251.0376 8.8.8.8 134744072 8.8.2056 224.0.0.1
              198.18.0.1 240.0.0.1 [::1] [::] [0:0:0:0:0:0:0:1] [::2] [0::0:1]
              [::127.0.0.2] [::7f00:2] [::ffff:127.0.0.1] [::ffff:127.0.0.2]
              [::FFFF:7f00:2] [0:0:0:0:0:ffff:127.0.0.2] [::ffff:0:127.0.0.2]
              [::ffff:127.2] [::ffff:0177.0.0.2] [::ffff:169.254.169.254]
              [::ffff:a9fe:a9fe] [2002:7f00:2::] [2002:a9fe:a9fe::1] [64:ff9b::7f00:2]
              [64:ff9b::169.254.169.254] [64:ff9b:1::7f00:2] [2001:0:7f00:2::80ff:fffd]
              [fe80::1] [fe80::1%lo] [fe80::1%25lo] [fe80::1%1] [::1%lo] [::1%25lo]
              [::1%251] [::1%25good.test] [fc00::1] [fd00:ec2::254] [fec0::1] [ff02::1]
              [2001:db8::1] [2606:4700::1111] [v1.good.test] [good.test] [127.0.0.2] [::1
              ::1 ::1] [[::1]] [] [::1].good.test [::1]good.test good.test[::1]
              """);

  /** Names, none of which is the permitted one; some of them are it to who maps characters. */
  private static final List<String> NAMES =
      words(
          """
              bad.test BAD.TEST bad.test. bad.test.. .bad.test bad..test bad_.test
              -bad.test bad-.test xn--bad.test xn--.test xn--gd-fkaa.test
              g\\u00f6\\u00f6d.test go\\u0308od.test g\\u043e\\u043ed.test
              g\\u03bf\\u03bfd.test \\uff47\\uff4f\\uff4f\\uff44.test
              \\uff42\\uff41\\uff44.test bad\\uff0etest good\\uff0etest good\\u3002test
              bad\\uff61test \\u24d1\\u24d0\\u24d3.test \\u24d6\\u24de\\u24de\\u24d3.test
              \\ud835\\udc20ood.test go\\u00adod.test ba\\u00add.test go\\u200dod.test
              good.te\\u017ft good.te\\u00dft good.test\\u200b good.test\\ufe0f
              \\u202egood.test go\\u0000od.test good.test%00.bad.test
              good.test\\u0000.bad.test %62ad.test %67ood.test b%61d.test bad%2etest
              bad%2Etest good%2etest %62%61%64%2e%74%65%73%74 %2562ad.test
              %ef%bd%82ad.test good.test.bad.test bad.good.test notgood.test good.testing
              good.tes good-test good test localhost LOCALHOST localhost.
              localhost.localdomain ip6-localhost 127.0.0.2.nip.test * *.test *good.test
              good.test* g?od.test ~good.test (good.test) good.test,bad.test
              good.test+bad.test d\\u0131.test D\\u0130.test \\u212aelvin.test
              """);
}
