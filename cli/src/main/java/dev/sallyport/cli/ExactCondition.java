package dev.sallyport.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The condition that holds for one recorded call and its repetitions alone. */
final class ExactCondition {
  /** The longest condition that the language takes. */
  static final int MAX_LENGTH = 4_000;

  private final List<String> parts = new ArrayList<>();
  private int length;

  private ExactCondition() {}

  /** Of a call whose arguments are known whole; null if it would be too long for a condition. */
  static @Nullable String of(@Nullable String agent, Map<String, Object> arguments) {
    ExactCondition exact = new ExactCondition();
    exact.add(
        agent == null ? "not has(agent.name)" : "agent.name == " + ConditionSyntax.text(agent));
    return exact.value("args", arguments) ? String.join(" and ", exact.parts) : null;
  }

  private boolean add(String part) {
    parts.add(part);
    length += part.length() + 5;
    return length <= MAX_LENGTH;
  }

  private boolean value(String path, Object value) {
    if (value instanceof Map<?, ?> members) {
      return object(path, members);
    }
    if (value instanceof List<?> elements) {
      return list(path, elements);
    }
    if (value instanceof String text) {
      return text.length() < MAX_LENGTH && add(path + " == " + ConditionSyntax.text(text));
    }
    String literal =
        value instanceof BigDecimal number ? ConditionSyntax.number(number) : value.toString();
    return add(path + " == " + literal);
  }

  private boolean object(String path, Map<?, ?> members) {
    boolean fits = add("size(" + path + ") == " + members.size());
    for (Map.Entry<?, ?> member : members.entrySet()) {
      String name = String.valueOf(member.getKey());
      fits =
          fits
              && name.length() < MAX_LENGTH
              && value(ConditionSyntax.member(path, name), member.getValue());
    }
    if (members.isEmpty() && !path.equals("args")) {
      String any = "has(" + path + ".x)";
      fits = fits && add("(" + any + " or not " + any + ")");
    }
    return fits;
  }

  private boolean list(String path, List<?> elements) {
    boolean fits = add("size(" + path + ") == " + elements.size());
    if (elements.isEmpty()) {
      return fits && add("not has(" + path + "[*])");
    }
    for (int at = 0; fits && at < elements.size(); at++) {
      fits = value(path + "[" + at + "]", elements.get(at));
    }
    return fits;
  }
}
