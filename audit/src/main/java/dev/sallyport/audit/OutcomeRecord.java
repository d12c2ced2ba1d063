package dev.sallyport.audit;

import org.jspecify.annotations.Nullable;

/**
 * How one permitted tool call ended. Reusable: {@link #clear}, set, append; nothing is allocated.
 * Not thread-safe.
 */
public final class OutcomeRecord extends AuditRecord {
  private final DigestField resultDigest = new DigestField();
  private long callId;
  private CallOutcome outcome = CallOutcome.NEVER_RETURNED;
  private long durationNanos;
  private long resultLength = -1;
  private @Nullable String exceptionClass;

  /** Brings every field back to its initial value. */
  public OutcomeRecord clear() {
    stamp(-1, 0, 0, 0);
    callId = 0;
    outcome = CallOutcome.NEVER_RETURNED;
    durationNanos = 0;
    resultLength = -1;
    resultDigest.set(null);
    exceptionClass = null;
    return this;
  }

  @Override
  public RecordKind kind() {
    return RecordKind.OUTCOME;
  }

  /** The call whose decision record has the same id. */
  public long callId() {
    return callId;
  }

  /** Sets {@link #callId()}. */
  public OutcomeRecord callId(long value) {
    callId = value;
    return this;
  }

  /** How the call ended. */
  public CallOutcome outcome() {
    return outcome;
  }

  /** Sets {@link #outcome()}. */
  public OutcomeRecord outcome(CallOutcome value) {
    outcome = value;
    return this;
  }

  /** How long the tool ran, in nanoseconds. */
  public long durationNanos() {
    return durationNanos;
  }

  /** Sets {@link #durationNanos()}. */
  public OutcomeRecord durationNanos(long value) {
    durationNanos = value;
    return this;
  }

  /** Length of the result as text in UTF-16 code units, or -1 if there is none. */
  public long resultLength() {
    return resultLength;
  }

  /** Sets {@link #resultLength()}. */
  public OutcomeRecord resultLength(long value) {
    resultLength = value;
    return this;
  }

  /** Name of the class of what the tool threw, or null. */
  public @Nullable String exceptionClass() {
    return exceptionClass;
  }

  /** Sets {@link #exceptionClass()}. */
  public OutcomeRecord exceptionClass(@Nullable String value) {
    exceptionClass = value;
    return this;
  }

  /** The salted SHA-256 of the result, a copy, or null. */
  public byte @Nullable [] resultDigest() {
    return resultDigest.copy();
  }

  /**
   * Sets the salted SHA-256 of the result, see {@link ArgumentsDigest}.
   *
   * @param digest 32 bytes, which are copied, or null
   */
  public OutcomeRecord resultDigest(byte @Nullable [] digest) {
    resultDigest.set(digest);
    return this;
  }

  /** Sets {@link #resultDigest()} to the digest of {@code text}; nothing is allocated. */
  public OutcomeRecord resultDigest(ArgumentsDigest digest, String text) {
    resultDigest.set(digest, text);
    return this;
  }

  DigestField resultDigestField() {
    return resultDigest;
  }
}
