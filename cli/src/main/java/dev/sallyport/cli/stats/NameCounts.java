package dev.sallyport.cli.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often each name occurred. Keeps a bounded number of names, the first ones; the others are
 * counted together. Not thread-safe.
 */
public final class NameCounts {
  private final int maxNames;
  private final Map<@Nullable String, Counter> counters = new HashMap<>();
  private long others;
  private long total;

  /**
   * How often a name occurred.
   *
   * @param name the name, or null for calls without one
   * @param count how often
   */
  public record Count(@Nullable String name, long count) {}

  private static final class Counter {
    private long count;
  }

  /** Counts at most {@code maxNames} different names by themselves. */
  public NameCounts(int maxNames) {
    this.maxNames = maxNames;
  }

  /** Counts one more; null is a name, too. */
  public void add(@Nullable String name) {
    total++;
    Counter counter = counters.get(name);
    if (counter == null && counters.size() < maxNames) {
      counter = new Counter();
      counters.put(name, counter);
    }
    if (counter == null) {
      others++;
    } else {
      counter.count++;
    }
  }

  /** How many different names are counted by themselves. */
  public int names() {
    return counters.size();
  }

  /** How often names occurred that are not counted by themselves. */
  public long others() {
    return others;
  }

  /** How often all names together occurred. */
  public long total() {
    return total;
  }

  /** The {@code count} most frequent names, the most frequent first, then in order of the names. */
  public List<Count> top(int count) {
    List<Count> all = new ArrayList<>();
    for (Map.Entry<@Nullable String, Counter> entry : counters.entrySet()) {
      all.add(new Count(entry.getKey(), entry.getValue().count));
    }
    all.sort(
        Comparator.comparingLong(Count::count)
            .reversed()
            .thenComparing(Count::name, Comparator.nullsFirst(Comparator.naturalOrder())));
    return List.copyOf(all.subList(0, Math.min(count, all.size())));
  }
}
