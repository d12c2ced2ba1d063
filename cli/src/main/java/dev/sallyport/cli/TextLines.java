package dev.sallyport.cli;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.CallOutcome;
import dev.sallyport.audit.DecisionId;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.EnforcementMode;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.OutcomeRecord;
import dev.sallyport.audit.RecordKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lines for people: time, decision, agent, tool, rule or duration, decision id, then what is
 * unusual. A call's decision and its outcome are two lines with the same id, so that a decision is
 * seen at once.
 */
final class TextLines implements LineFormat {
  private static final int DECISION_WIDTH = 11;
  private static final int AGENT_WIDTH = 12;
  private static final int TOOL_WIDTH = 18;
  private static final int RULE_WIDTH = 18;
  private static final int MAX_NAME = 60;
  private static final int MAX_SENTENCE = 300;
  private static final String GAP = "  ";

  private final Paint paint;

  TextLines(Paint paint) {
    this.paint = paint;
  }

  @Override
  public String decision(String run, DecisionRecord decision) {
    StringBuilder line = start(decision.wallClockMicros());
    line.append(painted(decision));
    columns(line, decision.agent(), decision.tool(), rule(decision));
    line.append(DecisionId.format(decision.bootId(), decision.callId()));
    if (decision.parentCallId() != 0) {
      line.append(GAP).append("parent ");
      line.append(DecisionId.format(decision.bootId(), decision.parentCallId()));
    }
    if (decision.argumentsRewritten()) {
      line.append(GAP).append("masked");
    }
    rules(line, "failed", decision.erringRules());
    rules(line, "noted", decision.notedRules());
    if (decision.error() != null) {
      String error = TerminalText.column(decision.error(), MAX_SENTENCE);
      line.append(GAP).append(paint.red("error " + error));
    }
    return line.toString();
  }

  private String painted(DecisionRecord decision) {
    String word = pad(Words.decision(decision), DECISION_WIDTH);
    return switch (decision.effect()) {
      case ALLOW -> paint.green(word);
      case DENY ->
          decision.mode() == EnforcementMode.OBSERVE ? paint.yellow(word) : paint.red(word);
      case REQUIRE_APPROVAL -> paint.yellow(word);
    };
  }

  private static String rule(DecisionRecord decision) {
    String rule = decision.rule();
    if (rule != null) {
      return TerminalText.column(rule, MAX_NAME);
    }
    return decision.error() == null ? "(default)" : "(error)";
  }

  private static void rules(StringBuilder line, String label, List<String> rules) {
    if (!rules.isEmpty()) {
      line.append(GAP).append(label);
      for (String rule : rules) {
        line.append(' ').append(TerminalText.column(rule, MAX_NAME));
      }
    }
  }

  @Override
  public String outcome(String run, OutcomeRecord outcome, @Nullable CallFacts call) {
    StringBuilder line = start(outcome.wallClockMicros());
    String word = pad(Words.of(outcome.outcome()), DECISION_WIDTH);
    line.append(outcome.outcome() == CallOutcome.RETURNED ? paint.dim(word) : paint.yellow(word));
    columns(
        line,
        call == null ? null : call.agent(),
        call == null ? null : call.tool(),
        Durations.show(outcome.durationNanos()));
    line.append(DecisionId.format(outcome.bootId(), outcome.callId()));
    if (outcome.exceptionClass() != null) {
      line.append(GAP).append(TerminalText.column(outcome.exceptionClass(), MAX_NAME));
    }
    return line.toString();
  }

  @Override
  public String event(String run, EventRecord event) {
    boolean alone = event.values().isEmpty() && event.kind() != RecordKind.BOOT;
    String word = Words.of(event.kind());
    StringBuilder line = new StringBuilder(alone ? word : pad(word, DECISION_WIDTH));
    if (event.kind() == RecordKind.BOOT) {
      line.append(GAP).append("run=").append(TerminalText.column(run, MAX_NAME));
    }
    for (Map.Entry<String, String> value : event.values().entrySet()) {
      line.append(GAP).append(TerminalText.column(value.getKey(), MAX_NAME));
      line.append('=').append(TerminalText.column(value.getValue(), MAX_SENTENCE));
    }
    String text = line.toString();
    boolean missing = event.kind() == RecordKind.GAP || event.kind() == RecordKind.RECOVERED;
    return start(event.wallClockMicros()) + (missing ? paint.red(text) : paint.dim(text));
  }

  @Override
  public String damaged(String run, AuditEntry.Damaged damaged) {
    return paint.red(
        pad("damaged", DECISION_WIDTH)
            + GAP
            + TerminalText.column(run, MAX_NAME)
            + GAP
            + TerminalText.column(String.valueOf(damaged.file().getFileName()), MAX_NAME)
            + " at byte "
            + damaged.offset()
            + ": "
            + TerminalText.column(damaged.problem(), MAX_SENTENCE));
  }

  private static StringBuilder start(long wallClockMicros) {
    return new StringBuilder(120).append(UtcTime.millis(wallClockMicros)).append(GAP);
  }

  private static void columns(
      StringBuilder line, @Nullable String agent, @Nullable String tool, String shown) {
    line.append(GAP).append(pad(TerminalText.column(agent, MAX_NAME), AGENT_WIDTH));
    line.append(GAP).append(pad(TerminalText.column(tool, MAX_NAME), TOOL_WIDTH));
    line.append(GAP).append(pad(shown, RULE_WIDTH)).append(GAP);
  }

  private static String pad(String text, int columns) {
    int missing = columns - TerminalText.width(text);
    return missing <= 0 ? text : text + " ".repeat(missing);
  }
}
