package dev.sallyport.cli.search;

import dev.sallyport.audit.AuditEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The blocks of one run, as far as it is written. Not thread-safe. */
final class RunBlocks {
  private final List<Block> blocks = new ArrayList<>();
  private final LateOutcomes late = new LateOutcomes();

  /** All blocks, in order. */
  List<Block> blocks() {
    return blocks;
  }

  /** The outcomes that stand in a later block than their decision. */
  LateOutcomes late() {
    return late;
  }

  /** Reads what comes after {@code start}, or all of the run in {@code folder}. */
  void scan(RunScan scan, @Nullable Place start, BlockBuilder builder) throws IOException {
    builder.begin(start);
    Path file = start == null ? null : start.file();
    long blockOffset = start == null ? 0 : start.offset();
    for (RunScan.Found found = scan.next(); found != RunScan.Found.NOTHING; found = scan.next()) {
      if (found == RunScan.Found.DAMAGE) {
        builder.damage();
        continue;
      }
      if (!scan.file().equals(file) && !builder.damagedEnd()) {
        end(builder, new Place(scan.file(), 0, scan.leaf()));
        blockOffset = 0;
      }
      file = scan.file();
      add(builder, scan, found);
      if (builder.records() == Block.MAX_RECORDS
          || scan.nextOffset() - blockOffset >= Block.MAX_BYTES) {
        end(builder, new Place(scan.file(), scan.nextOffset(), scan.leaf() + 1));
        blockOffset = scan.nextOffset();
      }
    }
    end(builder, null);
  }

  private void end(BlockBuilder builder, @Nullable Place next) {
    if (!builder.isEmpty()) {
      blocks.add(builder.build());
      for (OutcomeFacts outcome : builder.late()) {
        late.add(outcome);
      }
    }
    builder.begin(next);
  }

  private static void add(BlockBuilder builder, RunScan scan, RunScan.Found found) {
    switch (found) {
      case DECISION -> builder.decision(scan.decision());
      case OUTCOME -> builder.outcome(scan.outcome());
      case EVENT -> builder.event((AuditEntry.Event) scan.entry());
      default -> throw new IllegalStateException("no record was found");
    }
  }
}
