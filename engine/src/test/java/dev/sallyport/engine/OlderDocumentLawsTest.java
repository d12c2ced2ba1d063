package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** An older document means what the same rules mean that a person writes in the language. */
class OlderDocumentLawsTest {
  private static final String[][] OPERATORS = {
    {"eq", "=="},
    {"ne", "!="},
    {"gt", ">"},
    {"lt", "<"},
    {"gte", ">="},
    {"lte", "<="},
    {"in", "in"},
    {"not_in", "not in"},
    {"contains", "contains"},
    {"matches", "matches"}
  };
  private static final String[][] ACTIONS = {
    {"allow", "allow"}, {"audit", "allow"}, {"deny", "deny"}, {"block", "deny"}
  };
  private static final String[][] FIELDS = {
    {"tool_name", "tool.name"}, {"a", "args.a"}, {"b", "args.b"}, {"args", "args.args"}
  };
  private static final String[] TEXTS = {"'x'", "'y'", "'xy'", "''"};
  private static final String[] VALUES = {"1", "2.50", "-3", "true", "'x'", "'y'", "''"};
  private static final String[] WEEKDAYS = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
  };
  private static final String[] ZONES = {"UTC", "Europe/Berlin", "America/New_York"};
  private static final String[] CLOCKS = {"00:00", "06:30", "12:00", "18:45", "23:59"};
  private static final String[] FOUND = {
    "\"x\"", "\"y\"", "\"xyz\"", "1", "2.5", "-3", "true", "null", "[\"x\",1]", "{\"x\":1}", "[]"
  };

  @Property(tries = 1_500)
  void decidesAsTheSameRulesWrittenByHand(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder older = new StringBuilder("rules:\n");
    StringBuilder written = new StringBuilder("conflict: priority-first\nrules:\n");
    int rules = 1 + random.nextInt(5);
    for (int at = 0; at < rules; at++) {
      addRule(random, "r" + at, older, written);
    }
    String action = random.nextBoolean() ? "allow" : "deny";
    older.append("defaults: {action: ").append(action).append("}\n");
    written.append("default_action: ").append(action).append('\n');
    PolicySet converted = Policies.parse(Policies.source("p.yaml", older.toString()));
    PolicySet byHand = Policies.policy(written.toString());

    assertThat(converted.strategy()).isEqualTo(byHand.strategy());
    assertThat(converted.defaultEffect()).isEqualTo(byHand.defaultEffect());
    PolicyDecisionPoint compiled = new PolicyDecisionPoint(converted);
    PolicyDecisionPoint wanted = new PolicyDecisionPoint(byHand);
    PlainDecisionPoint plain = new PlainDecisionPoint(converted, LimitCounter.EXHAUSTED);
    for (int calls = 0; calls < 12; calls++) {
      CallView call = call(random);
      List<Object> decision = PlainDecision.of(compiled.decide(call)).comparable();
      assertThat(decision)
          .as("%s%n%s %s at %s", older, call.tool(), call.arguments(), call.epochMillis())
          .isEqualTo(PlainDecision.of(wanted.decide(call)).comparable())
          .isEqualTo(plain.decide(call).comparable());
    }
  }

  private static void addRule(
      Random random, String name, StringBuilder older, StringBuilder written) {
    String[] operator = one(random, OPERATORS);
    String[] action = one(random, ACTIONS);
    String[] field = one(random, FIELDS);
    boolean text = field[0].equals("tool_name") || operator[0].equals("matches");
    String value = value(random, operator[0], text);
    int priority = random.nextInt(4) - 1;
    older.append("- {name: ").append(name).append(", action: ").append(action[0]);
    older.append(", priority: ").append(priority).append(", condition: {field: ");
    older.append(field[0]).append(", operator: ").append(operator[0]).append(", value: ");
    older.append(value).append('}');
    written.append("- name: ").append(name).append("\n  action: ").append(action[1]);
    written.append("\n  priority: ").append(priority).append("\n  condition: \"").append(field[1]);
    written.append(' ').append(operator[1]).append(' ').append(value);
    if (random.nextInt(3) == 0) {
      String[] time = time(random);
      older.append(", dynamic_condition: {").append(time[0]).append('}');
      written.append(" and (").append(time[1]).append(')');
    }
    older.append("}\n");
    written.append("\"\n");
  }

  private static String value(Random random, String operator, boolean text) {
    if (operator.equals("in") || operator.equals("not_in")) {
      List<String> values = new ArrayList<>();
      for (int count = random.nextInt(4); count > 0; count--) {
        values.add(one(random, text ? TEXTS : VALUES));
      }
      return values.toString();
    }
    boolean ordered = operator.startsWith("g") || operator.startsWith("l");
    String value;
    do {
      value = one(random, text ? TEXTS : VALUES);
    } while (ordered && value.equals("true") || operator.equals("matches") && value.equals("''"));
    return value;
  }

  /** A dynamic condition, and the same by hand. */
  private static String[] time(Random random) {
    String zone = one(random, ZONES);
    String time = "time['" + zone + "'].";
    int day = random.nextInt(7);
    String days = "days_of_week: [" + (day + 1) + ", 6], timezone: " + zone;
    String weekday = time + "weekday in ['" + WEEKDAYS[day] + "', 'saturday']";
    if (random.nextBoolean()) {
      return new String[] {"type: day_of_week, " + days, weekday};
    }
    int from = random.nextInt(CLOCKS.length);
    int to = (from + 1 + random.nextInt(CLOCKS.length - 1)) % CLOCKS.length;
    String window =
        "type: time_window, start_time: '" + CLOCKS[from] + "', end_time: '" + CLOCKS[to] + "', ";
    String start = time + "clock >= '" + CLOCKS[from] + "'";
    String end = time + "clock < '" + CLOCKS[to] + "'";
    String between = "(" + start + (from < to ? " and " : " or ") + end + ")";
    return new String[] {window + days, between + " and " + weekday};
  }

  private static CallView call(Random random) {
    List<String> members = new ArrayList<>();
    for (String name : new String[] {"a", "b", "args", "tool_name"}) {
      if (random.nextInt(4) > 0) {
        members.add("\"" + name + "\":" + one(random, FOUND));
      }
    }
    long moment = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    moment += (long) (random.nextDouble() * 400 * 86_400_000L);
    return new CallView()
        .tool(random.nextBoolean() ? "x" : "xy")
        .arguments("{" + String.join(",", members) + "}")
        .time(moment, 0);
  }

  private static <T> T one(Random random, T[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
