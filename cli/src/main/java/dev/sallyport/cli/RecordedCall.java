package dev.sallyport.cli;

import dev.sallyport.audit.ArgumentsForm;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.ToolStage;
import dev.sallyport.engine.CallView;
import dev.sallyport.engine.Stage;
import org.jspecify.annotations.Nullable;

/**
 * A recorded call as far as it can be judged again.
 *
 * @param record what the log has
 * @param known what of the call the log has
 * @param arguments the arguments if they are known whole; a stand-in with the same names and types
 *     if their shape is; else null
 */
record RecordedCall(DecisionRecord record, Known known, @Nullable String arguments) {
  /** What of a call the log has. */
  enum Known {
    /** Everything that a policy can read. */
    WHOLE,
    /** No values, because the log keeps arguments redacted, or keeps no content. */
    REDACTED,
    /** Nothing reliable, because a text was too long for the record. */
    CUT,
    /** The call could not be judged then; its arguments are kept if they are known. */
    ERROR
  }

  static RecordedCall of(DecisionRecord record) {
    if (record.error() != null) {
      return new RecordedCall(record, Known.ERROR, wholeText(record));
    }
    if (isCut(record.tool()) || isCut(record.agent()) || isCut(record.session())) {
      return new RecordedCall(record, Known.CUT, null);
    }
    if (RecordedRequest.of(record) != null) {
      boolean full = record.argumentsForm() == ArgumentsForm.FULL;
      return new RecordedCall(record, full ? Known.WHOLE : Known.REDACTED, "{}");
    }
    String text = record.argumentsText();
    if (record.argumentsForm() == ArgumentsForm.FULL && text != null) {
      return whole(record, text);
    }
    boolean shape = record.argumentsForm() == ArgumentsForm.REDACTED && text != null;
    return new RecordedCall(
        record, Known.REDACTED, shape && text != null ? RedactedShape.standIn(text) : null);
  }

  private static RecordedCall whole(DecisionRecord record, String text) {
    if (record.cut() && text.length() != record.argumentsLength()) {
      return new RecordedCall(record, Known.CUT, null);
    }
    // What passes after a tool is not in the log, so only what does not read it can be judged.
    boolean whole = record.stage() == ToolStage.PRE_TOOL;
    String arguments = text.isBlank() ? "{}" : text.strip();
    return new RecordedCall(record, whole ? Known.WHOLE : Known.REDACTED, arguments);
  }

  /** The arguments as the model sent them, or null. */
  private static @Nullable String wholeText(DecisionRecord record) {
    String text = record.argumentsText();
    boolean whole =
        record.argumentsForm() == ArgumentsForm.FULL
            && record.stage() == ToolStage.PRE_TOOL
            && text != null
            && text.length() == record.argumentsLength();
    return whole ? text : null;
  }

  private static boolean isCut(@Nullable String text) {
    return text != null && text.endsWith("]") && text.contains("...[cut from ");
  }

  /** The call with the facts that the log has. */
  CallView view() {
    return new CallView()
        .tool(record.tool())
        .arguments(known == Known.REDACTED ? null : arguments)
        .agent(record.agent())
        .session(record.session())
        .framework(record.framework())
        .request(RecordedRequest.of(record))
        .stage(stage())
        .time(Math.floorDiv(record.wallClockMicros(), 1_000), record.monotonicNanos());
  }

  private Stage stage() {
    return switch (record.stage()) {
      case PRE_INPUT -> Stage.PRE_INPUT;
      case PRE_TOOL -> Stage.PRE_TOOL;
      case POST_TOOL -> Stage.POST_TOOL;
      case PRE_OUTPUT -> Stage.PRE_OUTPUT;
    };
  }
}
