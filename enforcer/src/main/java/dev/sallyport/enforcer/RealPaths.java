package dev.sallyport.enforcer;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Where a path leads: name by name, as the system goes, so that {@code ..} after a link is the
 * folder above the link's target. What does not exist is taken as it is written. Nothing is kept:
 * the next look may find other links.
 */
final class RealPaths {
  /** As many as Linux follows. */
  private static final int MOST_LINKS = 40;

  private RealPaths() {}

  /** The place that opening {@code path} would open, or create. */
  static Path follow(Path path) throws IOException {
    return walk(path.toAbsolutePath(), true);
  }

  /** The place of the name itself, which is what is deleted, renamed or replaced. */
  static Path place(Path path) throws IOException {
    return walk(path.toAbsolutePath(), false);
  }

  private static Path walk(Path absolute, boolean followLast) throws IOException {
    Deque<Path> names = new ArrayDeque<>();
    push(absolute, names);
    Path at = rootOf(absolute);
    int links = 0;
    while (!names.isEmpty()) {
      String name = names.pop().toString();
      Path next = step(at, name);
      boolean follow = followLast || !names.isEmpty();
      if (follow && Files.isSymbolicLink(next)) {
        if (++links > MOST_LINKS) {
          throw new FileSystemLoopException(absolute.toString());
        }
        Path target = Files.readSymbolicLink(next);
        push(target, names);
        at = target.isAbsolute() ? rootOf(target) : at;
      } else {
        at = next;
      }
    }
    return File.separatorChar == '/' ? at : existing(at);
  }

  private static Path rootOf(Path absolute) {
    Path root = absolute.getRoot();
    if (root == null) {
      throw new IllegalArgumentException("not an absolute path");
    }
    return root;
  }

  private static void push(Path path, Deque<Path> names) {
    for (int i = path.getNameCount() - 1; i >= 0; i--) {
      names.push(path.getName(i));
    }
  }

  private static Path step(Path at, String name) {
    if (name.isEmpty() || name.equals(".")) {
      return at;
    }
    if (name.equals("..")) {
      Path above = at.getParent();
      return above == null ? at : above;
    }
    return at.resolve(name);
  }

  /** Where there are other links than symbolic ones, and names without regard to case. */
  private static Path existing(Path walked) throws IOException {
    Path there = walked;
    while (there != null && !Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
      there = there.getParent();
    }
    return there == null ? walked : there.toRealPath().resolve(there.relativize(walked));
  }
}
