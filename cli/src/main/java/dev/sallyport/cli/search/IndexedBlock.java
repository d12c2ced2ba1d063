package dev.sallyport.cli.search;

import dev.sallyport.audit.CallOutcome;
import dev.sallyport.audit.RecordedEffect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A block as an index file describes it: whole, full, and without damage. Immutable. */
record IndexedBlock(
    Path file,
    long start,
    long end,
    int records,
    RecordMark first,
    RecordMark last,
    TimeRange decisions,
    TimeRange tellingEvents,
    int effects,
    int outcomes,
    CallRange open,
    @Nullable List<String> agents,
    @Nullable List<String> tools,
    @Nullable List<String> rules,
    BloomFilter sessions,
    BloomFilter grams,
    List<OutcomeFacts> late)
    implements BlockContents {

  /** Reads what {@link ContentsBuilder#end} wrote. */
  static IndexedBlock read(Path file, byte[] bytes, NameTables names) throws InvalidIndexException {
    IndexInput in = new IndexInput(bytes);
    long start = in.number();
    IndexedBlock block =
        new IndexedBlock(
            file,
            start,
            in.number(),
            in.count(Block.MAX_RECORDS),
            RecordMark.read(in),
            RecordMark.read(in),
            TimeRange.read(in),
            TimeRange.read(in),
            in.count(ContentsBuilder.FAILED * 2 - 1),
            in.count((1 << CallOutcome.values().length) - 1),
            new CallRange(in.number(), in.number()),
            names.agents().ofBlock(in),
            names.tools().ofBlock(in),
            names.rules().ofBlock(in),
            filter(in),
            filter(in),
            readLate(in, file, start));
    in.end();
    if (block.last.leaf() - block.first.leaf() != block.records - 1) {
      throw new InvalidIndexException("a block has not as many records as it says");
    }
    return block;
  }

  private static BloomFilter filter(IndexInput in) throws InvalidIndexException {
    byte[] bits = in.bytes();
    if (!BloomFilter.isSize(bits.length)) {
      throw new InvalidIndexException("a filter has `" + bits.length + "` bytes");
    }
    return new BloomFilter(bits);
  }

  private static List<OutcomeFacts> readLate(IndexInput in, Path file, long start)
      throws InvalidIndexException {
    CallOutcome[] outcomes = CallOutcome.values();
    List<OutcomeFacts> late = new ArrayList<>();
    int count = in.count(Block.MAX_RECORDS);
    for (int i = 0; i < count; i++) {
      long callId = in.number();
      CallOutcome outcome = outcomes[Math.max(0, in.count(outcomes.length) - 1)];
      long duration = in.number();
      Place place = new Place(file, start + in.number(), in.number());
      late.add(new OutcomeFacts(callId, outcome, duration, place));
    }
    return late;
  }

  /** The block for a query. */
  Block block(CallQuery query) {
    return new Block(
        new Place(file, start, first.leaf()),
        records,
        false,
        false,
        tellingEvents.meets(query),
        decisions.meets(query) && query.mayAccept(this),
        open,
        outcomes);
  }

  @Override
  public boolean hasEffect(RecordedEffect effect) {
    return (effects & 1 << effect.ordinal()) != 0;
  }

  @Override
  public boolean hasFailure() {
    return (effects & ContentsBuilder.FAILED) != 0;
  }

  @Override
  public boolean maySession(String session) {
    return sessions.mayContain(BloomFilter.number(session));
  }

  @Override
  public boolean mayMention(FoldedText text) {
    for (int i = 0; i < text.grams(); i++) {
      if (!grams.mayContain(text.gram(i))) {
        return false;
      }
    }
    return true;
  }
}
