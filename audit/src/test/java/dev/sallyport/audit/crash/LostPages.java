package dev.sallyport.audit.crash;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What a power failure makes of a run: of pages that were not forced the disk holds an older state
 * or zeros. Starts from the newer of two snapshots of one run.
 */
final class LostPages {
  private static final int PAGE = 4096;

  private final Snapshot older;
  private final Snapshot newer;
  private final Snapshot result;
  private final String run;
  private final List<StoredLeaf> leaves;
  private final Random random;
  private long sealed;

  /**
   * @param run name of the run's folder
   * @param leaves the records of {@code newer}
   */
  LostPages(Snapshot older, Snapshot newer, String run, List<StoredLeaf> leaves, Random random) {
    this.older = older;
    this.newer = newer;
    this.result = newer.copy();
    this.run = run;
    this.leaves = leaves;
    this.random = random;
  }

  Snapshot result() {
    return result;
  }

  /** How many leaves the last checkpoint that is left covers. */
  long sealed() {
    return sealed;
  }

  private String name(String file) {
    return run + "/" + file;
  }

  private byte[] content(String path) {
    return result.files.getOrDefault(path, new byte[0]);
  }

  /** Keeps the checkpoints up to one of the last {@code most}, and perhaps a part of the next. */
  void cutCheckpoints(int most) {
    byte[] all = content(name("checkpoints"));
    List<Integer> ends = new ArrayList<>();
    List<Long> sizes = new ArrayList<>();
    ends.add(0);
    sizes.add(0L);
    String text = new String(all, StandardCharsets.ISO_8859_1);
    int at = 0;
    for (int gap = text.indexOf("\n\n"); gap >= 0; gap = text.indexOf("\n\n", at)) {
      sizes.add(Long.parseLong(text.substring(at, gap).split("\n")[1]));
      at = text.indexOf('\n', gap + 2) + 1;
      ends.add(at);
    }
    int kept = Math.max(0, ends.size() - 1 - random.nextInt(most));
    int next = kept + 1 < ends.size() ? ends.get(kept + 1) - ends.get(kept) : 1;
    int part = random.nextBoolean() ? 0 : random.nextInt(next);
    sealed = sizes.get(kept);
    result.files.put(name("checkpoints"), Arrays.copyOf(all, ends.get(kept) + part));
  }

  /** Cuts the leaf hashes anywhere from {@code least} hashes on; or zeros stand there. */
  void cutLeafHashes(long least) {
    byte[] all = content(name("leaf-hashes"));
    int from = (int) Math.min(least * 32, all.length);
    int end = from + random.nextInt(all.length - from + 1);
    byte[] cut = Arrays.copyOf(all, end);
    result.files.put(
        name("leaf-hashes"), random.nextBoolean() ? cut : Arrays.copyOf(cut, all.length));
  }

  /** Loses pages of the record files from leaf {@code first} on, each with some probability. */
  void losePages(long first, double probability) {
    for (String file : newer.files.keySet()) {
      if (file.endsWith(".cq4")) {
        losePages(file, beginOf(file, first), probability);
      }
    }
  }

  /**
   * Where in {@code file} what follows the first leaves begins: at 0 if it has none of those. A
   * file that has ended before was forced when the next one was begun.
   */
  private int beginOf(String file, long first) {
    int begin = 0;
    for (StoredLeaf leaf : leaves) {
      if (file.endsWith("/" + leaf.file().getFileName())) {
        if (leaf.index() >= first) {
          return begin == 0 ? 0 : (int) leaf.begin();
        }
        begin = (int) leaf.end();
      } else if (begin > 0) {
        return Integer.MAX_VALUE - PAGE;
      }
    }
    return begin;
  }

  /** Drops what was appended only after a checkpoint that is not there was on the disk. */
  void dropWhatLaterCheckpointsAllowed() {
    for (StoredLeaf leaf : leaves) {
      if (leaf.kind() == PlainStore.ROLL) {
        long size = Long.parseLong(String.valueOf(PlainStore.event(leaf).get("size")));
        if (size > sealed) {
          drop(leaf.index());
          return;
        }
      }
    }
  }

  private void drop(long first) {
    for (String file : newer.files.keySet()) {
      if (file.endsWith(".cq4")) {
        byte[] bytes = content(file);
        Arrays.fill(bytes, Math.min(beginOf(file, first), bytes.length), bytes.length, (byte) 0);
      }
    }
  }

  private void losePages(String file, int begin, double probability) {
    byte[] bytes = content(file);
    int used = bytes.length;
    while (used > 0 && bytes[used - 1] == 0) {
      used--;
    }
    for (int page = begin / PAGE * PAGE; page < used; page += PAGE) {
      if (random.nextDouble() < probability) {
        losePage(file, bytes, Math.max(page, begin), Math.min(page + PAGE, bytes.length));
      }
    }
  }

  private void losePage(String file, byte[] bytes, int from, int to) {
    byte[] before = older.files.get(file);
    Arrays.fill(bytes, from, to, (byte) 0);
    if (before != null && before.length >= to && random.nextBoolean()) {
      System.arraycopy(before, from, bytes, from, to - from);
    }
  }

  /** The store's own file, which nobody forces. */
  void loseMetadata() {
    String file = name("metadata.cq4t");
    byte[] bytes = content(file);
    if (bytes.length > 0 && random.nextBoolean()) {
      losePage(file, bytes, 0, Math.min(PAGE, bytes.length));
    }
  }

  /** Whether a record below {@link #sealed} is not as it was, its header included. */
  boolean harmsSealed() {
    for (StoredLeaf leaf : leaves) {
      String file = name(leaf.file().getFileName().toString());
      byte[] now = content(file);
      byte[] before = newer.files.getOrDefault(file, new byte[0]);
      int from = (int) leaf.begin();
      int to = (int) leaf.end();
      if (leaf.index() < sealed && !Arrays.equals(now, from, to, before, from, to)) {
        return true;
      }
    }
    return false;
  }

  /** Whether there are fewer leaf hashes than sealed leaves. */
  boolean lacksHashes() {
    return content(name("leaf-hashes")).length / 32 < sealed;
  }
}
