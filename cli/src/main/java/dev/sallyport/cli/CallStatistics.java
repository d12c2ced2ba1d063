package dev.sallyport.cli;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.CallOutcome;
import dev.sallyport.audit.EnforcementMode;
import dev.sallyport.audit.RecordedEffect;
import dev.sallyport.cli.search.FoundCall;
import dev.sallyport.cli.search.OpenRun;
import dev.sallyport.cli.search.OutcomeFacts;
import dev.sallyport.cli.stats.DurationHistogram;
import dev.sallyport.cli.stats.NameCounts;
import java.util.ArrayList;
import java.util.List;

/** Counts calls, in bounded memory. Not thread-safe. */
final class CallStatistics implements OpenRun.Visitor {
  /** So many names of each sort are counted by themselves; a model can make up any number. */
  private static final int MAX_NAMES = 10_000;

  private static final int WORDS = 5;

  private final NameCounts decisions = new NameCounts(WORDS);
  private final NameCounts outcomes = new NameCounts(CallOutcome.values().length);
  private final NameCounts tools = new NameCounts(MAX_NAMES);
  private final NameCounts rules = new NameCounts(MAX_NAMES);
  private final NameCounts agents = new NameCounts(MAX_NAMES);
  private final DurationHistogram evaluation = new DurationHistogram();
  private final DurationHistogram duration = new DurationHistogram();
  private final List<String> decisionWords = new ArrayList<>();
  private final CommandContext context;
  private final SearchedLog log;
  private long errors;
  private long withoutOutcome;
  private long ofResults;
  private long damages;

  CallStatistics(CommandContext context, SearchedLog log) {
    this.context = context;
    this.log = log;
    for (RecordedEffect effect : RecordedEffect.values()) {
      for (EnforcementMode mode : EnforcementMode.values()) {
        decisionWords.add(Words.decision(effect, mode));
      }
    }
  }

  @Override
  public void call(FoundCall call) {
    int word = call.effect().ordinal() * EnforcementMode.values().length + call.mode().ordinal();
    decisions.add(decisionWords.get(word));
    tools.add(call.tool());
    agents.add(call.agent());
    if (call.failed()) {
      errors++;
    } else {
      rules.add(call.rule());
    }
    evaluation.add(call.evaluationNanos());
    if (call.mayEnd()) {
      end(call);
    } else {
      ofResults++;
    }
  }

  private void end(FoundCall call) {
    OutcomeFacts outcome = call.outcome();
    if (outcome == null) {
      boolean ran = call.effect() == RecordedEffect.ALLOW || call.mode() == EnforcementMode.OBSERVE;
      withoutOutcome += ran ? 1 : 0;
      return;
    }
    outcomes.add(Words.of(outcome.outcome()));
    if (outcome.outcome() != CallOutcome.NEVER_RETURNED) {
      duration.add(outcome.durationNanos());
    }
  }

  @Override
  public void event(AuditEntry.Event event) {
    // Calls that may be missing can't be counted; search and tail show the event.
  }

  @Override
  public void damage(AuditEntry.Damaged damage) {
    damages++;
    log.noteDamage();
  }

  @Override
  public boolean isOver() {
    return context.stopped();
  }

  NameCounts decisions() {
    return decisions;
  }

  NameCounts outcomes() {
    return outcomes;
  }

  NameCounts tools() {
    return tools;
  }

  /** The rules that decided, null for the default action; errors are no rule's. */
  NameCounts rules() {
    return rules;
  }

  NameCounts agents() {
    return agents;
  }

  /** How long judging took. */
  DurationHistogram evaluation() {
    return evaluation;
  }

  /** How long tools ran that returned or threw. */
  DurationHistogram duration() {
    return duration;
  }

  /** Calls that could not be judged. */
  long errors() {
    return errors;
  }

  /** Calls that were let run and of which no end is recorded. */
  long withoutOutcome() {
    return withoutOutcome;
  }

  /** Decisions about what a tool returned, or about an answer. */
  long ofResults() {
    return ofResults;
  }

  /** Places that are not as they were written. */
  long damages() {
    return damages;
  }
}
