package dev.sallyport.enforcer;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A folder, or a file, that a box lets a tool reach. If it leads elsewhere than it did when the
 * policy was loaded, nothing is below it any more: a tool that may write there could have put a
 * link in its place.
 */
final class PinnedRoot {
  private final Path given;
  private final @Nullable Path pinned;

  private PinnedRoot(Path given, @Nullable Path pinned) {
    this.given = given;
    this.pinned = pinned;
  }

  /** The root as it is now; it need not exist yet. */
  static PinnedRoot of(Path root) {
    Path absolute = root.toAbsolutePath();
    return new PinnedRoot(absolute, followed(absolute));
  }

  private static @Nullable Path followed(Path absolute) {
    try {
      return RealPaths.follow(absolute);
    } catch (IOException e) {
      return null; // leads nowhere, so it holds nothing
    }
  }

  /** Whether {@code real}, a path without links, is the root or lies below it. */
  boolean holds(Path real) {
    Path root = pinned;
    return root != null && real.startsWith(root) && root.equals(followed(given));
  }
}
