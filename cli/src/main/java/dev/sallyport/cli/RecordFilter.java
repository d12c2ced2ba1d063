package dev.sallyport.cli;

import dev.sallyport.audit.AuditRecord;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.RecordKind;
import org.jspecify.annotations.Nullable;

/**
 * Which records to show. Immutable.
 *
 * @param denied only decisions that kept a call from running, or would have
 * @param tool what the tool's name must fit, or null; a call without the name has an empty one
 * @param agent likewise for the AI agent
 * @param session what the session must be, or null
 * @param sinceMicros the earliest wall clock to show, in microseconds since 1970
 */
record RecordFilter(
    boolean denied,
    @Nullable NameGlob tool,
    @Nullable NameGlob agent,
    @Nullable String session,
    long sinceMicros) {

  boolean isRecent(AuditRecord record) {
    return record.wallClockMicros() >= sinceMicros;
  }

  /** Whether the decision is of the kind asked for, whenever it was made. */
  boolean accepts(DecisionRecord decision) {
    return (!denied || Words.isRefusal(decision))
        && fits(tool, decision.tool())
        && fits(agent, decision.agent())
        && (session == null || session.equals(decision.session()));
  }

  /** Whether the name fits; one that is missing counts as empty. */
  static boolean fits(@Nullable NameGlob glob, @Nullable String name) {
    return glob == null || glob.matches(name == null ? "" : name);
  }

  /** An outcome follows its decision; without it, it shows where nothing is filtered. */
  boolean acceptsOutcomeOf(@Nullable CallFacts call) {
    return call == null ? isOpen() : call.shown();
  }

  /** Who asks for certain calls gets only those events that tell that calls may be missing. */
  boolean accepts(EventRecord event) {
    return isOpen() || event.kind() == RecordKind.GAP || event.kind() == RecordKind.RECOVERED;
  }

  private boolean isOpen() {
    return !denied && tool == null && agent == null && session == null;
  }
}
