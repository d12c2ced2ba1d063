package dev.sallyport.cli.search;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sums up what an index says about a block. Not thread-safe. */
final class ContentsBuilder {
  /** The bit of decisions with an error, after those of the effects. */
  static final int FAILED = 1 << 3;

  private final NameTables names;
  private final Grams grams = new Grams();
  private final long[] sessions = new long[Block.MAX_RECORDS];
  private int sessionCount;
  private TimeRange decisions = TimeRange.NONE;
  private TimeRange telling = TimeRange.NONE;
  private int effects;
  private @Nullable RecordMark first;
  private @Nullable RecordMark last;

  ContentsBuilder(NameTables names) {
    this.names = names;
  }

  void record(RecordMark mark) {
    first = first == null ? mark : first;
    last = mark;
  }

  void decision(DecisionFacts decision, RunScan scan) {
    decisions = decisions.with(decision.wallClockMicros());
    effects |= 1 << decision.effect().ordinal() | (decision.failed() ? FAILED : 0);
    names.agents().note(decision.agent());
    names.tools().note(decision.tool());
    names.rules().note(decision.rule());
    String session = decision.session();
    if (session != null) {
      sessions[sessionCount++] = BloomFilter.number(session);
    }
    scan.addGrams(grams);
  }

  void tellingEvent(long micros) {
    telling = telling.with(micros);
  }

  /** The block as an index file holds it; {@link IndexedBlock#read} reads it. */
  byte[] end(long start, long end, Block block, List<OutcomeFacts> late) {
    IndexOutput out = new IndexOutput();
    out.number(start);
    out.number(end);
    out.number(block.records());
    require(first).write(out);
    require(last).write(out);
    decisions.write(out);
    telling.write(out);
    out.number(effects);
    out.number(block.outcomes());
    out.number(block.open().first());
    out.number(block.open().last());
    names.agents().endBlock(out);
    names.tools().endBlock(out);
    names.rules().endBlock(out);
    out.bytes(sessionFilter().bits());
    out.bytes(grams.take().bits());
    writeLate(out, late, start);
    begin();
    return out.take();
  }

  private static RecordMark require(@Nullable RecordMark mark) {
    if (mark == null) {
      throw new IllegalStateException("the block has no record");
    }
    return mark;
  }

  private BloomFilter sessionFilter() {
    Arrays.sort(sessions, 0, sessionCount);
    int different = 0;
    for (int i = 0; i < sessionCount; i++) {
      if (i == 0 || sessions[i] != sessions[i - 1]) {
        sessions[different++] = sessions[i];
      }
    }
    return BloomFilter.of(sessions, different);
  }

  private static void writeLate(IndexOutput out, List<OutcomeFacts> late, long start) {
    out.number(late.size());
    for (OutcomeFacts outcome : late) {
      out.number(outcome.callId());
      out.number(outcome.outcome().code());
      out.number(outcome.durationNanos());
      out.number(outcome.place().offset() - start);
      out.number(outcome.place().leaf());
    }
  }

  /** Forgets what was summed up, for the next block. */
  void begin() {
    names.agents().startBlock();
    names.tools().startBlock();
    names.rules().startBlock();
    grams.take();
    sessionCount = 0;
    decisions = TimeRange.NONE;
    telling = TimeRange.NONE;
    effects = 0;
    first = null;
    last = null;
  }
}
