package dev.sallyport.engine;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known about one call, and how to look it up. Belongs to one decision. */
final class CallFacts {
  final Stage stage;
  final @Nullable String tool;
  final @Nullable String agent;
  final Map<String, Object> arguments;
  final @Nullable String content;
  final long nowNanos;
  private final @Nullable String session;
  private final long epochMillis;

  /**
   * Takes what {@code call} says.
   *
   * @param agent the agent's name in normal form
   * @param arguments JSON values: {@code Map}, {@code List}, {@code String}, {@code BigDecimal},
   *     {@code Boolean} or {@link NoValue#NULL}
   */
  CallFacts(CallView call, @Nullable String agent, Map<String, Object> arguments) {
    this.stage = call.stage();
    this.tool = call.tool();
    this.agent = agent;
    this.arguments = arguments;
    this.content = call.stage() == Stage.PRE_TOOL ? null : call.content();
    this.nowNanos = call.nowNanos();
    this.session = call.session();
    this.epochMillis = call.epochMillis();
  }

  /** The values at a path, at least one; {@link NoValue} where there is none. */
  List<Object> at(Operand.Path path) {
    switch (path.root()) {
      case TOOL:
        return known(tool);
      case ACTION:
        return actionType();
      case ARGS:
        List<Object> found = new ArrayList<>();
        collect(arguments, path.segments(), 0, found);
        return found.size() > EngineLimits.PATH_VALUES ? List.of(NoValue.ERROR) : found;
      case AGENT:
        return known(agent);
      case SESSION:
        return known(session);
      case CONTENT:
        return known(content);
      default:
        return List.of(NoValue.ERROR);
    }
  }

  private static List<Object> known(@Nullable String fact) {
    return List.of(fact == null ? NoValue.MISSING : fact);
  }

  /** A part of the time of the call. */
  Object at(Operand.Time time) {
    ZonedDateTime there =
        ZonedDateTime.ofInstant(Instant.ofEpochMilli(epochMillis), ZoneId.of(time.zone()));
    switch (time.field()) {
      case HOUR:
        return BigDecimal.valueOf(there.getHour());
      case MINUTE:
        return BigDecimal.valueOf(there.getMinute());
      case WEEKDAY:
        return there.getDayOfWeek().name().toLowerCase(Locale.ROOT);
      case DATE:
        return there.toLocalDate().toString();
      default:
        return twoDigits(there.getHour()) + ":" + twoDigits(there.getMinute());
    }
  }

  private static String twoDigits(int number) {
    return number < 10 ? "0" + number : String.valueOf(number);
  }

  /** The tool's name, and what a model says the action is: either may be the truth. */
  private List<Object> actionType() {
    Object action = arguments.get("action");
    if (tool == null) {
      return known(null);
    }
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
