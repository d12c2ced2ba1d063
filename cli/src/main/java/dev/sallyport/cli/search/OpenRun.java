package dev.sallyport.cli.search;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.CallOutcome;
import dev.sallyport.audit.RunFolder;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run in which calls are looked for: first it is found which blocks may hold some, then those
 * are read. The outcome of a decision is the first one of its call after it. Not thread-safe.
 */
public final class OpenRun implements Closeable {
  private final RunFolder run;
  private final CallQuery query;
  private @Nullable RunScan scan;
  private final RunBlocks blocks;
  private final Map<Long, FoundCall> awaiting = new HashMap<>();

  private OpenRun(RunFolder run, CallQuery query, RunScan scan, RunBlocks blocks) {
    this.run = run;
    this.query = query;
    this.scan = scan;
    this.blocks = blocks;
  }

  /** Takes what is found, in the order of the log. */
  public interface Visitor {
    /** A decision that the query accepts, with the outcome of its call. */
    void call(FoundCall call) throws IOException;

    /** An event, in the time of the query, that tells that calls may be missing. */
    void event(AuditEntry.Event event);

    /** A place that is not as it was written. */
    void damage(AuditEntry.Damaged damage);

    /** Whether to read no further. */
    boolean isOver();
  }

  /**
   * Finds the blocks of {@code run} that may hold what {@code query} asks for.
   *
   * @throws IOException if the run can't be read
   */
  public static OpenRun open(RunFolder run, CallQuery query, IndexUse index) throws IOException {
    RunScan scan = RunScan.fromStart(run.path());
    try {
      RunBlocks blocks = RunBlocks.find(query, index, scan, run.path());
      return new OpenRun(run, query, scan, blocks);
    } catch (IOException | RuntimeException e) {
      scan.close();
      throw e;
    }
  }

  /**
   * Deletes the indexes, beside {@code run} and others of its application, of runs and files that
   * are gone.
   */
  public static void forgetGone(RunFolder run) {
    new IndexFolder(run.path()).deleteGone();
  }

  /** The run. */
  public RunFolder run() {
    return run;
  }

  /** How many blocks there are. */
  public int blocks() {
    return blocks.blocks().size();
  }

  /** Whether the outcomes of some calls could not be joined with them. */
  public boolean lacksOutcomes() {
    return blocks.late().isFull();
  }

  /** How many calls of a block are found. */
  public int count(int block) throws IOException {
    int count = 0;
    if (mayHold(blocks.blocks().get(block))) {
      for (Object item : read(blocks.blocks().get(block))) {
        count += item instanceof FoundCall ? 1 : 0;
      }
    }
    return count;
  }

  /**
   * Visits what is found in a block.
   *
   * @param skipped how many calls to leave out at its beginning
   */
  public void visit(int block, int skipped, Visitor visitor) throws IOException {
    Block read = blocks.blocks().get(block);
    if (!read.damaged() && !read.telling() && !mayHold(read)) {
      return;
    }
    int calls = 0;
    for (Object item : read(read)) {
      if (item instanceof FoundCall call) {
        if (calls++ >= skipped) {
          visitor.call(call);
        }
      } else if (item instanceof AuditEntry.Event event) {
        visitor.event(event);
      } else {
        visitor.damage((AuditEntry.Damaged) item);
      }
    }
  }

  /** Visits only what is damaged in a block. */
  public void visitDamage(int block, Visitor visitor) throws IOException {
    Block read = blocks.blocks().get(block);
    if (read.damaged()) {
      for (Object item : read(read)) {
        if (item instanceof AuditEntry.Damaged damage) {
          visitor.damage(damage);
        }
      }
    }
  }

  private boolean mayHold(Block block) {
    if (!block.wanted()) {
      return false;
    }
    if (query.acceptsOutcome(null)) {
      return true;
    }
    for (CallOutcome outcome : CallOutcome.values()) {
      if (query.acceptsOutcome(outcome)
          && ((block.outcomes() & 1 << outcome.ordinal()) != 0
              || blocks.late().mayHave(block.open(), outcome))) {
        return true;
      }
    }
    return false;
  }

  /** What is found in the block: calls, events and damage. */
  private List<Object> read(Block block) throws IOException {
    List<Object> items = new ArrayList<>();
    awaiting.clear();
    RunScan from = at(block.start());
    int records = 0;
    while (records < block.records() || block.damagedEnd()) {
      RunScan.Found found = from.next();
      if (found == RunScan.Found.NOTHING
          || (found != RunScan.Found.DAMAGE && ++records > block.records())) {
        break;
      }
      take(from, found, items);
    }
    return withOutcomes(items);
  }

  private RunScan at(@Nullable Place start) throws IOException {
    if (start == null) {
      close();
      return scan();
    }
    RunScan opened = scan();
    opened.seek(start.file(), start.offset(), start.leaf());
    return opened;
  }

  private RunScan scan() {
    RunScan opened = scan;
    if (opened == null) {
      opened = RunScan.fromStart(run.path());
      scan = opened;
    }
    return opened;
  }

  private void take(RunScan from, RunScan.Found found, List<Object> items) {
    switch (found) {
      case DECISION -> takeDecision(from, items);
      case OUTCOME -> {
        FoundCall call = awaiting.remove(from.outcomeCallId());
        if (call != null) {
          call.endedBy(from.outcome());
        }
      }
      case EVENT -> {
        AuditEntry.Event event = (AuditEntry.Event) from.entry();
        if (BlockBuilder.isTelling(event) && query.isInTime(event.record().wallClockMicros())) {
          items.add(event);
        }
      }
      default -> items.add(from.entry());
    }
  }

  private void takeDecision(RunScan from, List<Object> items) {
    DecisionFacts decision = from.decision();
    boolean wanted = query.isInTime(decision.wallClockMicros()) && query.accepts(decision);
    if (!wanted) {
      return;
    }
    FoundCall call = new FoundCall(decision, from.place());
    items.add(call);
    if (call.mayEnd()) {
      awaiting.put(call.callId(), call);
    }
  }

  private List<Object> withOutcomes(List<Object> items) {
    for (FoundCall call : awaiting.values()) {
      call.endedBy(blocks.late().find(call.callId(), call.place().leaf()));
    }
    items.removeIf(item -> item instanceof FoundCall call && !isEndWanted(call));
    return items;
  }

  private boolean isEndWanted(FoundCall call) {
    OutcomeFacts outcome = call.outcome();
    return query.acceptsOutcome(outcome == null ? null : outcome.outcome());
  }

  /** Closes the files; what is read afterwards opens them again. */
  @Override
  public void close() throws IOException {
    RunScan opened = scan;
    scan = null;
    if (opened != null) {
      opened.close();
    }
  }
}
