package dev.sallyport.audit.crash;

import java.io.IOException;
import java.nio.file.Path;

/** What the GAP records of a run say. */
final class Gaps {
  private Gaps() {}

  /** How many calls were refused. */
  static long told(Path run) {
    try {
      long refused = 0;
      for (StoredLeaf leaf : PlainStore.read(run)) {
        if (leaf.kind() == PlainStore.GAP) {
          refused += Long.parseLong(String.valueOf(PlainStore.event(leaf).get("refused")));
        }
      }
      return refused;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
