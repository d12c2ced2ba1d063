package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known about one call, and how to look it up. Belongs to one decision. */
final class CallFacts {
  final String tool;
  final @Nullable String agent;
  final Map<String, Object> arguments;
  private final @Nullable String session;
  private int comparisonsLeft = EngineLimits.COMPARISONS;

  /**
   * @param arguments JSON values: {@code Map}, {@code List}, {@code String}, {@code BigDecimal},
   *     {@code Boolean} or {@link NoValue#NULL}
   */
  CallFacts(
      String tool,
      @Nullable String agent,
      @Nullable String session,
      Map<String, Object> arguments) {
    this.tool = tool;
    this.agent = agent;
    this.session = session;
    this.arguments = arguments;
  }

  /** Takes one comparison from the decision's budget; false if it is used up. */
  boolean mayCompare() {
    return comparisonsLeft-- > 0;
  }

  /** The values at a path, at least one; {@link NoValue} where there is none. */
  List<Object> at(Operand.Path path) {
    switch (path.root()) {
      case TOOL:
        return List.of(tool);
      case ACTION:
        return actionType();
      case ARGS:
        List<Object> found = new ArrayList<>();
        collect(arguments, path.segments(), 0, found);
        return found;
      case AGENT:
        return List.of(agent == null ? NoValue.MISSING : agent);
      case SESSION:
        return List.of(session == null ? NoValue.MISSING : session);
      default:
        return List.of(NoValue.ERROR);
    }
  }

  /** The tool's name, and what a model says the action is: either may be the truth. */
  private List<Object> actionType() {
    Object action = arguments.get("action");
    return action instanceof String ? List.of(action, tool) : List.of(tool);
  }

  private static void collect(
      Object value, List<Operand.Segment> segments, int from, List<Object> found) {
    Object at = value;
    for (int step = from; step < segments.size(); step++) {
      if (segments.get(step) instanceof Operand.Every && at instanceof List<?> list) {
        for (Object element : list) {
          collect(element, segments, step + 1, found);
        }
        if (list.isEmpty()) {
          found.add(NoValue.MISSING);
        }
        return;
      }
      at = next(at, segments.get(step));
    }
    found.add(at);
  }

  /** One step: nothing lies below null or nothing; a step that does not fit the value errs. */
  private static Object next(Object value, Operand.Segment segment) {
    if (value == NoValue.NULL || value == NoValue.MISSING) {
      return NoValue.MISSING;
    }
    Object next = NoValue.ERROR;
    if (segment instanceof Operand.Key key && value instanceof Map<?, ?> map) {
      next = map.get(key.name());
    } else if (segment instanceof Operand.Index index && value instanceof List<?> list) {
      next = index.position() < list.size() ? list.get(index.position()) : null;
    }
    return next == null ? NoValue.MISSING : next;
  }
}
