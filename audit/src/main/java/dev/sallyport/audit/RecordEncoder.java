package dev.sallyport.audit;

import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Writes records in version 1 of the format of {@code docs/audit-format.md} into one reused buffer,
 * without allocation but for events. Whatever a field holds, the result is a valid record of at
 * most {@value RecordFormat#MAX_RECORD} bytes. Not thread-safe.
 */
class RecordEncoder {
  private final RecordBuffer buffer = new RecordBuffer();
  private final CRC32C crc = new CRC32C();

  /** Where {@link #encode} leaves the record, from index 0. */
  byte[] bytes() {
    return buffer.bytes();
  }

  /** Encodes all of {@code record} but what {@link #stamp} sets. */
  void encode(AuditRecord record) {
    buffer.setInt(0, RecordFormat.MAGIC);
    buffer.setByte(RecordFormat.VERSION_AT, RecordFormat.VERSION);
    buffer.setByte(RecordFormat.KIND_AT, record.kind().code());
    buffer.position(RecordFormat.BODY_AT);
    if (record instanceof DecisionRecord decision) {
      putDecision(decision);
    } else if (record instanceof OutcomeRecord outcome) {
      putOutcome(outcome);
    } else {
      putEvent((EventRecord) record);
    }
    buffer.setShort(RecordFormat.LENGTH_AT, buffer.position() + RecordFormat.CRC_LENGTH);
  }

  /**
   * Sets the fields that a record gets when it is appended, and the checksum, in what {@link
   * #encode} left; may be repeated.
   *
   * @return the length of the record in bytes
   */
  int stamp(AuditRecord record) {
    buffer.setLong(RecordFormat.LEAF_AT, record.leafIndex());
    buffer.setLong(RecordFormat.WALL_CLOCK_AT, record.wallClockMicros());
    buffer.setLong(RecordFormat.NANOS_AT, record.monotonicNanos());
    buffer.setLong(RecordFormat.BOOT_ID_AT, record.bootId());
    int checked = buffer.position();
    crc.reset();
    crc.update(buffer.bytes(), 0, checked);
    buffer.setInt(checked, (int) crc.getValue());
    return checked + RecordFormat.CRC_LENGTH;
  }

  private void putDecision(DecisionRecord record) {
    buffer.putLong(record.callId());
    buffer.putLong(record.parentCallId());
    buffer.putLong(record.evaluationNanos());
    buffer.putByte(record.effect().code());
    buffer.putByte(record.mode().code());
    buffer.putByte(record.stage().code());
    buffer.putByte(record.argumentsForm().code());
    buffer.putInt(record.argumentsLength());
    buffer.putByte(flags(record));
    buffer.putByte(0);
    buffer.putShort(0);
    buffer.putBytes(record.argumentsDigestField().bytes());
    buffer.putBytes(record.policyDigestField().bytes());
    buffer.putShortText(record.framework(), RecordFormat.MAX_FRAMEWORK);
    buffer.putShortText(record.agent(), RecordFormat.MAX_AGENT);
    buffer.putShortText(record.session(), RecordFormat.MAX_SESSION);
    buffer.putShortText(record.tool(), RecordFormat.MAX_TOOL);
    buffer.putShortText(record.rule(), RecordFormat.MAX_RULE);
    buffer.putShortText(record.error(), RecordFormat.MAX_ERROR);
    buffer.putShortText(record.approvalId(), RecordFormat.MAX_APPROVAL);
    putRules(record.erringRules());
    putRules(record.notedRules());
    // Last, because it may take all the space that is left.
    putArguments(record, buffer.remaining() - RecordFormat.LONG_OVERHEAD - RecordFormat.CRC_LENGTH);
  }

  private void putArguments(DecisionRecord record, int most) {
    byte[] utf8 = record.argumentsUtf8();
    if (utf8 == null) {
      buffer.putLongText(record.argumentsText(), most);
      return;
    }
    int length = record.argumentsUtf8Length();
    int kept = length <= most ? length : startOfCodePoint(utf8, most);
    buffer.putInt(kept == length ? length : kept | RecordFormat.CUT_LONG);
    System.arraycopy(utf8, 0, buffer.bytes(), buffer.position(), kept);
    buffer.position(buffer.position() + kept);
    if (kept < length) {
      buffer.putInt(record.argumentsUtf8Characters());
    }
  }

  private static int startOfCodePoint(byte[] utf8, int from) {
    int at = from;
    while ((utf8[at] & 0xC0) == 0x80) {
      at--;
    }
    return at;
  }

  private static int flags(DecisionRecord record) {
    return (record.argumentsDigestField().present() ? RecordFormat.FLAG_ARGUMENTS_DIGEST : 0)
        | (record.policyDigestField().present() ? RecordFormat.FLAG_POLICY_DIGEST : 0)
        | (record.argumentsRewritten() ? RecordFormat.FLAG_REWRITTEN : 0);
  }

  private void putRules(List<String> rules) {
    int size = rules.size();
    buffer.putShort(Math.min(size, 0xFFFF));
    int countAt = buffer.position();
    buffer.putShort(0);
    int most = countAt + 2 + RecordFormat.MAX_LIST_BYTES;
    int count = 0;
    while (count < size
        && count < RecordFormat.MAX_LIST_SIZE
        && buffer.position() + RecordFormat.MAX_RULE + RecordFormat.SHORT_OVERHEAD <= most) {
      buffer.putShortText(rules.get(count), RecordFormat.MAX_RULE);
      count++;
    }
    buffer.setShort(countAt, count);
  }

  private void putOutcome(OutcomeRecord record) {
    buffer.putLong(record.callId());
    buffer.putLong(record.durationNanos());
    buffer.putByte(record.outcome().code());
    buffer.putByte(record.resultDigestField().present() ? RecordFormat.FLAG_RESULT_DIGEST : 0);
    buffer.putShort(0);
    buffer.putLong(record.resultLength());
    buffer.putBytes(record.resultDigestField().bytes());
    buffer.putShortText(record.exceptionClass(), RecordFormat.MAX_EXCEPTION);
  }

  private void putEvent(EventRecord record) {
    buffer.putShort(Math.min(record.values().size(), 0xFFFF));
    int countAt = buffer.position();
    buffer.putShort(0);
    int count = 0;
    for (Map.Entry<String, String> entry : record.values().entrySet()) {
      int left =
          buffer.remaining()
              - RecordFormat.CRC_LENGTH
              - RecordFormat.SHORT_OVERHEAD
              - RecordFormat.MAX_EVENT_NAME
              - RecordFormat.LONG_OVERHEAD;
      if (left < 0 || count == 0xFFFF) {
        break;
      }
      buffer.putShortText(entry.getKey(), RecordFormat.MAX_EVENT_NAME);
      buffer.putLongText(entry.getValue(), left);
      count++;
    }
    buffer.setShort(countAt, count);
  }
}
