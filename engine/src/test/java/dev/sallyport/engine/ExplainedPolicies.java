package dev.sallyport.engine;

import java.util.Random;

/** Policies and arguments that nobody wrote, as text, for the tests of explanations. */
final class ExplainedPolicies {
  private static final String[] ACTIONS = {
    "allow", "allow", "deny", "require_approval", "mask", "warn", "log"
  };
  private static final String[] PATHS = {
    "args.n",
    "args.s",
    "args.missing",
    "args.l[*]",
    "args.o.n",
    "action.type",
    "tool.name",
    "agent.name",
    "args.l[0]",
    "args.s.t"
  };
  private static final String[] VALUES = {"0", "1", "2.5", "'x'", "'yy'", "true", "null"};
  private static final String[] JSON = {"0", "1", "2.5", "\"x\"", "\"yy\"", "true", "null", "[]"};

  private final Random random;

  ExplainedPolicies(Random random) {
    this.random = random;
  }

  private String one(String[] of) {
    return of[random.nextInt(of.length)];
  }

  String condition(int depth) {
    int form = depth == 0 ? 0 : random.nextInt(5);
    return switch (form) {
      case 1 -> "(" + condition(depth - 1) + " and " + condition(depth - 1) + ")";
      case 2 -> "(" + condition(depth - 1) + " or " + condition(depth - 1) + ")";
      case 3 -> "not (" + condition(depth - 1) + ")";
      default -> comparison();
    };
  }

  private String comparison() {
    return switch (random.nextInt(7)) {
      case 0 -> "has(" + one(PATHS) + ")";
      case 1 -> one(PATHS) + (random.nextBoolean() ? " in [" : " not in [") + list() + "]";
      case 2 -> "size(" + one(PATHS) + ") > " + random.nextInt(3);
      case 3 -> one(PATHS) + " starts_with 'x'";
      case 4 -> one(PATHS) + " matches '^[xy]+$'";
      case 5 -> one(PATHS) + (random.nextBoolean() ? " <= 1" : " > 'a'");
      default -> one(PATHS) + (random.nextBoolean() ? " == " : " != ") + one(VALUES);
    };
  }

  private String list() {
    return one(VALUES) + ", " + one(VALUES);
  }

  PolicySet policy() {
    StringBuilder body = new StringBuilder("default_action: ");
    body.append(random.nextBoolean() ? "allow" : "deny").append("\nrules:\n");
    int rules = 1 + random.nextInt(5);
    for (int at = 0; at < rules; at++) {
      String action = one(ACTIONS);
      body.append("  - name: r").append(at).append("\n    action: ").append(action).append('\n');
      body.append(action.equals("mask") ? "    mask: [args.n]\n" : "");
      body.append(random.nextInt(3) == 0 ? "    tools: [" + one(TOOLS) + "]\n" : "");
      body.append(random.nextInt(4) == 0 ? "    agents: [desk]\n" : "");
      if (random.nextInt(4) > 0) {
        String condition = condition(3).replace("'", "''");
        body.append("    condition: '").append(condition).append("'\n");
      }
    }
    return Policies.policy(body.toString());
  }

  private static final String[] TOOLS = {"x", "y", "\"x*\""};

  CallView call() {
    String agent = random.nextInt(3) == 0 ? null : random.nextBoolean() ? "desk" : "other";
    return new CallView().tool(random.nextBoolean() ? "x" : "xy").agent(agent).session("s");
  }

  /** JSON arguments; two results may have the same shape and different values. */
  String arguments() {
    StringBuilder json = new StringBuilder("{\"n\":").append(one(JSON));
    json.append(random.nextBoolean() ? ",\"s\":" + one(JSON) : "");
    json.append(random.nextBoolean() ? ",\"l\":[" + one(JSON) + "," + one(JSON) + "]" : "");
    json.append(random.nextBoolean() ? ",\"o\":{\"n\":" + one(JSON) + "}" : "");
    json.append(
        random.nextBoolean() ? ",\"action\":" + (random.nextBoolean() ? "\"yy\"" : one(JSON)) : "");
    return json.append('}').toString();
  }

  /** The arguments with other values of the same types. */
  static String shape(String json) {
    return json.replace("\"yy\"", "\"x\"").replace("2.5", "0").replace(":1", ":0");
  }
}
