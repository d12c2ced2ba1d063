package dev.sallyport.it;

import static dev.sallyport.it.EgressCase.Expected.ALLOWED;
import static dev.sallyport.it.EgressCase.Expected.DENIED;
import static dev.sallyport.it.EgressCase.Expected.EITHER;
import static dev.sallyport.it.EgressCase.Expected.UNSEEN;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;

/**
 * The requests that every client has to pass. The policy permits {@code good.test}, {@code
 * multi.test}, {@code multi2.test}, {@code rebind.test} and {@code flip-*.test} where they are
 * 127.0.0.1; nothing at 127.0.0.2 is ever permitted.
 */
final class EgressCases {
  /** Status of a redirect to another scheme, for clients that do not follow those. */
  static final int CROSS_SCHEME = -1;

  private EgressCases() {}

  /** All of them, in the order in which they must run. */
  static List<EgressCase> all() {
    List<EgressCase> all = new ArrayList<>();
    plain(all);
    redirects(all);
    addresses(all);
    parsers(all);
    names(all);
    return List.copyOf(all);
  }

  private static void plain(List<EgressCase> all) {
    all.add(EgressCase.of("permitted", "http://GOOD/ok/ID", ALLOWED));
    all.add(EgressCase.of("denied host", "http://bad.test:PORT/ok/ID", DENIED));
    all.add(path("kept connection, permitted", "http://GOOD/ok/ID-1", "/ok/ID-1", ALLOWED));
    all.add(path("kept connection, denied path", "http://GOOD/no/ID", "/no/ID", DENIED));
    all.add(path("kept connection, permitted again", "http://GOOD/ok/ID-2", "/ok/ID-2", ALLOWED));
    all.add(path("stream", "http://GOOD/stream/ID", "/stream/ID", ALLOWED));
    all.add(path("denied stream", "http://bad.test:PORT/stream/ID", "/stream/ID", DENIED));
    all.add(path("retry", "http://GOOD/drop/ID", "/drop/ID", EITHER));
    all.add(EgressCase.of("permitted, TLS", "https://good.test:TLS/ok/ID", ALLOWED));
    all.add(EgressCase.of("denied host, TLS", "https://bad.test:TLS/ok/ID", DENIED));
    all.add(EgressCase.of("other name of a permitted address", at("alias.test"), DENIED));
  }

  private static void redirects(List<EgressCase> all) {
    String good = "http://GOOD/ok/ID";
    String bad = "http://bad.test:PORT/ok/ID";
    for (int status : new int[] {301, 302, 303, 307, 308}) {
      all.add(redirect("redirect " + status + ", permitted", status, status, good, ALLOWED));
      all.add(redirect("redirect " + status + " to denied host", status, status, bad, DENIED));
    }
    all.add(redirect("redirect to denied path", 302, 302, "http://GOOD/no/ID", DENIED));
    all.add(redirect("redirect to denied address", 302, 302, at("127.0.0.2"), DENIED));
    all.add(redirect("redirect to rebound name", 302, 302, at("rebind.test"), DENIED));
    String twice = "http://GOOD/redirect/302/ID-b?to=" + URLEncoder.encode(bad, UTF_8);
    all.add(redirect("two redirects to denied host", 302, 302, twice, DENIED));
    String secure = "https://good.test:TLS/ok/ID";
    String denied = "https://bad.test:TLS/ok/ID";
    all.add(redirect("cross-scheme redirect, permitted", 302, CROSS_SCHEME, secure, ALLOWED));
    all.add(redirect("cross-scheme redirect to denied host", 302, CROSS_SCHEME, denied, DENIED));
  }

  private static EgressCase redirect(
      String name, int sent, int status, String to, EgressCase.Expected expected) {
    String url = "http://GOOD/redirect/" + sent + "/ID?to=" + URLEncoder.encode(to, UTF_8);
    String end = to.contains("/no/") ? "/no/ID" : "/ok/ID";
    return new EgressCase(name, url, end, expected, status);
  }

  private static void addresses(List<EgressCase> all) {
    all.add(EgressCase.of("literal of a permitted name", at("127.0.0.1"), DENIED));
    for (String host :
        List.of(
            "127.0.0.2",
            "127.2",
            "2130706434",
            "0x7f.2",
            "0x7f000002",
            "0177.0.0.2",
            "127.0.0.02",
            "127.0.0.2.",
            "[::ffff:127.0.0.2]",
            "[::ffff:7f00:2]",
            "[0:0:0:0:0:ffff:7f00:0002]",
            "[::127.0.0.2]",
            "127.1",
            "2130706433",
            "0x7f.1",
            "0177.0.0.1",
            "[::ffff:127.0.0.1]",
            "[::1]",
            "[::1%25lo]",
            "0.0.0.0",
            "0",
            "localhost")) {
      all.add(EgressCase.of("host " + host, at(host), UNSEEN));
    }
    all.add(EgressCase.of("rebound name", at("rebind.test"), DENIED));
    all.add(EgressCase.of("several addresses, permitted first", at("multi.test"), ALLOWED));
    all.add(EgressCase.of("several addresses, denied first", at("multi2.test"), EITHER));
    all.add(path("good answer first", "http://FLIP:PORT/close/ID-1", "/close/ID-1", ALLOWED));
    all.add(path("then a bad answer", "http://FLIP:PORT/close/ID-2", "/close/ID-2", DENIED));
  }

  /** Texts that parsers read differently. Whatever a client makes of them, bad.test sees none. */
  private static void parsers(List<EgressCase> all) {
    for (String url :
        List.of(
            "http://good.test@bad.test:PORT/ok/ID",
            "http://good.test:PORT@bad.test:PORT/ok/ID",
            "http://good.test:x@bad.test:PORT/ok/ID")) {
      all.add(EgressCase.of(url, url, UNSEEN));
    }
    for (String url :
        List.of(
            "http://bad.test@GOOD/ok/ID",
            "http://bad.test:PORT\\@GOOD/ok/ID",
            "http://GOOD\\@bad.test:PORT/ok/ID",
            "http://GOOD%2f@bad.test:PORT/ok/ID",
            "http://GOOD%40bad.test:PORT/ok/ID",
            "http://GOOD#@bad.test:PORT/ok/ID",
            "http://bad.test:PORT#@GOOD/ok/ID",
            "http://bad.test:PORT?@GOOD/ok/ID",
            "http://GOOD;@bad.test:PORT/ok/ID",
            "http://good.test:PORT:PORT/ok/ID",
            "http://[::1]@bad.test:PORT/ok/ID",
            "http:///bad.test:PORT/ok/ID",
            "http:bad.test:PORT/ok/ID",
            "http:/bad.test:PORT/ok/ID",
            "http:\\\\bad.test:PORT\\ok\\ID",
            "HTTP://BAD.TEST:PORT/ok/ID",
            "url:http://bad.test:PORT/ok/ID",
            "http://%62ad.test:PORT/ok/ID",
            "http://bad%2etest:PORT/ok/ID",
            "http://bad.test%00.good.test:PORT/ok/ID",
            "http://bad.test%0d%0ahost:%20good.test:PORT/ok/ID",
            "http://good.test\tbad.test:PORT/ok/ID",
            "http://bad_.test:PORT/ok/ID",
            " http://bad.test:PORT/ok/ID")) {
      all.add(EgressCase.of(url, url, EITHER));
    }
  }

  private static void names(List<EgressCase> all) {
    all.add(EgressCase.of("upper case", at("gOOD.Test"), ALLOWED));
    all.add(EgressCase.of("full name", at("good.test."), EITHER));
    for (String host : HOSTILE_NAMES) {
      all.add(EgressCase.of("name " + host, at(host), EITHER));
    }
  }

  /** All of these are 127.0.0.2 for whoever asks for them as they stand. */
  static final List<String> HOSTILE_NAMES =
      List.of(
          "g\u00f6\u00f6d.test",
          "xn--gd-fkaa.test",
          "\uff42\uff41\uff44.test",
          "\uff47\uff4f\uff4f\uff44.test",
          "good\u3002test",
          "bad\uff0etest",
          "\u24b7\u24d0\u24d3.test",
          "g\u043e\u043ed.test",
          "go\u00adod.test",
          "good.test\u200b",
          "good.test.bad.test",
          "notgood.test",
          "good-test");

  private static EgressCase path(
      String name, String url, String end, EgressCase.Expected expected) {
    return new EgressCase(name, url, end, expected, 0);
  }

  private static String at(String host) {
    return "http://" + host + ":PORT/ok/ID";
  }
}
