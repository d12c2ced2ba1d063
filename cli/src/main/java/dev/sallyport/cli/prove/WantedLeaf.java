package dev.sallyport.cli.prove;

import dev.sallyport.audit.AuditRecord;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.OutcomeRecord;
import dev.sallyport.audit.ToolStage;

/** Which record of a run is to be proved. */
public interface WantedLeaf {
  /** Whether {@code record} is the one. */
  boolean is(AuditRecord record);

  /** What was decided for a call before its tool ran. */
  static WantedLeaf decision(long callId) {
    return record ->
        record instanceof DecisionRecord decision
            && decision.callId() == callId
            && decision.stage() != ToolStage.POST_TOOL;
  }

  /** What was decided about the result of a call. */
  static WantedLeaf result(long callId) {
    return record ->
        record instanceof DecisionRecord decision
            && decision.callId() == callId
            && decision.stage() == ToolStage.POST_TOOL;
  }

  /** How a call ended. */
  static WantedLeaf outcome(long callId) {
    return record -> record instanceof OutcomeRecord outcome && outcome.callId() == callId;
  }

  /** The record at a place. */
  static WantedLeaf at(long index) {
    return record -> record.leafIndex() == index;
  }
}
