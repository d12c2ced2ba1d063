package dev.sallyport.cli.search;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The indexes of one run: gives the blocks that are known, and takes those that are new. What does
 * not fit the log is thrown away. Not thread-safe.
 */
final class RunIndex {
  private final IndexFolder folder;
  private final IndexUse use;
  private @Nullable Path file;
  private NameTables names = new NameTables();
  private List<byte[]> blocks = new ArrayList<>();
  private @Nullable ContentsBuilder contents;
  private boolean isNew;

  RunIndex(Path run, IndexUse use) {
    this.folder = new IndexFolder(run);
    this.use = use;
  }

  /**
   * Goes to another file, whose first record has the index {@code leaf}, and returns its known
   * blocks, which follow each other from its beginning.
   */
  List<IndexedBlock> enter(Path log, long leaf) {
    save();
    file = log;
    names = new NameTables();
    blocks = new ArrayList<>();
    isNew = false;
    List<IndexedBlock> known = new ArrayList<>();
    IndexFile loaded = folder.load(log);
    if (loaded != null) {
      keepFitting(log, loaded, leaf, known);
    }
    contents = new ContentsBuilder(names);
    return known;
  }

  private void keepFitting(Path log, IndexFile loaded, long leaf, List<IndexedBlock> known) {
    long start = 0;
    long nextLeaf = leaf;
    try (LogFileCheck check = new LogFileCheck(log)) {
      for (byte[] bytes : loaded.blocks()) {
        IndexedBlock block = IndexedBlock.read(log, bytes, loaded.names());
        if (block.start() != start || block.first().leaf() != nextLeaf || !check.fits(block)) {
          break;
        }
        known.add(block);
        start = block.end();
        nextLeaf = block.last().leaf() + 1;
      }
      names = loaded.names();
      blocks = new ArrayList<>(loaded.blocks().subList(0, known.size()));
    } catch (IOException | InvalidIndexException e) {
      // Made anew, from the log alone.
      known.clear();
    }
  }

  /** Where to sum up the present block, or null if it can't be kept. */
  @Nullable ContentsBuilder contents() {
    return contents;
  }

  /** The present block is whole; the next one follows it. */
  void add(long start, long end, Block block, List<OutcomeFacts> late) {
    ContentsBuilder open = contents;
    if (open != null) {
      blocks.add(open.end(start, end, block, late));
      isNew = true;
    }
  }

  /** What follows in this file can't be kept. */
  void stop() {
    contents = null;
  }

  /** Writes what is new. */
  void save() {
    Path log = file;
    if (log == null || !isNew) {
      return;
    }
    isNew = false;
    try {
      folder.save(log, new IndexFile(names, blocks));
    } catch (AccessDeniedException e) {
      use.unwritable(folder.folder(), "permission denied");
    } catch (IOException e) {
      use.unwritable(folder.folder(), String.valueOf(e.getMessage()));
    }
  }
}
