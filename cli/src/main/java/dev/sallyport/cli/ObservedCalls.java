package dev.sallyport.cli;

import dev.sallyport.audit.DecisionId;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.EnforcementMode;
import dev.sallyport.audit.RecordedEffect;
import dev.sallyport.audit.ToolStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gathers from a log what a starter policy is made of. Bounded in memory; not thread-safe. */
final class ObservedCalls implements RecordedCalls.Reader {
  private static final int MAX_TOOLS = 2_000;
  private static final int MAX_KINDS = 500;
  private static final int MAX_EXAMPLES = 3;

  final TreeMap<String, ObservedTool> tools = new TreeMap<>();
  final TreeMap<String, Count> refused = new TreeMap<>();
  final TreeMap<String, Count> leftOut = new TreeMap<>();
  long calls;
  long observed;
  long otherStages;
  long firstMicros = Long.MAX_VALUE;
  long lastMicros = Long.MIN_VALUE;

  /** How often something was seen, with the first decision ids. */
  static final class Count {
    final List<String> examples = new ArrayList<>();
    long count;

    private void add(DecisionRecord record) {
      count++;
      if (examples.size() < MAX_EXAMPLES) {
        examples.add(DecisionId.format(record.bootId(), record.callId()));
      }
    }
  }

  /**
   * Whether a call ran and no rule was against it: it was allowed, or observed where no rule spoke
   * about it.
   */
  static boolean isObserved(DecisionRecord record) {
    if (record.error() != null) {
      return false;
    }
    boolean undecided =
        record.mode() == EnforcementMode.OBSERVE
            && record.effect() == RecordedEffect.DENY
            && record.rule() == null;
    return record.effect() == RecordedEffect.ALLOW || undecided;
  }

  @Override
  public boolean decision(DecisionRecord record) {
    if (record.stage() != ToolStage.PRE_TOOL) {
      otherStages++;
      return true;
    }
    calls++;
    firstMicros = Math.min(firstMicros, record.wallClockMicros());
    lastMicros = Math.max(lastMicros, record.wallClockMicros());
    if (!isObserved(record)) {
      count(refused, refusal(record), record);
      return true;
    }
    observed++;
    RecordedCall call = RecordedCall.of(record);
    String problem = problem(call);
    if (problem != null) {
      count(leftOut, TerminalText.column(record.tool(), 60) + ": " + problem, record);
    } else {
      add(call);
    }
    return true;
  }

  private static String refusal(DecisionRecord record) {
    String tool = TerminalText.column(record.tool(), 60);
    String error = record.error();
    String reason =
        error != null
            ? "error " + TerminalText.column(error, 100)
            : record.rule() == null
                ? "no rule decides (default_action)"
                : "rule " + TerminalText.column(record.rule(), 60);
    return tool + ": " + Words.decision(record) + ", " + reason;
  }

  /** Why no rule can be made of an observed call, or null. */
  private @Nullable String problem(RecordedCall call) {
    String tool = call.record().tool();
    String agent = call.record().agent();
    if (tool == null) {
      return "the log has no tool's name";
    }
    if (hasGlob(tool)) {
      return "its name has a * or ?, which a policy would take for a pattern";
    }
    if (agent != null && hasGlob(agent)) {
      return "its agent's name has a * or ?, which a policy would take for a pattern";
    }
    if (arguments(call) == null) {
      return "the log does not have the shape of its arguments whole";
    }
    boolean full = !tools.containsKey(tool) && tools.size() == MAX_TOOLS;
    return full ? "there are too many tools" : null;
  }

  /** Whether a name of the call would be taken for a pattern, so that no rule is made of it. */
  static boolean hasPatternName(DecisionRecord record) {
    String tool = record.tool();
    String agent = record.agent();
    return tool != null && hasGlob(tool) || agent != null && hasGlob(agent);
  }

  private static boolean hasGlob(String name) {
    return name.indexOf('*') >= 0 || name.indexOf('?') >= 0;
  }

  /** The arguments or their redacted shape; null if the log has neither whole. */
  private static @Nullable Map<String, Object> arguments(RecordedCall call) {
    String known = call.arguments();
    String text = call.record().argumentsText();
    if (known == null || text == null) {
      return null;
    }
    boolean whole = call.known() == RecordedCall.Known.WHOLE;
    return JsonTree.object(whole ? known : text);
  }

  private void add(RecordedCall call) {
    Map<String, Object> arguments = arguments(call);
    String tool = call.record().tool();
    if (arguments != null && tool != null) {
      tools
          .computeIfAbsent(tool, name -> new ObservedTool())
          .add(call.record(), arguments, call.known() != RecordedCall.Known.WHOLE);
    }
  }

  private static void count(Map<String, Count> counts, String kind, DecisionRecord record) {
    String key = counts.containsKey(kind) || counts.size() < MAX_KINDS ? kind : "others";
    counts.computeIfAbsent(key, name -> new Count()).add(record);
  }
}
