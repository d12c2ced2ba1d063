package dev.sallyport.cli;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.OutcomeRecord;
import org.jspecify.annotations.Nullable;

/** How an entry of a log looks as one line, without the line's end. */
interface LineFormat {
  String decision(String run, DecisionRecord decision);

  /** {@code call} is null if the decision was not seen. */
  String outcome(String run, OutcomeRecord outcome, @Nullable CallFacts call);

  String event(String run, EventRecord event);

  String damaged(String run, AuditEntry.Damaged damaged);
}
