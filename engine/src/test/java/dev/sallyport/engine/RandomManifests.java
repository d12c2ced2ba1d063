package dev.sallyport.engine;

import java.util.Random;

/** Makes up manifests of agents, over the names that {@link RandomPolicies} uses. */
final class RandomManifests {
  private static final String[] AGENTS = {"desk", "desk*", "*", "büro"};
  private static final String[][] PARAMETERS = {
    {"string", "min_length: 1", "max_length: 3", "enum: [a, abc, EUR]", "pattern: \"^[a-z]+$\""},
    {"number", "min: -1", "max: 100.01", "enum: [1, 5.0, 100]"},
    {"integer", "min: 0", "max: 9007199254740993"},
    {"boolean", "enum: [true]"},
    {"array", "min_length: 1", "max_length: 2"},
    {"object"}
  };
  private static final String[] NAMES = {"a", "b", "amount", "name", "list", "obj", "action", "ü"};

  private final Random random;

  RandomManifests(Random random) {
    this.random = random;
  }

  /** The field {@code manifests} with one manifest. */
  String manifests() {
    StringBuilder text = new StringBuilder("manifests:\n");
    text.append("  - agent: \"").append(pick(AGENTS)).append("\"\n    tools:\n");
    int tools = 1 + random.nextInt(3);
    int first = random.nextInt(RandomPolicies.TOOLS.length);
    for (int at = 0; at < tools; at++) {
      tool(text, RandomPolicies.TOOLS[(first + at) % RandomPolicies.TOOLS.length]);
    }
    if (random.nextBoolean()) {
      text.append("    denied_tools: [\"*_docs\", \"?elete\"]\n");
    }
    return text.toString();
  }

  private void tool(StringBuilder text, String name) {
    text.append("      - name: \"").append(name).append("\"\n");
    if (random.nextInt(3) == 0) {
      text.append("        max_calls_per_minute: ").append(1 + random.nextInt(3)).append('\n');
    }
    if (random.nextInt(4) == 0) {
      text.append("        requires_human_approval: true\n        approvers: [desk]\n");
    }
    boolean limited = random.nextInt(4) == 0;
    if (limited) {
      text.append("        max_amount: 100\n");
    }
    int parameters = random.nextInt(3);
    if (parameters > 0) {
      text.append("        parameters:\n");
      int first = limited ? 3 : random.nextInt(NAMES.length); // not the amount twice
      for (int at = 0; at < parameters; at++) {
        parameter(text, NAMES[(first + at) % NAMES.length]);
      }
    }
  }

  private void parameter(StringBuilder text, String name) {
    String[] kind = PARAMETERS[random.nextInt(PARAMETERS.length)];
    text.append("          ").append(name).append(": {type: ").append(kind[0]);
    if (random.nextBoolean()) {
      text.append(", required: true");
    }
    if (kind.length > 1) {
      text.append(", ").append(kind[1 + random.nextInt(kind.length - 1)]);
    }
    text.append("}\n");
  }

  private String pick(String... from) {
    return from[random.nextInt(from.length)];
  }
}
