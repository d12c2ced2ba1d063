package dev.sallyport.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was decided for one tool call. Reusable: {@link #clear}, set, append; nothing is allocated.
 * Text may be of any length; {@code docs/audit-format.md} says where the log cuts it, marked. Not
 * thread-safe.
 *
 * <p>A call that failed to be judged has the effect {@link RecordedEffect#DENY} and an {@link
 * #error()}. In the mode {@link EnforcementMode#OBSERVE} the effect is what would have been
 * enforced.
 */
public final class DecisionRecord extends AuditRecord {
  private final DigestField argumentsDigest = new DigestField();
  private final DigestField policyDigest = new DigestField();
  private long callId;
  private long parentCallId;
  private long evaluationNanos;
  private RecordedEffect effect = RecordedEffect.DENY;
  private EnforcementMode mode = EnforcementMode.ENFORCE;
  private ToolStage stage = ToolStage.PRE_TOOL;
  private boolean argumentsRewritten;
  private ArgumentsForm argumentsForm = ArgumentsForm.NONE;
  private int argumentsLength = -1;
  private @Nullable String argumentsText;
  private @Nullable String framework;
  private @Nullable String agent;
  private @Nullable String session;
  private @Nullable String tool;
  private @Nullable String rule;
  private @Nullable String error;
  private @Nullable String approvalId;
  private List<String> erringRules = List.of();
  private List<String> notedRules = List.of();

  /** Brings every field back to its initial value: denied, enforced, before the tool. */
  public DecisionRecord clear() {
    stamp(-1, 0, 0, 0);
    callId = 0;
    parentCallId = 0;
    evaluationNanos = 0;
    effect = RecordedEffect.DENY;
    mode = EnforcementMode.ENFORCE;
    stage = ToolStage.PRE_TOOL;
    argumentsRewritten = false;
    argumentsForm = ArgumentsForm.NONE;
    argumentsLength = -1;
    argumentsText = null;
    argumentsDigest.set(null);
    policyDigest.set(null);
    framework = null;
    agent = null;
    session = null;
    tool = null;
    rule = null;
    error = null;
    approvalId = null;
    erringRules = List.of();
    notedRules = List.of();
    return this;
  }

  @Override
  public RecordKind kind() {
    return RecordKind.DECISION;
  }

  /** The call, numbered from 1 in each process; the outcome record has the same. */
  public long callId() {
    return callId;
  }

  /** Sets {@link #callId()}. */
  public DecisionRecord callId(long value) {
    callId = value;
    return this;
  }

  /** The call on whose behalf this one was made, or 0. */
  public long parentCallId() {
    return parentCallId;
  }

  /** Sets {@link #parentCallId()}. */
  public DecisionRecord parentCallId(long value) {
    parentCallId = value;
    return this;
  }

  /** How long judging the call took, in nanoseconds. */
  public long evaluationNanos() {
    return evaluationNanos;
  }

  /** Sets {@link #evaluationNanos()}. */
  public DecisionRecord evaluationNanos(long value) {
    evaluationNanos = value;
    return this;
  }

  /** What was decided. */
  public RecordedEffect effect() {
    return effect;
  }

  /** Sets {@link #effect()}. */
  public DecisionRecord effect(RecordedEffect value) {
    effect = value;
    return this;
  }

  /** Whether the decision bound the call. */
  public EnforcementMode mode() {
    return mode;
  }

  /** Sets {@link #mode()}. */
  public DecisionRecord mode(EnforcementMode value) {
    mode = value;
    return this;
  }

  /** Where in the turn the decision was made. */
  public ToolStage stage() {
    return stage;
  }

  /** Sets {@link #stage()}. */
  public DecisionRecord stage(ToolStage value) {
    stage = value;
    return this;
  }

  /**
   * Whether the tool got other arguments than those judged, because a rule masked some; in the
   * stage {@link ToolStage#POST_TOOL} whether the model got another text than the tool's result.
   */
  public boolean argumentsRewritten() {
    return argumentsRewritten;
  }

  /** Sets {@link #argumentsRewritten()}. */
  public DecisionRecord argumentsRewritten(boolean value) {
    argumentsRewritten = value;
    return this;
  }

  /** How {@link #argumentsText} stands for the arguments. */
  public ArgumentsForm argumentsForm() {
    return argumentsForm;
  }

  /** Sets {@link #argumentsForm()}. */
  public DecisionRecord argumentsForm(ArgumentsForm value) {
    argumentsForm = value;
    return this;
  }

  /** Length of the raw arguments in UTF-16 code units, or -1 if there were none. */
  public int argumentsLength() {
    return argumentsLength;
  }

  /** Sets {@link #argumentsLength()}. */
  public DecisionRecord argumentsLength(int value) {
    argumentsLength = value;
    return this;
  }

  /** The arguments in the form {@link #argumentsForm}, or null. */
  public @Nullable String argumentsText() {
    return argumentsText;
  }

  /** Sets {@link #argumentsText()}. */
  public DecisionRecord argumentsText(@Nullable String value) {
    argumentsText = value;
    return this;
  }

  /** Framework and version that made the call, such as {@code langchain4j 1.5.0}, or null. */
  public @Nullable String framework() {
    return framework;
  }

  /** Sets {@link #framework()}. */
  public DecisionRecord framework(@Nullable String value) {
    framework = value;
    return this;
  }

  /** The AI agent, or null if unknown. */
  public @Nullable String agent() {
    return agent;
  }

  /** Sets {@link #agent()}. */
  public DecisionRecord agent(@Nullable String value) {
    agent = value;
    return this;
  }

  /** The conversation, or null if unknown. */
  public @Nullable String session() {
    return session;
  }

  /** Sets {@link #session()}. */
  public DecisionRecord session(@Nullable String value) {
    session = value;
    return this;
  }

  /** The tool as the model named it, or null if the framework had no name. */
  public @Nullable String tool() {
    return tool;
  }

  /** Sets {@link #tool()}. */
  public DecisionRecord tool(@Nullable String value) {
    tool = value;
    return this;
  }

  /** The rule that determined the effect, or null for the default action or an error. */
  public @Nullable String rule() {
    return rule;
  }

  /** Sets {@link #rule()}. */
  public DecisionRecord rule(@Nullable String value) {
    rule = value;
    return this;
  }

  /** What kept the call from being judged as it should, or null. */
  public @Nullable String error() {
    return error;
  }

  /** Sets {@link #error()}. */
  public DecisionRecord error(@Nullable String value) {
    error = value;
    return this;
  }

  /** The approval that let the call run, or null. */
  public @Nullable String approvalId() {
    return approvalId;
  }

  /** Sets {@link #approvalId()}. */
  public DecisionRecord approvalId(@Nullable String value) {
    approvalId = value;
    return this;
  }

  /** The rules that could not be evaluated. */
  public List<String> erringRules() {
    return erringRules;
  }

  /** Sets {@link #erringRules()}. */
  public DecisionRecord erringRules(List<String> value) {
    erringRules = value;
    return this;
  }

  /** The matching rules that only warn or log. */
  public List<String> notedRules() {
    return notedRules;
  }

  /** Sets {@link #notedRules()}. */
  public DecisionRecord notedRules(List<String> value) {
    notedRules = value;
    return this;
  }

  /** The salted SHA-256 of the arguments, a copy, or null. */
  public byte @Nullable [] argumentsDigest() {
    return argumentsDigest.copy();
  }

  /**
   * Sets the salted SHA-256 of the arguments, see {@link ArgumentsDigest}.
   *
   * @param digest 32 bytes, which are copied, or null
   */
  public DecisionRecord argumentsDigest(byte @Nullable [] digest) {
    argumentsDigest.set(digest);
    return this;
  }

  DigestField argumentsDigestField() {
    return argumentsDigest;
  }

  /** The SHA-256 of the policy set that decided, a copy, or null. */
  public byte @Nullable [] policyDigest() {
    return policyDigest.copy();
  }

  /**
   * Sets the SHA-256 of the policy set that decided.
   *
   * @param digest 32 bytes, which are copied, or null
   */
  public DecisionRecord policyDigest(byte @Nullable [] digest) {
    policyDigest.set(digest);
    return this;
  }

  DigestField policyDigestField() {
    return policyDigest;
  }
}
