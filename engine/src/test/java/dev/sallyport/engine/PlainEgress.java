package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The egress lists once more, as plainly as they can be written: texts, and no numbers. */
final class PlainEgress {
  private static final String[] SPECIAL_V4 = {
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "224.0.0.0/4",
    "240.0.0.0/4"
  };
  private static final String[] HOSTS = {
    "a.test", "b.a.test", "*.a.test", "*", "a*.test", "?.test", "127.0.0.1", "fd00::1", "8.8.8.8"
  };
  private static final String[] BLOCKS = {
    "10.0.0.0/8", "127.0.0.1/32", "8.0.0.0/6", "0.0.0.0/0", "::/0", "fd00::/8", "2002::/16"
  };

  /** What is asked about; null is not known. */
  record Question(
      @Nullable String method,
      @Nullable String scheme,
      String host,
      int port,
      @Nullable String address) {}

  /** An entry as it is written; null is absent. */
  record Line(
      @Nullable String host,
      @Nullable String cidr,
      @Nullable Integer port,
      @Nullable String method,
      @Nullable String scheme) {
    static Line random(Random random) {
      Line line =
          new Line(
              random.nextInt(4) > 0 ? one(random, HOSTS) : null,
              random.nextInt(3) == 0 ? one(random, BLOCKS) : null,
              random.nextInt(4) == 0 ? (random.nextBoolean() ? 443 : 80) : null,
              random.nextInt(4) == 0 ? one(random, "GET", "POST") : null,
              random.nextInt(4) == 0 ? one(random, "http", "https") : null);
      return line.yaml().equals("{}") ? random(random) : line;
    }

    String yaml() {
      List<String> fields = new ArrayList<>();
      add(fields, "host", host);
      add(fields, "cidr", cidr);
      if (port != null) {
        fields.add("ports: [" + port + "]");
      }
      add(fields, "methods", method);
      add(fields, "schemes", scheme);
      return "{" + String.join(", ", fields) + "}";
    }

    private static void add(List<String> fields, String key, @Nullable String text) {
      if (text != null) {
        fields.add(key + ": '" + text + "'");
      }
    }
  }

  final @Nullable List<Line> allow;
  final List<Line> deny;

  PlainEgress(@Nullable List<Line> allow, List<Line> deny) {
    this.allow = allow;
    this.deny = deny;
  }

  static PlainEgress random(Random random) {
    return new PlainEgress(random.nextInt(4) == 0 ? null : lines(random, 4), lines(random, 2));
  }

  private static List<Line> lines(Random random, int most) {
    List<Line> lines = new ArrayList<>();
    for (int count = random.nextInt(most + 1); count > 0; count--) {
      lines.add(Line.random(random));
    }
    return lines;
  }

  static String one(Random random, String... of) {
    return of[random.nextInt(of.length)];
  }

  String yaml() {
    return "egress: {"
        + (allow == null ? "" : "allow: " + yaml(allow) + ", ")
        + "deny: "
        + yaml(deny)
        + "}\n";
  }

  private static String yaml(List<Line> lines) {
    List<String> texts = new ArrayList<>();
    for (Line line : lines) {
      texts.add(line.yaml());
    }
    return "[" + String.join(", ", texts) + "]";
  }

  /** True, false, or null for "the address decides". */
  @Nullable Boolean allows(Question asked) {
    Question question = completed(asked);
    Boolean allowed = allow == null ? (Boolean) !isSpecial(question.address()) : false;
    for (Line line : allow == null ? List.<Line>of() : allow) {
      allowed = or(allowed, allows(line, question));
    }
    Boolean denied = false;
    for (Line line : deny) {
      denied = or(denied, denies(line, question));
    }
    return and(allowed, denied == null ? null : (Boolean) !denied);
  }

  private static Question completed(Question asked) {
    int port = asked.port();
    if (port < 0 && asked.scheme() != null) {
      port = asked.scheme().equals("https") ? 443 : 80;
    }
    boolean literal = asked.host().contains(":") || asked.host().matches("[0-9.]+");
    String address = asked.address() == null && literal ? asked.host() : asked.address();
    return new Question(asked.method(), asked.scheme(), asked.host(), port, address);
  }

  private static @Nullable Boolean allows(Line line, Question question) {
    boolean fields =
        (line.host() == null || isLike(line.host(), question.host()))
            && (line.port() == null || line.port() == question.port())
            && (line.method() == null || line.method().equals(question.method()))
            && (line.scheme() == null || line.scheme().equals(question.scheme()));
    if (line.cidr() != null) {
      Boolean inside = question.address() == null ? null : isIn(question.address(), line.cidr());
      return and(fields, inside);
    }
    boolean named = line.host() != null && line.host().equals(question.address());
    return fields && (!isSpecial(question.address()) || named);
  }

  private static @Nullable Boolean denies(Line line, Question question) {
    boolean fields =
        (line.port() == null || question.port() < 0 || line.port() == question.port())
            && (line.method() == null
                || question.method() == null
                || line.method().equals(question.method()))
            && (line.scheme() == null
                || question.scheme() == null
                || line.scheme().equals(question.scheme()));
    Boolean host = line.host() == null || isLike(line.host(), question.host());
    if (!host && line.host() != null && line.host().matches("[0-9.]+|.*:.*")) {
      host = isDeniedBy(line.host() + (line.host().contains(":") ? "/128" : "/32"), question);
    }
    Boolean block = line.cidr() == null ? (Boolean) true : isDeniedBy(line.cidr(), question);
    return and(fields, and(host, block));
  }

  private static @Nullable Boolean isDeniedBy(String block, Question question) {
    if (question.address() == null) {
      return null;
    }
    String inner = inner(question.address());
    return isIn(question.address(), block) || inner != null && isIn(inner, block);
  }

  /** Of the addresses that the tests have. */
  private static @Nullable String inner(String address) {
    return address.equals("2002:a00:1::") ? "10.0.0.1" : null;
  }

  static boolean isSpecial(@Nullable String address) {
    if (address == null) {
      return false;
    }
    if (address.contains(":")) {
      String inner = inner(address);
      return inner != null ? isSpecial(inner) : !isIn(address, "2000::/3");
    }
    for (String block : SPECIAL_V4) {
      if (isIn(address, block)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isIn(String address, String block) {
    String network = block.substring(0, block.indexOf('/'));
    int bits = Integer.parseInt(block.substring(block.indexOf('/') + 1));
    String left = IpAddressTest.binary(Objects.requireNonNull(IpAddress.parse(address)));
    String right = IpAddressTest.binary(Objects.requireNonNull(IpAddress.parse(network)));
    return left.length() == right.length()
        && left.substring(0, bits).equals(right.substring(0, bits));
  }

  private static boolean isLike(String glob, String host) {
    StringBuilder pattern = new StringBuilder();
    for (char c : glob.toCharArray()) {
      pattern.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return host.matches(pattern.toString());
  }

  private static @Nullable Boolean or(@Nullable Boolean left, @Nullable Boolean right) {
    if (Boolean.TRUE.equals(left) || Boolean.TRUE.equals(right)) {
      return true;
    }
    return left == null || right == null ? null : (Boolean) false;
  }

  private static @Nullable Boolean and(@Nullable Boolean left, @Nullable Boolean right) {
    if (Boolean.FALSE.equals(left) || Boolean.FALSE.equals(right)) {
      return false;
    }
    return left == null || right == null ? null : (Boolean) true;
  }
}
