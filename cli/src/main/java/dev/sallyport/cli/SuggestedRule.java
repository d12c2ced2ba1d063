package dev.sallyport.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One {@code allow} rule of a suggested policy. Not thread-safe. */
final class SuggestedRule {
  private static final int MAX_COMMENT = 110;

  final String name;
  final String tool;
  final List<String> agents;
  final List<String> conditions;
  final List<String> exclusions = new ArrayList<>();
  final List<String> comments;
  final boolean exact;

  private SuggestedRule(
      String name,
      String tool,
      List<String> agents,
      List<String> conditions,
      List<String> comments,
      boolean exact) {
    this.name = name;
    this.tool = tool;
    this.agents = agents;
    this.conditions = conditions;
    this.comments = comments;
    this.exact = exact;
  }

  /** A rule for one call and its repetitions. */
  static SuggestedRule exactly(String name, String tool, String condition, long count) {
    String comment = "exactly as seen, " + times(count) + ": no rule above allows it";
    return new SuggestedRule(name, tool, List.of(), List.of(condition), List.of(comment), true);
  }

  /**
   * A rule for a use.
   *
   * @param detail 0 for all that was seen, 1 without sets of values, 2 for the number of arguments
   */
  static SuggestedRule of(String name, String tool, ObservedUse use, int detail) {
    List<String> conditions = new ArrayList<>();
    if (!use.agentKnown) {
      conditions.add("not has(agent.name)");
    } else if (use.manyAgents) {
      conditions.add("has(agent.name)");
    }
    if (detail == 2) {
      conditions.add("size(args) <= " + use.shape.maxMembers);
    } else {
      conditions.addAll(new ShapeCondition(detail == 0).arguments(use.shape));
    }
    boolean listed = use.agentKnown && !use.manyAgents;
    List<String> agents = listed ? List.copyOf(use.agents.keySet()) : List.of();
    return new SuggestedRule(name, tool, agents, conditions, comments(tool, use, detail), false);
  }

  private static List<String> comments(String tool, ObservedUse use, int detail) {
    List<String> comments = new ArrayList<>();
    comments.add(
        TerminalText.column(tool, 60)
            + ": seen "
            + times(use.count)
            + ", "
            + UtcTime.millis(use.firstMicros)
            + " to "
            + UtcTime.millis(use.lastMicros));
    comments.add(agents(use));
    if (use.full < use.count) {
      String redacted = (use.count - use.full) + " with redacted arguments";
      comments.add(
          use.full == 0
              ? redacted + ": types and sizes only, values are not bounded"
              : redacted + ": the bounds are those of the others");
    }
    if (use.undecided > 0) {
      comments.add(times(use.undecided) + " in observe mode, and no rule had decided");
    }
    if (detail == 2) {
      comments.add("too many different arguments for a condition: only their number is bounded");
    }
    return comments;
  }

  private static String agents(ObservedUse use) {
    if (use.agents.isEmpty()) {
      return "by unknown agents";
    }
    StringBuilder agents = new StringBuilder("by");
    for (Map.Entry<String, Long> agent : use.agents.entrySet()) {
      agents.append(' ').append(TerminalText.column(agent.getKey(), 40));
      agents.append(" (").append(agent.getValue()).append(')');
    }
    return cut(agents.toString());
  }

  private static String cut(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= MAX_COMMENT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_COMMENT)) + " ...";
  }

  static String times(long count) {
    return count == 1 ? "once" : count + " times";
  }

  /** The parts of the condition, joined by {@code and}. */
  List<String> allConditions() {
    List<String> all = new ArrayList<>(conditions);
    for (String exclusion : exclusions) {
      all.add("not (" + exclusion + ")");
    }
    return all;
  }
}
