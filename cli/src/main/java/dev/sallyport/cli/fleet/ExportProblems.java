package dev.sallyport.cli.fleet;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Says what is wrong with the log, each once, and remembers that something is. Not thread-safe. */
final class ExportProblems {
  private final Consumer<String> say;
  private final Set<String> said = new HashSet<>();
  private boolean damaged;
  private boolean unreadable;

  ExportProblems(Consumer<String> say) {
    this.say = say;
  }

  /** A place where a log is not as it was written. */
  void damaged(String run, String what) {
    damaged = true;
    sayOnce("the log of the run `" + run + "` is damaged: " + what);
  }

  /** A run, or a part of it, can't be read. */
  void unreadable(String run, String why) {
    unreadable = true;
    sayOnce("got an unreadable run `" + run + "`: " + why);
  }

  /** What was exported is not all that was to be. */
  void incomplete(String what) {
    damaged = true;
    sayOnce(what);
  }

  private void sayOnce(String line) {
    if (said.add(line)) {
      say.accept(line);
    }
  }

  boolean isDamaged() {
    return damaged;
  }

  boolean isUnreadable() {
    return unreadable;
  }
}
