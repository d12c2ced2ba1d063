package dev.sallyport.cli.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of one run, as far as it is written: those that an index knows, and those that are
 * read now. Blocks begin at the same records whether there is an index or not. Not thread-safe.
 */
final class RunBlocks {
  private final CallQuery query;
  private final IndexUse use;
  private final RunScan scan;
  private final @Nullable RunIndex index;
  private final BlockBuilder builder;
  private final List<Block> blocks = new ArrayList<>();
  private final LateOutcomes late = new LateOutcomes();
  private @Nullable Path file;
  private long blockOffset;

  private RunBlocks(CallQuery query, IndexUse use, RunScan scan, Path run) {
    this.query = query;
    this.use = use;
    this.scan = scan;
    this.index = use.isOn() ? new RunIndex(run, use) : null;
    this.builder = new BlockBuilder(query);
  }

  /**
   * Finds the blocks of the run in the folder {@code run}.
   *
   * @param scan stands at the run's start
   */
  static RunBlocks find(CallQuery query, IndexUse use, RunScan scan, Path run) throws IOException {
    RunBlocks found = new RunBlocks(query, use, scan, run);
    found.read();
    return found;
  }

  /** All blocks, in order. */
  List<Block> blocks() {
    return blocks;
  }

  /** The outcomes that stand in a later block than their decision. */
  LateOutcomes late() {
    return late;
  }

  private void read() throws IOException {
    builder.begin(null, null);
    for (RunScan.Found found = scan.next(); found != RunScan.Found.NOTHING; found = scan.next()) {
      if (found == RunScan.Found.DAMAGE) {
        builder.damage();
        stopIndex();
        continue;
      }
      if (!scan.file().equals(file) && enterFile()) {
        continue;
      }
      builder.add(scan, found);
      boolean full = builder.records() == Block.MAX_RECORDS;
      if (full || scan.nextOffset() - blockOffset >= Block.MAX_BYTES) {
        endFull();
      }
    }
    take();
    if (index != null) {
      index.save();
    }
  }

  /**
   * Goes on in another file, to whose first record the scan came; true if the scan was sent past
   * blocks that are known, so that what it found is one of theirs.
   */
  private boolean enterFile() throws IOException {
    file = scan.file();
    blockOffset = 0;
    if (builder.damagedEnd()) {
      // The damage belongs to the record after it, so the block goes on.
      stopIndex();
      return false;
    }
    take();
    long leaf = scan.leaf();
    Place start = new Place(scan.file(), 0, leaf);
    List<IndexedBlock> known = index == null ? List.of() : index.enter(scan.file(), leaf);
    for (IndexedBlock block : known) {
      blocks.add(block.block(query));
      late.addAll(block.late());
      start = new Place(scan.file(), block.end(), block.last().leaf() + 1);
    }
    begin(start);
    if (!known.isEmpty()) {
      scan.seek(start.file(), start.offset(), start.leaf());
    }
    return !known.isEmpty();
  }

  private void begin(Place start) {
    blockOffset = start.offset();
    builder.begin(start, index == null ? null : index.contents());
  }

  private void stopIndex() {
    if (index != null) {
      index.stop();
      builder.stopContents();
    }
  }

  /** Ends a block that will never have more records. */
  private void endFull() throws IOException {
    long end = scan.nextOffset();
    Block block = builder.build();
    if (index != null && !block.damaged()) {
      index.add(blockOffset, end, block, builder.late());
    }
    blocks.add(block);
    late.addAll(builder.late());
    begin(new Place(scan.file(), end, scan.leaf() + 1));
    if (index != null) {
      use.progress(scan.file(), end, scan.fileLength());
    }
  }

  /** Ends a block that is not full, which no index keeps. */
  private void take() {
    if (!builder.isEmpty()) {
      blocks.add(builder.build());
      late.addAll(builder.late());
    }
  }
}
