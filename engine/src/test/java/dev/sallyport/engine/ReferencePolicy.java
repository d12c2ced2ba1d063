package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A second, tiny evaluator for policies that the property tests make up: conditions are formulas
 * over numbers 0 (false), 1 (errs) and 2 (true), as minimum, maximum and 2 - x. It shares nothing
 * with the engine but the words.
 */
record ReferencePolicy(boolean allowByDefault, List<RefRule> rules) {
  /** A rule; {@code tools} is null for all tools. */
  record RefRule(String name, String action, @Nullable String tools, @Nullable Formula when) {
    String yaml() {
      return "- name: "
          + name
          + "\n  action: "
          + action
          + (action.equals("mask") ? "\n  mask: args.s" : "")
          + (tools == null ? "" : "\n  tools: \"" + tools + "\"")
          + (when == null ? "" : "\n  condition: \"" + when.text() + "\"")
          + "\n";
    }
  }

  /** A call; argument values are Integer, String, Boolean, null or a List of those. */
  record RefCall(String tool, Map<String, ?> arguments) {
    String json() {
      List<String> members = new ArrayList<>();
      arguments.forEach((key, value) -> members.add("\"" + key + "\":" + show(value, '"')));
      return "{" + String.join(",", members) + "}";
    }
  }

  /** A condition with its text and its value for one call. */
  record Formula(String text, BiFunction<RefCall, Boolean, Integer> value) {
    @Override
    public String toString() {
      return text;
    }

    static Formula not(Formula f) {
      return new Formula("not (" + f.text + ")", (c, every) -> 2 - f.value.apply(c, !every));
    }

    static Formula and(Formula f, Formula g) {
      return new Formula(
          "(" + f.text + " and " + g.text + ")",
          (c, every) -> Math.min(f.value.apply(c, every), g.value.apply(c, every)));
    }

    static Formula or(Formula f, Formula g) {
      return new Formula(
          "(" + f.text + " or " + g.text + ")",
          (c, every) -> Math.max(f.value.apply(c, every), g.value.apply(c, every)));
    }

    static Formula compare(String path, String operator, @Nullable Object literal) {
      return new Formula(
          path + " " + operator + " " + show(literal, '\''),
          (c, every) -> {
            int result = every ? 2 : 0;
            for (Object[] found : lookUp(path, c)) {
              int one = found.length == 0 ? 0 : compareOne(operator, found[0], literal);
              result = every ? Math.min(result, one) : Math.max(result, one);
            }
            return result;
          });
    }

    static Formula has(String path) {
      return new Formula(
          "has(" + path + ")",
          (c, every) -> {
            int present = (int) lookUp(path, c).stream().filter(v -> v.length > 0).count();
            int all = lookUp(path, c).size();
            return (every ? present == all : present > 0) ? 2 : 0;
          });
    }
  }

  /** Each value in an array of one element; an empty array where there is none. */
  private static List<Object[]> lookUp(String path, RefCall call) {
    if (path.equals("tool.name")) {
      return List.<Object[]>of(new Object[] {call.tool});
    }
    if (path.equals("action.type")) {
      Object action = call.arguments.get("action");
      return action instanceof String
          ? List.of(new Object[] {action}, new Object[] {call.tool})
          : List.<Object[]>of(new Object[] {call.tool});
    }
    String name = path.substring("args.".length()).replace("[*]", "");
    if (!call.arguments.containsKey(name)) {
      return List.<Object[]>of(new Object[0]);
    }
    Object value = call.arguments.get(name);
    if (!path.endsWith("[*]")) {
      return List.<Object[]>of(new Object[] {value});
    }
    List<Object[]> all = new ArrayList<>();
    ((List<?>) value).forEach(element -> all.add(new Object[] {element}));
    return all.isEmpty() ? List.<Object[]>of(new Object[0]) : all;
  }

  private static int compareOne(String operator, @Nullable Object left, @Nullable Object right) {
    switch (operator) {
      case "==":
        return same(left, right);
      case "!=":
        return 2 - same(left, right);
      case "in":
      case "not in":
        int found = 0;
        for (Object element : (List<?>) java.util.Objects.requireNonNull(right)) {
          found = Math.max(found, same(left, element));
        }
        return operator.equals("in") ? found : 2 - found;
      default:
        if (left instanceof Integer a && right instanceof Integer b) {
          boolean holds = operator.equals("<") ? a < b : operator.equals(">=") ? a >= b : a > b;
          return holds ? 2 : 0;
        }
        return 1;
    }
  }

  private static int same(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return left == right ? 2 : 0;
    }
    boolean comparable = left.getClass() == right.getClass() && !(left instanceof List);
    return comparable ? (left.equals(right) ? 2 : 0) : 1;
  }

  private static String show(@Nullable Object value, char quote) {
    if (value instanceof List<?> list) {
      List<String> shown = new ArrayList<>();
      list.forEach(element -> shown.add(show(element, quote)));
      return "[" + String.join(",", shown) + "]";
    }
    return value instanceof String ? quote + "" + value + quote : String.valueOf(value);
  }

  String yaml() {
    StringBuilder yaml = new StringBuilder("default_action: ");
    yaml.append(allowByDefault ? "allow" : "deny").append("\nrules:\n");
    rules.forEach(rule -> yaml.append(rule.yaml()));
    return rules.isEmpty() ? yaml.append("  []\n").toString() : yaml.toString();
  }

  boolean matches(RefRule rule, RefCall call) {
    String tools = rule.tools;
    boolean named =
        tools == null
            || tools.equals(call.tool)
            || tools.endsWith("*") && call.tool.startsWith(tools.replace("*", ""));
    if (!named || rule.when == null) {
      return named;
    }
    boolean allows = rule.action.equals("allow");
    return rule.when.value.apply(call, allows) >= (allows ? 2 : 1);
  }

  Effect effect(RefCall call) {
    for (String action : List.of("deny", "require_approval", "allow")) {
      for (RefRule rule : rules) {
        if (rule.action.equals(action) && matches(rule, call)) {
          return Effect.valueOf(action.toUpperCase(Locale.ROOT));
        }
      }
    }
    return allowByDefault ? Effect.ALLOW : Effect.DENY;
  }
}
