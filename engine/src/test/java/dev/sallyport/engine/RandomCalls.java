package dev.sallyport.engine;

import java.util.Random;

/** Makes up calls that meet the rules of {@link RandomPolicies}, some of them malformed. */
final class RandomCalls {
  private static final String[] KEYS = {
    "a", "b", "amount", "name", "list", "obj", "odd key", "ü", "action", "other", "x"
  };
  private static final String[] NUMBER_FORMS = {"5e0", "50e-1", "5.00", "1E2", "-0", "1e-3"};
  private static final String[] BROKEN = {
    "{\"a\":1,\"a\":2}",
    "{\"a\":1} x",
    "[1]",
    "{\"a\":01}",
    "{\"a\":1e400}",
    "{\"a\":\"\\ud800\"}",
    "{a:1}",
    "nul"
  };
  private static final long SPRING_FORWARD = 1_774_746_000_000L; // 2026-03-29T01:00Z

  private final Random random;

  RandomCalls(Random random) {
    this.random = random;
  }

  /** Fills {@code call} anew. */
  void fill(CallView call) {
    Stage stage = random.nextInt(6) == 0 ? Stage.values()[random.nextInt(4)] : Stage.PRE_TOOL;
    call.clear()
        .stage(stage)
        .tool(stage.hasTool() || random.nextBoolean() ? tool() : null)
        .agent(random.nextInt(4) == 0 ? null : pick(RandomPolicies.AGENTS))
        .session(random.nextInt(3) == 0 ? null : pick(RandomPolicies.TEXTS))
        .content(random.nextInt(3) == 0 ? null : pick(RandomPolicies.TEXTS) + " ab 123456")
        .arguments(arguments())
        .time(SPRING_FORWARD + (random.nextInt(200_000) - 100_000) * 1_000L, random.nextInt());
  }

  private String tool() {
    return random.nextInt(40) == 0
        ? pick("unknown", "", "e\u0301", "a\u200b")
        : pick(RandomPolicies.TOOLS);
  }

  private String arguments() {
    if (random.nextInt(25) == 0) {
      return pick(BROKEN);
    }
    return random.nextInt(20) == 0 ? pick("", " ", "{}") : object(0);
  }

  private String object(int depth) {
    StringBuilder text = new StringBuilder("{");
    int first = random.nextInt(KEYS.length);
    int count = random.nextInt(depth == 0 ? KEYS.length : 4);
    for (int at = 0; at < count; at++) {
      String key = depth == 0 ? KEYS[(first + at) % KEYS.length] : nestedKey(at);
      text.append(at == 0 ? "" : pick(",", " , "));
      text.append(quoted(key)).append(pick(":", ": ")).append(value(key, depth + 1));
    }
    return text.append('}').toString();
  }

  private static String nestedKey(int at) {
    return new String[] {"x", "y", "z", "items"}[at];
  }

  private String value(String key, int depth) {
    boolean nested =
        key.equals("list") || key.equals("obj") || key.equals("items") || key.equals("y");
    if (depth < 4 && (nested ? random.nextInt(5) > 0 : random.nextInt(10) == 0)) {
      return key.equals("list") || key.equals("items") || key.equals("x")
          ? list(depth)
          : object(depth);
    }
    switch (random.nextInt(7)) {
      case 0:
        return pick("true", "false", "null");
      case 1:
      case 2:
      case 3:
        return random.nextInt(4) == 0 ? pick(NUMBER_FORMS) : pick(RandomPolicies.NUMBERS);
      default:
        return quoted(pick(RandomPolicies.TEXTS));
    }
  }

  private String list(int depth) {
    StringBuilder text = new StringBuilder("[");
    int count = random.nextInt(4);
    for (int at = 0; at < count; at++) {
      text.append(at == 0 ? "" : ",");
      text.append(random.nextInt(3) == 0 && depth < 4 ? object(depth + 1) : value("", depth + 1));
    }
    return text.append(']').toString();
  }

  /** A JSON text, now and then with escapes that need not be. */
  private String quoted(String text) {
    boolean escape = random.nextInt(5) == 0;
    StringBuilder json = new StringBuilder("\"");
    boolean escaped = false;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      escaped = Character.isLowSurrogate(c) ? escaped : escape && random.nextBoolean();
      if (escaped) {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c == '"' || c == '\\' ? "\\" : "").append(c);
      }
    }
    return json.append('"').toString();
  }

  private String pick(String... from) {
    return from[random.nextInt(from.length)];
  }
}
