package dev.sallyport.cli;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.AuditRecord;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.OutcomeRecord;
import java.util.LinkedHashMap;
import java.util.Map;

/** The JSON that {@code tail --json} has for the entries of one run, read in order. */
final class EntryJson {
  /** Outcomes of older calls do not name agent and tool. */
  private static final int MAX_OPEN_CALLS = 10_000;

  private final JsonLines lines = new JsonLines();
  private final Map<Long, CallFacts> openCalls = new LinkedHashMap<>();
  private final String run;

  EntryJson(String run) {
    this.run = run;
  }

  String of(AuditEntry entry) {
    if (entry instanceof AuditEntry.Decision decision) {
      return of(decision.record());
    }
    if (entry instanceof AuditEntry.Outcome outcome) {
      return of(outcome.record());
    }
    return entry instanceof AuditEntry.Event event
        ? of(event.record())
        : lines.damaged(run, (AuditEntry.Damaged) entry);
  }

  String of(AuditRecord record) {
    if (record instanceof DecisionRecord decision) {
      openCalls.put(decision.callId(), CallFacts.of(decision, true));
      if (openCalls.size() > MAX_OPEN_CALLS) {
        openCalls.remove(openCalls.keySet().iterator().next());
      }
      return lines.decision(run, decision);
    }
    return record instanceof OutcomeRecord outcome
        ? lines.outcome(run, outcome, openCalls.remove(outcome.callId()))
        : lines.event(run, (EventRecord) record);
  }
}
