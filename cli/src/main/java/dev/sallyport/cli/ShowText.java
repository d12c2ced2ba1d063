package dev.sallyport.cli;

import dev.sallyport.audit.DecisionId;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.OutcomeRecord;
import java.io.PrintStream;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code show} prints for people, within 80 columns. */
final class ShowText {
  private static final int COLUMNS = 80;
  private static final int MAX_TOOL = 30;
  private static final int MAX_INDENT = 20;

  /** Where a request led must be seen, even if the line gets longer than others. */
  private static final int MIN_STEP = 70;

  private final PrintStream out;
  private final Paint paint;
  private final RecordText lines;

  ShowText(PrintStream out, Paint paint) {
    this.out = out;
    this.paint = paint;
    this.lines = new RecordText(out, paint);
  }

  void show(CallFamily family, SealState state) {
    DecisionRecord decision = family.decision();
    lines.decision(decision);
    lines.place(decision);
    CallFamily.Member asked = family.asked();
    OutcomeRecord outcome = asked.outcome;
    if (outcome != null) {
      out.println();
      lines.outcome(outcome);
      lines.line("record", outcome.leafIndex() + ", " + UtcTime.micros(outcome.wallClockMicros()));
    }
    DecisionRecord result = asked.result;
    if (result != null) {
      out.println();
      result(result);
    }
    calls(family);
    policy(family.policy());
    log(family, state);
  }

  /** What was decided about the tool's result; the call is the same. */
  private void result(DecisionRecord result) {
    String rewritten = result.argumentsRewritten() ? ", the model got another text" : "";
    lines.line("after tool", Words.decision(result) + rewritten);
    lines.text("rule", result.rule());
    if (result.error() != null) {
      lines.text("error", result.error());
    }
    lines.line("record", result.leafIndex() + ", " + UtcTime.micros(result.wallClockMicros()));
  }

  private void calls(CallFamily family) {
    CallFamily.Member eldest = family.eldest();
    if (eldest.children.isEmpty()) {
      return;
    }
    out.println();
    out.println("calls made on behalf of others");
    call(eldest, family, 2);
    if (family.cut()) {
      out.println("  and more: " + CallFamily.MAX_CALLS + " are shown");
    }
  }

  private void call(CallFamily.Member member, CallFamily family, int depth) {
    int indent = Math.min(depth, MAX_INDENT);
    StringBuilder line = new StringBuilder(" ".repeat(indent));
    line.append(DecisionId.format(family.run().bootId(), member.callId)).append("  ");
    DecisionRecord decision = member.decision;
    if (decision == null) {
      line.append("not in the log any more");
    } else {
      line.append(described(decision, TerminalText.width(line.toString())));
    }
    OutcomeRecord outcome = member.outcome;
    if (outcome != null) {
      String ended = Words.of(outcome.outcome());
      String took = Durations.show(outcome.durationNanos());
      if (TerminalText.width(line.toString()) + ended.length() + took.length() + 3 <= COLUMNS) {
        line.append("  ").append(ended).append(' ').append(took);
      }
    }
    boolean isAsked = member.callId == family.asked().callId;
    out.println(isAsked ? "*" + line.substring(1) : line.toString());
    for (CallFamily.Member child : member.children) {
      call(child, family, depth + 2);
    }
  }

  private static String described(DecisionRecord decision, int indent) {
    if (!StepText.isStep(decision)) {
      String tool = TerminalText.column(decision.tool(), MAX_TOOL);
      return Words.decision(decision) + "  " + tool;
    }
    String decided = StepText.decision(decision) + "  ";
    int left = COLUMNS - indent - TerminalText.width(decided) - 3;
    return decided + TerminalText.sentence(StepText.of(decision), Math.max(MIN_STEP, left));
  }

  private void policy(@Nullable EventRecord policy) {
    out.println();
    if (policy == null) {
      lines.line("policy", "no record says when it came into force");
      return;
    }
    lines.line("policy", "in force since " + UtcTime.micros(policy.wallClockMicros()));
    for (Map.Entry<String, String> value : policy.values().entrySet()) {
      lines.text(TerminalText.column(value.getKey(), 20), value.getValue());
    }
    lines.line("record", Long.toString(policy.leafIndex()));
  }

  private void log(CallFamily family, SealState state) {
    out.println();
    lines.line("run", String.valueOf(family.run().path().getFileName()));
    if (state.origin() != null) {
      lines.text("log", state.origin());
    }
    lines.line("leaf hash", HexFormat.of().formatHex(state.leafHash()));
    lines.line("sealed", sealed(state));
    if (state.cosigned() != null) {
      String names = String.join(" ", state.cosigners());
      lines.line("anchored", "by a checkpoint of " + state.cosigned() + " records, signed by");
      lines.text("", names);
    }
    if (family.damaged() > 0) {
      lines.line(
          "", paint.red("the run is damaged in " + family.damaged() + " places: see verify"));
    }
  }

  private String sealed(SealState state) {
    if (state.problem() != null) {
      return paint.red("can't tell: " + TerminalText.sentence(state.problem(), 300));
    }
    if (state.altered()) {
      return paint.red("ANOTHER record was sealed here: this one was altered, see verify");
    }
    if (state.sealed() == null) {
      return paint.yellow("not yet");
    }
    return "by a checkpoint of " + state.sealed() + " records (verify checks signatures)";
  }
}
