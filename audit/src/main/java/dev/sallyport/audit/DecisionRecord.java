package dev.sallyport.audit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
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
  private byte @Nullable [] argumentsUtf8;
  private int argumentsUtf8Length;
  private int argumentsUtf8Characters;
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
    argumentsText(null);
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
    byte[] utf8 = argumentsUtf8;
    return utf8 == null
        ? argumentsText
        : new String(utf8, 0, argumentsUtf8Length, StandardCharsets.UTF_8);
  }

  /** Sets {@link #argumentsText()}. */
  public DecisionRecord argumentsText(@Nullable String value) {
    argumentsText = value;
    argumentsUtf8 = null;
    argumentsUtf8Length = 0;
    argumentsUtf8Characters = 0;
    return this;
  }

  /**
   * Sets {@link #argumentsText()} without a String.
   *
   * @param utf8 valid UTF-8 from index 0, not copied: not to be changed until the record is
   *     appended
   * @param length how many bytes the text has
   * @param characters its length in UTF-16 code units
   */
  public DecisionRecord argumentsUtf8(byte[] utf8, int length, int characters) {
    argumentsText = null;
    argumentsUtf8 = utf8;
    argumentsUtf8Length = Objects.checkIndex(length, utf8.length + 1);
    argumentsUtf8Characters = characters;
    return this;
  }

  /** The text set by {@link #argumentsUtf8(byte[], int, int)}, not a copy, or null. */
  byte @Nullable [] argumentsUtf8() {
    return argumentsUtf8;
  }

  /** How many bytes of {@link #argumentsUtf8()} the text has. */
  int argumentsUtf8Length() {
    return argumentsUtf8Length;
  }

  /** Length of the text in {@link #argumentsUtf8()} in UTF-16 code units. */
  int argumentsUtf8Characters() {
    return argumentsUtf8Characters;
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

  /** Sets {@link #argumentsDigest()} to the digest of {@code text}; nothing is allocated. */
  public DecisionRecord argumentsDigest(ArgumentsDigest digest, String text) {
    argumentsDigest.set(digest, text);
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
