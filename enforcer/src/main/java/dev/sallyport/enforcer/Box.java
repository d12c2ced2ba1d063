package dev.sallyport.enforcer;

import dev.sallyport.engine.BoxPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A box of the policy with its files' roots as they were when the policy was loaded. */
final class Box {
  private final BoxPolicy policy;
  private final @Nullable List<PinnedRoot> readRoots;
  private final @Nullable List<PinnedRoot> writeRoots;

  Box(BoxPolicy policy) {
    this.policy = policy;
    this.readRoots = pinned(policy.readRoots());
    this.writeRoots = pinned(policy.writeRoots());
  }

  private static @Nullable List<PinnedRoot> pinned(@Nullable List<String> roots) {
    if (roots == null) {
      return null;
    }
    List<PinnedRoot> pinned = new ArrayList<>();
    for (String root : roots) {
      pinned.add(PinnedRoot.of(Path.of(root)));
    }
    return List.copyOf(pinned);
  }

  BoxPolicy policy() {
    return policy;
  }

  String name() {
    return policy.name();
  }

  boolean restrictsReading() {
    return readRoots != null;
  }

  boolean restrictsWriting() {
    return writeRoots != null;
  }

  /** Whether the file at {@code real}, a path without links, may be read. */
  boolean mayRead(Path real) {
    return isWithin(readRoots, real) || writeRoots != null && isWithin(writeRoots, real);
  }

  /** Whether the file at {@code real}, a path without links, may be written. */
  boolean mayWrite(Path real) {
    return isWithin(writeRoots, real);
  }

  private static boolean isWithin(@Nullable List<PinnedRoot> roots, Path real) {
    if (roots == null) {
      return true;
    }
    for (PinnedRoot root : roots) {
      if (root.holds(real)) {
        return true;
      }
    }
    return false;
  }
}
