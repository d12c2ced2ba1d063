package dev.sallyport.audit.verify;

import dev.sallyport.audit.EventRecord;
import java.util.ArrayList;
import java.util.List;

/** The records of a run that say something about keys, files and other runs. Not thread-safe. */
final class RunEvents {
  /** A run has one for each file and each run that it removed or recovered. */
  private static final int MAX = 100_000;

  /**
   * A record and its place.
   *
   * @param leaf its index
   */
  record Placed(long leaf, EventRecord event) {
    /** A value, or an empty text if there is none. */
    String value(String name) {
      return event.values().getOrDefault(name, "");
    }
  }

  private final List<Placed> rolls = new ArrayList<>();
  private final List<Placed> recoveries = new ArrayList<>();
  private final List<Placed> prunings = new ArrayList<>();
  private final List<Placed> rotations = new ArrayList<>();
  private boolean shutDown;

  void add(long leaf, EventRecord event) {
    shutDown = false;
    switch (event.kind()) {
      case ROLL -> put(rolls, leaf, event);
      case RECOVERED -> put(recoveries, leaf, event);
      case PRUNED -> put(prunings, leaf, event);
      case KEY_ROTATE -> put(rotations, leaf, event);
      case SHUTDOWN -> shutDown = true;
      default -> {
        // Nothing that other files or runs have to fit.
      }
    }
  }

  private static void put(List<Placed> list, long leaf, EventRecord event) {
    if (list.size() < MAX) {
      list.add(new Placed(leaf, event));
    }
  }

  List<Placed> rolls() {
    return rolls;
  }

  List<Placed> recoveries() {
    return recoveries;
  }

  List<Placed> prunings() {
    return prunings;
  }

  List<Placed> rotations() {
    return rotations;
  }

  /** Whether the run ended in order: the last event is a SHUTDOWN. */
  boolean shutDown() {
    return shutDown;
  }
}
