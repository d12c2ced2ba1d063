package dev.sallyport.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of every version. Strict: a record with a wrong checksum, length, version or kind,
 * or with bytes left over, is damaged. Stateless.
 */
public final class RecordDecoder {
  private RecordDecoder() {}

  /**
   * Decodes the record that fills {@code length} bytes from {@code start}.
   *
   * @throws DamagedRecordException if that is not exactly one unaltered record
   */
  public static AuditRecord decode(byte[] bytes, int start, int length)
      throws DamagedRecordException {
    if (length < RecordFormat.MIN_RECORD || length > RecordFormat.MAX_RECORD) {
      throw RecordReader.damaged(
          RecordFormat.LENGTH_AT, "`" + length + "` bytes can't be a record");
    }
    RecordReader reader = new RecordReader(bytes, start, start + length - RecordFormat.CRC_LENGTH);
    checkFrame(reader, length);
    checkCrc(bytes, start, length);
    int version = reader.takeByte();
    if (version != RecordFormat.VERSION) {
      throw RecordReader.damaged(
          RecordFormat.VERSION_AT, "version `" + version + "` is unknown; wanted `1`");
    }
    AuditRecord record = decodeVersion1(reader);
    if (reader.offset() != length - RecordFormat.CRC_LENGTH) {
      throw RecordReader.damaged(reader.offset(), "bytes are left over after the last field");
    }
    if (reader.cut()) {
      record.markCut();
    }
    return record;
  }

  private static void checkFrame(RecordReader reader, int length) throws DamagedRecordException {
    if (reader.takeInt() != RecordFormat.MAGIC) {
      throw RecordReader.damaged(0, "the first four bytes are not `SPLY`");
    }
    int stated = reader.takeShort();
    if (stated != length) {
      throw RecordReader.damaged(
          RecordFormat.LENGTH_AT, "length is `" + stated + "`; the store holds `" + length + "`");
    }
  }

  private static void checkCrc(byte[] bytes, int start, int length) throws DamagedRecordException {
    int covered = length - RecordFormat.CRC_LENGTH;
    CRC32C crc = new CRC32C();
    crc.update(bytes, start, covered);
    RecordReader stored = new RecordReader(bytes, start, start + length);
    stored.seek(covered);
    if (stored.takeInt() != (int) crc.getValue()) {
      throw RecordReader.damaged(covered, "the checksum does not match the bytes");
    }
  }

  private static AuditRecord decodeVersion1(RecordReader reader) throws DamagedRecordException {
    RecordKind kind = RecordKind.of(reader.takeByte());
    if (kind == null) {
      throw RecordReader.damaged(RecordFormat.KIND_AT, "the kind of record is unknown");
    }
    long leaf = reader.takeLong();
    long wall = reader.takeLong();
    long nanos = reader.takeLong();
    long boot = reader.takeLong();
    AuditRecord record =
        kind == RecordKind.DECISION
            ? takeDecision(reader)
            : kind == RecordKind.OUTCOME ? takeOutcome(reader) : takeEvent(kind, reader);
    record.stamp(leaf, wall, nanos, boot);
    return record;
  }

  private static DecisionRecord takeDecision(RecordReader reader) throws DamagedRecordException {
    DecisionRecord record = new DecisionRecord();
    record.callId(reader.takeLong()).parentCallId(reader.takeLong());
    record.evaluationNanos(reader.takeLong());
    record.effect(known(RecordedEffect.of(reader.takeByte()), "effect", reader));
    record.mode(known(EnforcementMode.of(reader.takeByte()), "mode", reader));
    record.stage(known(ToolStage.of(reader.takeByte()), "stage", reader));
    record.argumentsForm(known(ArgumentsForm.of(reader.takeByte()), "arguments form", reader));
    record.argumentsLength(reader.takeInt());
    int flags = takeFlags(reader, 7);
    reader.expectZero(3);
    record.argumentsRewritten((flags & RecordFormat.FLAG_REWRITTEN) != 0);
    record.argumentsDigest(reader.takeDigest((flags & RecordFormat.FLAG_ARGUMENTS_DIGEST) != 0));
    record.policyDigest(reader.takeDigest((flags & RecordFormat.FLAG_POLICY_DIGEST) != 0));
    record.framework(reader.takeShortText()).agent(reader.takeShortText());
    record.session(reader.takeShortText()).tool(reader.takeShortText());
    record.rule(reader.takeShortText()).error(reader.takeShortText());
    record.approvalId(reader.takeShortText());
    record.erringRules(takeRules(reader)).notedRules(takeRules(reader));
    return record.argumentsText(reader.takeLongText());
  }

  private static List<String> takeRules(RecordReader reader) throws DamagedRecordException {
    int size = reader.takeShort();
    int count = reader.takeShort();
    if (count > size) {
      throw RecordReader.damaged(reader.offset() - 2, "a list holds more than it says");
    }
    if (count < size) {
      reader.noteCut();
    }
    List<String> rules = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      rules.add(known(reader.takeShortText(), "name of a rule", reader));
    }
    return List.copyOf(rules);
  }

  private static OutcomeRecord takeOutcome(RecordReader reader) throws DamagedRecordException {
    OutcomeRecord record = new OutcomeRecord();
    record.callId(reader.takeLong()).durationNanos(reader.takeLong());
    record.outcome(known(CallOutcome.of(reader.takeByte()), "outcome", reader));
    int flags = takeFlags(reader, RecordFormat.FLAG_RESULT_DIGEST);
    reader.expectZero(2);
    record.resultLength(reader.takeLong());
    record.resultDigest(reader.takeDigest(flags != 0));
    return record.exceptionClass(reader.takeShortText());
  }

  private static EventRecord takeEvent(RecordKind kind, RecordReader reader)
      throws DamagedRecordException {
    int size = reader.takeShort();
    int count = reader.takeShort();
    if (count > size) {
      throw RecordReader.damaged(reader.offset() - 2, "an event holds more than it says");
    }
    if (count < size) {
      reader.noteCut();
    }
    SortedMap<String, String> values = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      String name = known(reader.takeShortText(), "name", reader);
      if (values.put(name, known(reader.takeLongText(), "value", reader)) != null) {
        throw RecordReader.damaged(reader.offset(), "an event holds a name twice");
      }
    }
    return new EventRecord(kind, values);
  }

  private static int takeFlags(RecordReader reader, int knownFlags) throws DamagedRecordException {
    int flags = reader.takeByte();
    if ((flags & ~knownFlags) != 0) {
      throw RecordReader.damaged(reader.offset() - 1, "an unknown flag is set");
    }
    return flags;
  }

  private static <T> T known(@Nullable T value, String what, RecordReader reader)
      throws DamagedRecordException {
    if (value == null) {
      throw RecordReader.damaged(reader.offset() - 1, "the " + what + " is unknown");
    }
    return value;
  }
}
