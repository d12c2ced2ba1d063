package dev.sallyport.cli.search;

import dev.sallyport.audit.CallOutcome;
import dev.sallyport.audit.EnforcementMode;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.RecordedEffect;
import dev.sallyport.audit.ToolStage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A view on the bytes of a decision or an outcome that is whole, of version 1, and has only ASCII
 * texts, none of them cut; {@code docs/audit-format.md} is the source of the offsets. Whatever else
 * a record is, is left to the log's own decoder, so no record passes here that it would refuse. Not
 * thread-safe.
 */
final class PlainRecord implements DecisionFacts {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private static final int MAGIC = 0x53504C59;
  private static final int VERSION = 1;
  private static final int CRC_LENGTH = 4;
  private static final int DECISION_TEXTS_AT = 140;
  private static final int OUTCOME_TEXT_AT = 100;
  private static final int DIGEST = 32;
  private static final int NULL_SHORT = 0xFFFF;
  private static final int CUT_SHORT = 0x8000;

  private static final int AGENT = 1;
  private static final int SESSION = 2;
  private static final int TOOL = 3;
  private static final int RULE = 4;
  private static final int ERROR = 5;
  private static final int TEXTS = 7;
  private static final int LISTS = 2;

  private static final RecordedEffect[] EFFECTS = RecordedEffect.values();
  private static final EnforcementMode[] MODES = EnforcementMode.values();
  private static final ToolStage[] STAGES = ToolStage.values();
  private static final CallOutcome[] OUTCOMES = CallOutcome.values();
  private static final int FORMS = 3;

  private final NameCache names = new NameCache();
  private final CRC32C crc = new CRC32C();
  private final int[] textAt = new int[TEXTS];
  private final int[] textLength = new int[TEXTS];
  private byte[] bytes = new byte[0];
  private int start;
  private int end;
  private int position;
  private int argumentsAt;
  private int argumentsLength;
  private int takenAt;
  private int takenLength;

  /**
   * Looks at the {@code length} bytes from {@code at}; false if they are not a plain record with
   * the index {@code leaf}.
   */
  boolean read(byte[] source, int at, int length, long leaf) {
    bytes = source;
    start = at;
    end = at + length - CRC_LENGTH;
    if (length < OUTCOME_TEXT_AT + 2 + CRC_LENGTH
        || (int) INT.get(source, at) != MAGIC
        || number16(at + 4) != length
        || source[at + 6] != VERSION
        || (long) LONG.get(source, at + 8) != leaf) {
      return false;
    }
    crc.reset();
    crc.update(source, at, length - CRC_LENGTH);
    if ((int) crc.getValue() != (int) INT.get(source, end)) {
      return false;
    }
    return isDecision() ? readDecision(length) : isOutcome() && readOutcome();
  }

  boolean isDecision() {
    return bytes[start + 7] == RecordKind.DECISION.code();
  }

  private boolean isOutcome() {
    return bytes[start + 7] == RecordKind.OUTCOME.code();
  }

  private boolean readDecision(int length) {
    int flags = bytes[start + 72];
    if (length < DECISION_TEXTS_AT + CRC_LENGTH
        || !isCode(64, EFFECTS.length)
        || !isCode(65, MODES.length)
        || !isCode(66, STAGES.length)
        || bytes[start + 67] < 0
        || bytes[start + 67] >= FORMS
        || (flags & ~7) != 0
        || !isZero(73, 3)
        || ((flags & 1) == 0 && !isZero(76, DIGEST))
        || ((flags & 2) == 0 && !isZero(108, DIGEST))) {
      return false;
    }
    position = start + DECISION_TEXTS_AT;
    for (int i = 0; i < TEXTS; i++) {
      if (!skipText()) {
        return false;
      }
      textAt[i] = takenAt;
      textLength[i] = takenLength;
    }
    for (int i = 0; i < LISTS; i++) {
      if (!skipList()) {
        return false;
      }
    }
    return takeArguments();
  }

  private boolean readOutcome() {
    int flags = bytes[start + 57];
    if (!isCode(56, OUTCOMES.length)
        || (flags & ~1) != 0
        || !isZero(58, 2)
        || (flags == 0 && !isZero(68, DIGEST))) {
      return false;
    }
    position = start + OUTCOME_TEXT_AT;
    return skipText() && position == end;
  }

  private boolean isCode(int at, int count) {
    int code = bytes[start + at];
    return code >= 1 && code <= count;
  }

  private boolean isZero(int at, int count) {
    for (int i = start + at; i < start + at + count; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Takes one short text; false if it is not there, cut, or not ASCII. */
  private boolean skipText() {
    if (position + 2 > end) {
      return false;
    }
    int length = number16(position);
    position += 2;
    takenAt = position;
    takenLength = -1;
    if (length == NULL_SHORT) {
      return true;
    }
    if ((length & CUT_SHORT) != 0 || !isAscii(position, length)) {
      return false;
    }
    takenLength = length;
    position += length;
    return true;
  }

  private boolean skipList() {
    if (position + 4 > end) {
      return false;
    }
    int count = number16(position);
    if (count != number16(position + 2)) {
      return false;
    }
    position += 4;
    for (int i = 0; i < count; i++) {
      if (!skipText() || takenLength < 0) {
        return false;
      }
    }
    return true;
  }

  private boolean takeArguments() {
    if (position + 4 > end) {
      return false;
    }
    int length = (int) INT.get(bytes, position);
    position += 4;
    argumentsAt = position;
    argumentsLength = length;
    if (length == -1) {
      return position == end;
    }
    return length >= 0 && length == end - position && isAscii(position, length);
  }

  private boolean isAscii(int at, int length) {
    int last = at + length;
    if (last > end) {
      return false;
    }
    int i = at;
    for (; i + Long.BYTES <= last; i += Long.BYTES) {
      if (((long) LONG.get(bytes, i) & 0x8080808080808080L) != 0) {
        return false;
      }
    }
    for (; i < last; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  private int number16(int at) {
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }

  @Override
  public long wallClockMicros() {
    return (long) LONG.get(bytes, start + 16);
  }

  @Override
  public long callId() {
    return (long) LONG.get(bytes, start + 40);
  }

  @Override
  public long evaluationNanos() {
    return (long) LONG.get(bytes, start + 56);
  }

  int length() {
    return end + CRC_LENGTH - start;
  }

  int checksum() {
    return (int) INT.get(bytes, end);
  }

  /** How long the tool ran; of an outcome only. */
  long durationNanos() {
    return (long) LONG.get(bytes, start + 48);
  }

  /** How the call ended; of an outcome only. */
  CallOutcome outcome() {
    return OUTCOMES[bytes[start + 56] - 1];
  }

  @Override
  public RecordedEffect effect() {
    return EFFECTS[bytes[start + 64] - 1];
  }

  @Override
  public EnforcementMode mode() {
    return MODES[bytes[start + 65] - 1];
  }

  @Override
  public ToolStage stage() {
    return STAGES[bytes[start + 66] - 1];
  }

  @Override
  public boolean failed() {
    return textLength[ERROR] >= 0;
  }

  @Override
  public @Nullable String agent() {
    return name(AGENT);
  }

  @Override
  public @Nullable String session() {
    return name(SESSION);
  }

  @Override
  public @Nullable String tool() {
    return name(TOOL);
  }

  @Override
  public @Nullable String rule() {
    return name(RULE);
  }

  private @Nullable String name(int text) {
    return textLength[text] < 0 ? null : names.text(bytes, textAt[text], textLength[text]);
  }

  @Override
  public boolean mentions(FoldedText text) {
    return (argumentsLength >= 0 && text.isIn(bytes, argumentsAt, argumentsLength))
        || (textLength[ERROR] >= 0 && text.isIn(bytes, textAt[ERROR], textLength[ERROR]));
  }

  /** Adds the groups of characters of the texts that {@link #mentions} looks into. */
  void addGrams(Grams grams) {
    if (argumentsLength >= 0) {
      grams.add(bytes, argumentsAt, argumentsLength);
    }
    if (textLength[ERROR] >= 0) {
      grams.add(bytes, textAt[ERROR], textLength[ERROR]);
    }
  }
}
