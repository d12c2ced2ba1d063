package dev.sallyport.enforcer;

import dev.sallyport.engine.LimitCounter;
import dev.sallyport.engine.PolicyException;
import dev.sallyport.engine.PolicyParser;
import dev.sallyport.engine.PolicySource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A policy of a hundred rules: {@code tool_0} to {@code tool_49} may be called with an amount up to
 * 100 and a reason that does not begin with {@code bad}, {@code look_*} with anything.
 */
final class HundredRules {
  static final int TOOLS = 49;

  private HundredRules() {}

  static LoadedPolicy load() {
    StringBuilder yaml =
        new StringBuilder("apiVersion: governance.toolkit/v1\nname: hundred\nrules:\n");
    rule(yaml, "look", "look_*", null, "allow");
    rule(yaml, "never", "drop_*", null, "deny");
    for (int tool = 0; tool < TOOLS; tool++) {
      String name = "tool_" + tool;
      rule(yaml, name, name, "args.amount > 0 and args.amount <= 100", "allow");
      rule(yaml, name + "_no", name, "args.reason matches 'bad.*'", "deny");
    }
    byte[] bytes = yaml.toString().getBytes(StandardCharsets.UTF_8);
    try {
      return new LoadedPolicy(
          PolicyParser.parse(List.of(new PolicySource("hundred.yaml", bytes))),
          LimitCounter.EXHAUSTED);
    } catch (PolicyException e) {
      throw new AssertionError(e);
    }
  }

  private static void rule(
      StringBuilder yaml, String name, String tool, @Nullable String condition, String action) {
    yaml.append("  - name: ").append(name).append("\n    tools: [\"").append(tool).append("\"]\n");
    if (condition != null) {
      yaml.append("    condition: \"").append(condition).append("\"\n");
    }
    yaml.append("    action: ").append(action).append('\n');
  }
}
