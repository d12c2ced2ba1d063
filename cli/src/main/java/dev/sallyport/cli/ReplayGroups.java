package dev.sallyport.cli;

import dev.sallyport.audit.DecisionId;
import dev.sallyport.audit.DecisionRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls grouped by tool and by what was and would be decided. Not thread-safe. */
final class ReplayGroups {
  /** A model can make up any number of tool names. */
  private static final int MAX_GROUPS = 10_000;

  private static final int MAX_EXAMPLES = 3;

  private final Map<Key, Group> groups = new HashMap<>();
  private long count;
  private long ungrouped;

  /**
   * What the calls of a group have in common.
   *
   * @param from null if it does not matter
   * @param to likewise
   */
  record Key(@Nullable String tool, @Nullable ReplayAnswer from, @Nullable ReplayAnswer to) {}

  /** A group with its size and the first decision ids. */
  static final class Group {
    final Key key;
    final List<String> examples = new ArrayList<>();
    long count;

    Group(Key key) {
      this.key = key;
    }
  }

  void add(DecisionRecord record, @Nullable ReplayAnswer from, @Nullable ReplayAnswer to) {
    count++;
    Key key = new Key(record.tool(), from, to);
    Group group = groups.get(key);
    if (group == null) {
      if (groups.size() >= MAX_GROUPS) {
        ungrouped++;
        return;
      }
      group = new Group(key);
      groups.put(key, group);
    }
    group.count++;
    if (group.examples.size() < MAX_EXAMPLES) {
      group.examples.add(DecisionId.format(record.bootId(), record.callId()));
    }
  }

  /** How many calls were added. */
  long count() {
    return count;
  }

  /** How many of them are in no group, because there are too many groups. */
  long ungrouped() {
    return ungrouped;
  }

  /** The groups, the largest first. */
  List<Group> sorted() {
    List<Group> sorted = new ArrayList<>(groups.values());
    sorted.sort(
        Comparator.comparingLong((Group group) -> -group.count)
            .thenComparing(group -> String.valueOf(group.key.tool()))
            .thenComparing(group -> String.valueOf(group.key.from()))
            .thenComparing(group -> String.valueOf(group.key.to())));
    return sorted;
  }
}
