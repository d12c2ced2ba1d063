package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes up policies that use the whole language. Words, numbers and names come from small sets, so
 * that rules and calls meet often.
 */
final class RandomPolicies {
  static final String[] TOOLS = {
    "issue_refund", "issue_refunds", "get_order", "search_docs", "delete", "Delete", "sürch", "a"
  };
  static final String[] AGENTS = {"desk", "desk-2", "audit", "büro"};
  static final String[] PATHS = {
    "args.a",
    "args.b",
    "amount",
    "args.name",
    "args.list",
    "args.obj",
    "args.obj.x",
    "args.obj.y.z",
    "args.list[0]",
    "args.list[1].x",
    "args['odd key']",
    "args['ü']",
    "args.action",
    "args.missing"
  };
  private static final String[] MULTIPLE = {
    "args.list[*]", "args.list[*].x", "args.obj.items[*]", "args.obj.items[*].x[*]", "action.type"
  };
  private static final String[] FACTS = {"tool.name", "agent.name", "session.id", "content.text"};
  static final String[] NUMBERS = {
    "0",
    "1",
    "-1",
    "5",
    "5.0",
    "5.5",
    "100",
    "100.01",
    "99.99",
    "9007199254740993",
    "9223372036854775808",
    "0.1",
    "-0.0",
    "12345678901234567890.123",
    "1000000000000000000",
    "999999999999999999.9",
    "-12345678901234567890.125",
    "9".repeat(60),
    "0." + "0".repeat(30) + "1"
  };
  static final String[] TEXTS = {
    "",
    "a",
    "b",
    "ab",
    "abc",
    "EUR",
    "usd",
    "ü",
    "Ü",
    "é",
    "😀",
    "x😀y",
    "DROP table",
    "5",
    "true",
    "ÿĀ",
    "K",
    "İ",
    "ǅ",
    "e\u0301",
    "x".repeat(40)
  };
  private static final String[] PATTERNS = {
    "a",
    "^a",
    "b$",
    "^ab?c*$",
    "(?i)drop",
    "[A-Z]{3}",
    "^$",
    "\\\\d+",
    "ü|é",
    ".😀.",
    "^[^a]*$",
    "\\\\bab\\\\b",
    "(?i)k"
  };
  private static final String[] ORDERS = {"<", "<=", ">", ">="};
  private static final String[] ACTIONS = {
    "allow", "allow", "allow", "deny", "deny", "require_approval", "mask", "warn", "log"
  };
  private static final String[] TOOL_PATTERNS = {
    "search_*", "*_refund", "?elete", "*", "get_*der", "issue_refund?", "*ü*"
  };
  private static final String[] STRATEGIES = {
    "deny-overrides", "deny-overrides", "allow-overrides", "priority-first", "most-specific"
  };

  private final Random random;
  private int rules;
  private boolean hasManifest;

  RandomPolicies(Random random) {
    this.random = random;
  }

  /** One policy, of one or two documents, which may extend another one. */
  PolicySet policy() {
    rules = 0;
    hasManifest = false;
    String strategy = pick(STRATEGIES);
    List<PolicySource> sources = new ArrayList<>();
    int count = random.nextInt(4) == 0 ? 2 : 1;
    PolicySource base =
        Policies.document("base.yaml", document(strategy, "default_action: allow\n"));
    for (int at = 0; at < count; at++) {
      String head = random.nextInt(4) == 0 ? "extends: base.yaml\n" : "";
      head += random.nextBoolean() ? "default_action: " + pick("allow", "deny") + "\n" : "";
      sources.add(Policies.document("p" + at + ".yaml", document(strategy, head)));
    }
    try {
      return PolicyParser.parse(sources, EngineLimits.DEFAULTS, (from, path) -> base);
    } catch (PolicyException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  private String document(String strategy, String head) {
    StringBuilder text = new StringBuilder(head).append("conflict: " + strategy + "\n");
    text.append("scope: ").append(pick("global", "tenant", "agent")).append('\n');
    if (random.nextInt(6) == 0) {
      text.append("agents: [").append(pick(AGENTS)).append(", 'desk*']\n");
    }
    if (!hasManifest && random.nextInt(5) == 0) {
      hasManifest = true; // the rules of two for one agent would have the same names
      text.append(new RandomManifests(random).manifests());
    }
    text.append("rules:\n");
    int count = ruleCount();
    for (int at = 0; at < count; at++) {
      text.append(rule());
    }
    return text.toString();
  }

  /** Mostly few, now and then more than one column of the compiled policy has room for. */
  private int ruleCount() {
    int many = random.nextInt(600);
    return many == 0 ? 600 : many <= 30 ? 70 + random.nextInt(70) : 1 + random.nextInt(6);
  }

  private String rule() {
    String action = pick(ACTIONS);
    StringBuilder text = new StringBuilder("  - name: r" + rules++ + "\n");
    text.append("    action: ").append(action).append('\n');
    String stage =
        random.nextInt(8) == 0 ? pick("pre_input", "post_tool", "pre_output") : "pre_tool";
    text.append("    stage: ").append(stage).append('\n');
    if (stage.endsWith("tool") && random.nextInt(3) > 0) {
      text.append("    tools: [\"")
          .append(random.nextBoolean() ? pick(TOOLS) : pick(TOOL_PATTERNS));
      text.append("\", \"").append(pick(TOOLS)).append("\"]\n");
    }
    if (random.nextInt(5) == 0) {
      text.append("    agents: [\"").append(pick(AGENTS)).append("\", \"*-2\"]\n");
    }
    if (random.nextInt(20) == 0) {
      text.append("    enabled: false\n");
    }
    if (random.nextInt(3) == 0) {
      text.append("    priority: ").append(random.nextInt(3) - 1).append('\n');
    }
    if ((action.equals("allow") || action.equals("require_approval")) && random.nextInt(6) == 0) {
      text.append("    limit: ").append(1 + random.nextInt(3)).append("/minute\n");
    }
    if (action.equals("require_approval")) {
      text.append("    approvers: [desk]\n");
    }
    if (action.equals("mask")) {
      text.append(mask(stage));
    }
    if (random.nextInt(6) > 0) {
      String condition = condition(random.nextInt(4));
      text.append("    condition: '").append(condition.replace("'", "''")).append("'\n");
    }
    return text.toString();
  }

  private String mask(String stage) {
    String keep = random.nextBoolean() ? ", keep_last: " + (1 + random.nextInt(3)) : "";
    if (!stage.equals("pre_tool")) {
      String what =
          pick("detect: [card_number, phone]", "patterns: ['ab']", "patterns: ['[0-9]+']");
      return "    mask: {" + what + keep + "}\n";
    }
    if (random.nextInt(4) == 0) { // of texts: whether a number is one is up to how it is written
      return "    mask: {detect: [email], patterns: ['ab|^a', 'x😀']" + keep + "}\n";
    }
    return "    mask: {paths: [\"" + pick(PATHS) + "\", \"args.list[*].x\"]" + keep + "}\n";
  }

  /** A condition of bounded depth. */
  String condition(int depth) {
    if (depth == 0) {
      return test();
    }
    switch (random.nextInt(depth == 3 ? 7 : 6)) {
      case 6: // more clauses than a condition is divided into
        String three = "(" + test() + " or " + test() + " or " + test() + ")";
        return three + " and (" + test() + " or " + test() + ") and " + three + " and " + test();
      case 0:
        return "not (" + condition(depth - 1) + ")";
      case 1:
      case 2:
        return "(" + condition(depth - 1) + " and " + condition(depth - 1) + ")";
      case 3:
        return "(" + condition(depth - 1) + " or " + condition(depth - 1) + ")";
      case 4:
        return "(" + test() + " or " + test() + " or " + test() + ") and " + condition(depth - 1);
      default:
        return test();
    }
  }

  private String test() {
    switch (random.nextInt(18)) {
      case 0:
        return random.nextBoolean() ? "has(" + path() + ")" : pick(PATHS);
      case 1:
        return path() + " matches '" + pick(PATTERNS) + "'";
      case 2:
        return path() + pick(" starts_with ", " ends_with ", " contains ") + quoted(pick(TEXTS));
      case 3:
        return path() + pick(" in ", " not in ") + list();
      case 4:
        return literal() + pick(" in ", " not in ") + pick(PATHS);
      case 5:
        return "size(" + path() + ") " + pick(ORDERS) + " " + random.nextInt(4);
      case 6:
        return "lower(" + path() + ") " + pick("==", "contains", "<") + " " + quoted(pick(TEXTS));
      case 7:
        return path()
            + " "
            + pick(ORDERS)
            + " "
            + (random.nextBoolean() ? number() : quoted(pick(TEXTS)));
      case 8:
        return literal() + " " + pick("==", "!=") + " " + path();
      case 9:
        return pick(PATHS)
            + pick(" == ", " < ", " contains ", " in ", " starts_with ", " ends_with ")
            + pick(PATHS);
      case 10:
        return time();
      case 11:
        return pick(FACTS)
            + pick(" == ", " != ", " < ", " contains ")
            + quoted(pick(pick(TOOLS), pick(TEXTS)));
      case 13:
        return pick(MULTIPLE)
            + pick(" == ", " != ", " >= ", " in ", " not in ", " contains ", " starts_with ")
            + pick(PATHS);
      case 14:
        return pick("size", "lower")
            + pick("(args.a) == size(", "(args.b) != lower(").replace("lower(", "size(")
            + path()
            + ")";
      case 15:
        return "lower("
            + path()
            + pick(
                ") matches '" + pick(PATTERNS) + "'",
                ") in ['a', 'ü', 'true']",
                ") < lower(args.b)");
      case 16:
        return pick(
            path() + " contains " + literal(),
            literal() + pick(" in ", " not in ") + pick(MULTIPLE),
            number() + " " + pick(ORDERS) + " " + path(),
            "size(" + path() + ") in [0, 1, 2]",
            quoted(pick(TEXTS)) + " " + pick(" starts_with ", " ends_with ") + path());
      case 12:
        return pick("true", "false", "args.a == 5", "args.name == 'a'");
      default:
        return path() + pick(" == ", " != ") + literal();
    }
  }

  private String time() {
    String root = pick("time", "time['Europe/Berlin']", "time['America/New_York']");
    switch (random.nextInt(8)) {
      case 5:
        return root + ".hour" + pick(" in [0, 1, 2, 3]", " == 2", " not in [1]", " != 1");
      case 6:
        return root + ".weekday " + pick("==", "!=") + " 'sunday'";
      case 7:
        return root + ".clock" + pick(" == '03:00'", " in ['00:59', '03:00']", " != '01:00'");
      case 0:
        return root + ".hour " + pick(ORDERS) + " " + random.nextInt(24);
      case 1:
        return root + ".weekday in ['saturday', 'sunday', 'monday']";
      case 2:
        return root + ".date " + pick("<", ">=", "==") + " '2026-03-29'";
      case 3:
        return root + ".minute == 0";
      default:
        return root + ".clock " + pick(ORDERS) + " '02:30'";
    }
  }

  private String path() {
    switch (random.nextInt(6)) {
      case 0:
        return pick(MULTIPLE);
      case 1:
        return pick(FACTS);
      default:
        return pick(PATHS);
    }
  }

  private String literal() {
    switch (random.nextInt(5)) {
      case 0:
        return pick("true", "false", "null");
      case 1:
      case 2:
        return number();
      default:
        return quoted(pick(TEXTS));
    }
  }

  private String list() {
    StringBuilder list = new StringBuilder("[");
    int count = random.nextInt(5);
    for (int at = 0; at < count; at++) {
      list.append(at == 0 ? "" : ", ").append(literal());
    }
    return list.append(']').toString();
  }

  private String number() {
    return pick(NUMBERS);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private String pick(String... from) {
    return from[random.nextInt(from.length)];
  }
}
