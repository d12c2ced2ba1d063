package dev.sallyport.cli;

import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What a replay found, for people and for programs. */
final class ReplayReport {
  private static final int MAX_NAME = 40;
  private static final int MAX_TEXT = 400;
  private static final int MAX_LINES = 50;
  private static final int COUNT_WIDTH = 8;

  private final Replay replay;
  private final ReviewedPolicy newer;
  private final @Nullable ReviewedPolicy older;
  private final int runs;

  ReplayReport(Replay replay, ReviewedPolicy newer, @Nullable ReviewedPolicy older, int runs) {
    this.replay = replay;
    this.newer = newer;
    this.older = older;
    this.runs = runs;
  }

  void print(PrintStream out) {
    String counted = replay.calls() + (replay.calls() == 1 ? " call" : " calls");
    out.println(
        "replayed "
            + replay.replayed()
            + " of "
            + counted
            + " in "
            + runs
            + (runs == 1 ? " run" : " runs"));
    out.println("policy   " + TerminalText.sentence(newer.describe(), MAX_TEXT));
    String from =
        older == null ? "what the log says" : TerminalText.sentence(older.describe(), MAX_TEXT);
    out.println("against  " + from);
    print(out, replay.changed(), "would change");
    if (replay.otherRule().count() > 0) {
      print(out, replay.otherRule(), "would have the same effect by another rule");
    }
    out.println();
    out.println(replay.same() + " would stay as they are");
    notReplayed(out);
  }

  private void print(PrintStream out, ReplayGroups groups, String heading) {
    out.println();
    out.println(groups.count() + " " + heading);
    List<ReplayGroups.Group> sorted = groups.sorted();
    int toolWidth = 0;
    int fromWidth = 0;
    int toWidth = 0;
    for (ReplayGroups.Group group : sorted) {
      toolWidth = Math.max(toolWidth, TerminalText.width(tool(group)));
      fromWidth = Math.max(fromWidth, TerminalText.width(shown(group.key.from())));
      toWidth = Math.max(toWidth, TerminalText.width(shown(group.key.to())));
    }
    for (ReplayGroups.Group group : sorted.subList(0, Math.min(sorted.size(), MAX_LINES))) {
      out.println(
          count(group.count)
              + ExplainText.pad(tool(group), toolWidth + 2)
              + ExplainText.pad(shown(group.key.from()), fromWidth + 1)
              + "-> "
              + ExplainText.pad(shown(group.key.to()), toWidth + 2)
              + examples(group));
    }
    more(out, sorted, groups);
  }

  private static void more(PrintStream out, List<ReplayGroups.Group> sorted, ReplayGroups groups) {
    long hidden = groups.ungrouped();
    for (int at = MAX_LINES; at < sorted.size(); at++) {
      hidden += sorted.get(at).count;
    }
    if (hidden > 0) {
      out.println(count(hidden) + "in smaller groups, listed by --json");
    }
  }

  private static String count(long count) {
    String digits = Long.toString(count);
    return " ".repeat(Math.max(0, COUNT_WIDTH - 2 - digits.length())) + digits + "  ";
  }

  private static String tool(ReplayGroups.Group group) {
    return TerminalText.column(group.key.tool(), MAX_NAME);
  }

  private static String shown(@Nullable ReplayAnswer answer) {
    return answer == null ? "" : answer.shown();
  }

  private static String examples(ReplayGroups.Group group) {
    String shown = String.join(" ", group.examples);
    return group.count > group.examples.size() ? shown + " ..." : shown;
  }

  private void notReplayed(PrintStream out) {
    line(out, replay.redacted().count(), "depend on arguments or content that the log lacks");
    List<ReplayGroups.Group> tools = replay.redacted().sorted();
    for (ReplayGroups.Group group : tools.subList(0, Math.min(tools.size(), MAX_LINES))) {
      out.println(count(group.count) + ExplainText.pad(tool(group), 20) + examples(group));
    }
    more(out, tools, replay.redacted());
    line(out, replay.errors(), "could not be judged then, and were refused");
    line(out, replay.cut(), "were too long for the log");
    line(
        out,
        replay.uncounted(),
        "of those could not be counted, so limits may be used up earlier than shown");
  }

  private static void line(PrintStream out, long count, String text) {
    if (count > 0) {
      out.println(count + " " + text);
    }
  }

  /** {@code docs/incident-review.md} lists the fields. */
  String json() {
    return JsonText.object(
        json -> {
          json.writeNumberProperty("runs", runs);
          json.writeNumberProperty("calls", replay.calls());
          json.writeNumberProperty("replayed", replay.replayed());
          json.writeStringProperty("policy", newer.place());
          json.writeStringProperty("policy_digest", newer.set().digestHex());
          json.writeStringProperty("against", older == null ? null : older.place());
          json.writeStringProperty(
              "against_digest", older == null ? null : older.set().digestHex());
          json.writeNumberProperty("changed", replay.changed().count());
          json.writeNumberProperty("other_rule", replay.otherRule().count());
          json.writeNumberProperty("same", replay.same());
          json.writeNumberProperty("redacted", replay.redacted().count());
          json.writeNumberProperty("errors", replay.errors());
          json.writeNumberProperty("cut", replay.cut());
          json.writeNumberProperty("uncounted", replay.uncounted());
          groups(json, "changes", replay.changed());
          groups(json, "other_rules", replay.otherRule());
          groups(json, "redacted_tools", replay.redacted());
        });
  }

  private static void groups(JsonGenerator json, String name, ReplayGroups groups) {
    json.writeArrayPropertyStart(name);
    for (ReplayGroups.Group group : groups.sorted()) {
      json.writeStartObject();
      json.writeStringProperty("tool", group.key.tool());
      answer(json, "from", group.key.from());
      answer(json, "to", group.key.to());
      ReplayAnswer to = group.key.to();
      JsonText.flag(json, "masked_otherwise", to == null ? null : to.otherwise());
      json.writeNumberProperty("count", group.count);
      JsonText.strings(json, "decisions", group.examples);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void answer(JsonGenerator json, String side, @Nullable ReplayAnswer answer) {
    json.writeStringProperty(side + "_effect", answer == null ? null : answer.effect());
    json.writeStringProperty(side + "_rule", answer == null ? null : answer.rule());
    if (answer == null) {
      json.writeNullProperty(side + "_masked");
    } else {
      json.writeBooleanProperty(side + "_masked", answer.masked());
    }
  }
}
