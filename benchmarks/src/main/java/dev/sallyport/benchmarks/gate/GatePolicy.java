package dev.sallyport.benchmarks.gate;

import dev.sallyport.engine.PolicyException;
import dev.sallyport.engine.PolicyParser;
import dev.sallyport.engine.PolicySet;
import dev.sallyport.engine.PolicySource;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A hundred rules and one call of a tool to which twelve of them apply: its own, those of its group
 * and those of all tools. One allows it.
 */
final class GatePolicy {
  static final String TOOL = "refund_issue";

  static final String ARGUMENTS =
      "{\"order_id\":\"A-1007\",\"amount\":49.90,\"currency\":\"EUR\",\"reason\":\"damaged in"
          + " transit\",\"customer\":\"C-2210\",\"notify\":true,\"channel\":\"web\",\"attempt\":1}";

  private GatePolicy() {}

  static PolicySet parse() throws PolicyException {
    StringBuilder yaml =
        new StringBuilder("apiVersion: governance.toolkit/v1\nname: hundred\nrules:\n");
    rule(
        yaml,
        "small",
        "refund_issue",
        "args.amount <= 100 and args.currency in ['EUR', 'USD']",
        true);
    for (int i = 0; i < 5; i++) {
      rule(yaml, "group-" + i, "refund_*", "args.amount > " + (1_000 + i), false);
    }
    for (int i = 0; i < 3; i++) {
      rule(
          yaml,
          "reason-" + i,
          "refund_*",
          "args.reason matches '(fraud|test) ?" + i + ".*'",
          false);
    }
    for (int i = 0; i < 3; i++) {
      rule(yaml, "any-" + i, "*", "args.customer == 'X-" + i + "' and args.attempt > 3", false);
    }
    for (int i = 12; i < 100; i++) {
      rule(
          yaml,
          "other-" + i,
          "tool_" + i,
          "args.count > " + i + " and args.kind in ['a', 'b']",
          i % 2 == 0);
    }
    byte[] bytes = yaml.toString().getBytes(StandardCharsets.UTF_8);
    return PolicyParser.parse(List.of(new PolicySource("hundred.yaml", bytes)));
  }

  private static void rule(
      StringBuilder yaml, String name, String tool, String condition, boolean allows) {
    yaml.append("  - name: ").append(name).append("\n    tools: [\"").append(tool);
    yaml.append("\"]\n    condition: \"").append(condition);
    yaml.append("\"\n    action: ").append(allows ? "allow" : "deny").append('\n');
  }
}
