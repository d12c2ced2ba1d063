package dev.sallyport.cli;

import dev.sallyport.audit.DecisionRecord;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tool did while it ran, as one line: a step of an HTTP request, a connection, or what a box
 * forbade. Such a step is recorded as a decision, but never has an outcome.
 */
final class StepText {
  private static final String REQUEST = "http:";
  private static final String CONNECTION = "net:";
  private static final String BOX = "box:";

  private StepText() {}

  /** Whether the record is about a step, and not about a tool call. */
  static boolean isStep(DecisionRecord decision) {
    String tool = decision.tool();
    return tool != null
        && (tool.startsWith(REQUEST) || tool.startsWith(CONNECTION) || tool.startsWith(BOX));
  }

  /** Whether the record is about what a box forbids, which no rule is asked about. */
  static boolean isOfBox(DecisionRecord decision) {
    String tool = decision.tool();
    return tool != null && tool.startsWith(BOX);
  }

  /** What was decided and by what, such as {@code deny by egress}. */
  static String decision(DecisionRecord decision) {
    String rule = decision.rule();
    String word = Words.decision(decision);
    if (decision.error() != null) {
      return word + " (could not be judged)";
    }
    return rule == null ? word : word + " by " + TerminalText.column(rule, 30);
  }

  /** What it was about, such as {@code http:GET https://a.test:443 (path 5 characters)}. */
  static String of(DecisionRecord decision) {
    String tool = String.valueOf(decision.tool());
    Map<String, Object> facts = facts(decision);
    if (facts == null) {
      return tool;
    }
    if (tool.startsWith(BOX)) {
      return tool + " " + text(facts, "subject");
    }
    String step = text(facts, "step");
    StringBuilder line = new StringBuilder(tool);
    line.append(step.equals("request") || tool.startsWith(CONNECTION) ? "" : " " + step);
    line.append(' ').append(scheme(facts)).append(text(facts, "host"));
    line.append(':').append(text(facts, "port"));
    if (facts.get("ip") != null) {
      line.append(" at ").append(text(facts, "ip"));
    }
    return line.append(path(facts)).toString();
  }

  private static @Nullable Map<String, Object> facts(DecisionRecord decision) {
    String json = decision.argumentsText();
    return json == null ? null : JsonTree.object(json);
  }

  private static String scheme(Map<String, Object> facts) {
    return facts.get("scheme") == null ? "" : text(facts, "scheme") + "://";
  }

  /** Kept in full, or only its length, which the connection does not repeat. */
  private static String path(Map<String, Object> facts) {
    Object path = facts.get("path");
    if (path == null || "connect".equals(facts.get("step"))) {
      return "";
    }
    int length = RedactedShape.size(path, "string");
    return length < 0 ? " " + path : " (path " + length + " characters)";
  }

  private static String text(Map<String, Object> facts, String name) {
    Object value = facts.get(name);
    if (value == null) {
      return "-";
    }
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }
}
