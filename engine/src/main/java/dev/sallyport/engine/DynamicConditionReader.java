package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the part of an older rule that is about the time of the call. */
final class DynamicConditionReader {
  private static final String[] KEYS = {
    "type", "timezone", "start_time", "end_time", "days_of_week", "window", "limit"
  };
  private static final String TIME_WINDOW = "time_window";
  private static final String DAY_OF_WEEK = "day_of_week";
  private static final String[] TYPES = {
    TIME_WINDOW, DAY_OF_WEEK, "token_count_per_window", "cost_per_window"
  };

  private final PolicyText source;
  private final FieldReader fields;

  DynamicConditionReader(PolicyText source) {
    this.source = source;
    this.fields = new FieldReader(source);
  }

  /** The condition, or null if it is wrong, which is reported. */
  @Nullable Expression read(YamlNode node) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      String got = "got " + node.kind() + ", wanted a mapping with `type`";
      fields.problem(node, "dynamic_condition", got);
      return null;
    }
    KnownKeys keys = new KnownKeys(source, mapping, " in `dynamic_condition`", KEYS);
    YamlNode typeNode = keys.value("type");
    if (typeNode == null) {
      String got = "got a dynamic condition without `type`, wanted ";
      source.problem(mapping, got + Wanted.oneOf(TYPES));
      return null;
    }
    String type = fields.word("type", typeNode, TYPES);
    if (type == null) {
      return null;
    }
    if (type.equals(TIME_WINDOW) || type.equals(DAY_OF_WEEK)) {
      return time(type, keys);
    }
    String got = "got `" + type + "`, but neither tokens nor cost are counted in this version";
    String wanted = ", wanted the rule without it: `limit: 10/minute` of a document with";
    fields.problem(typeNode, "type", got + wanted + " `apiVersion` bounds the number of calls");
    return null;
  }

  private @Nullable Expression time(String type, KnownKeys keys) {
    unfit(keys, "window", type);
    unfit(keys, "limit", type);
    String zone = zone(keys.value("timezone"));
    List<Expression> parts = new ArrayList<>();
    if (type.equals(TIME_WINDOW)) {
      parts.add(window(keys, zone));
    } else {
      unfit(keys, "start_time", type);
      unfit(keys, "end_time", type);
    }
    YamlNode days = keys.value("days_of_week");
    if (days != null) {
      parts.add(days(days, zone));
    } else if (type.equals(DAY_OF_WEEK)) {
      source.problem(
          keys.mapping, "got `day_of_week` without `days_of_week`, wanted a list such as [1, 5]");
      return null;
    }
    return parts.size() == 1 ? parts.get(0) : new Expression.AllOf(parts);
  }

  private void unfit(KnownKeys keys, String key, String type) {
    YamlNode node = keys.value(key);
    if (node != null) {
      fields.problem(node, key, "got it with `type: " + type + "`, wanted it with another type");
    }
  }

  private String zone(@Nullable YamlNode node) {
    YamlNode.Scalar scalar = node == null ? null : fields.text("timezone", node);
    if (scalar == null || scalar.text().equalsIgnoreCase(TimeZones.UTC)) {
      return TimeZones.UTC;
    }
    String wrong = TimeZones.problemOf(scalar.text());
    if (wrong != null) {
      fields.problem(scalar, "timezone", wrong);
      return TimeZones.UTC;
    }
    return scalar.text();
  }

  /** From the start to before the end; over midnight if the start is later. */
  private Expression window(KnownKeys keys, String zone) {
    String start = clock(keys, "start_time");
    String end = clock(keys, "end_time");
    YamlNode endNode = keys.value("end_time");
    if (endNode != null && !start.isEmpty() && start.equals(end)) {
      String got = "got `" + end + "`, which is the start too, wanted a window that is not empty";
      fields.problem(endNode, "end_time", got);
    }
    Operand clock = new Operand.Time(TimeField.CLOCK, zone);
    Expression from =
        new Expression.Comparison(Operator.GREATER_OR_EQUAL, clock, new Operand.Literal(start));
    Expression until = new Expression.Comparison(Operator.LESS, clock, new Operand.Literal(end));
    List<Expression> both = List.of(from, until);
    return start.compareTo(end) > 0 ? new Expression.AnyOf(both) : new Expression.AllOf(both);
  }

  /** Hours and minutes in two digits each; empty if they are wrong, which is reported. */
  private String clock(KnownKeys keys, String key) {
    YamlNode node = keys.value(key);
    if (node == null) {
      source.problem(
          keys.mapping, "got `time_window` without `" + key + "`, wanted a time such as `09:00`");
      return "";
    }
    String text = node instanceof YamlNode.Scalar scalar ? scalar.text() : "";
    String clock = text.length() == 4 && text.charAt(1) == ':' ? "0" + text : text;
    if (!TimeComparisons.isClock(clock)) {
      String got = node instanceof YamlNode.Scalar ? Quoted.of(text) : node.kind();
      fields.problem(node, key, "got " + got + ", wanted a time such as `09:00`");
      return "";
    }
    return clock;
  }

  private Expression days(YamlNode node, String zone) {
    List<Object> days = new ArrayList<>();
    if (node instanceof YamlNode.Sequence sequence && !sequence.items().isEmpty()) {
      for (YamlNode item : sequence.items()) {
        days.add(TimeComparisons.weekday(fields.integer("days_of_week", item, 1, 7)));
      }
    } else {
      String got = node instanceof YamlNode.Sequence ? "an empty list" : node.kind();
      String wanted = ", wanted numbers from 1 (monday) to 7 (sunday)";
      fields.problem(node, "days_of_week", "got " + got + wanted);
    }
    Operand weekday = new Operand.Time(TimeField.WEEKDAY, zone);
    return new Expression.Comparison(Operator.IN, weekday, new Operand.Literal(days));
  }
}
