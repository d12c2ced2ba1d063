package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of ordered values as a union of intervals: where, going up from the least value, one enters
 * and leaves the set. Immutable.
 */
final class Ranges<T> {
  /** A place between values: just before or just after one. */
  private record Cut<T>(T value, boolean after) {}

  private final Comparator<T> order;
  private final boolean startsInside;
  private final List<Cut<T>> cuts;

  private Ranges(Comparator<T> order, boolean startsInside, List<Cut<T>> cuts) {
    this.order = order;
    this.startsInside = startsInside;
    this.cuts = cuts;
  }

  static <T> Ranges<T> all(Comparator<T> order) {
    return new Ranges<>(order, true, List.of());
  }

  static <T> Ranges<T> none(Comparator<T> order) {
    return new Ranges<>(order, false, List.of());
  }

  static <T> Ranges<T> only(Comparator<T> order, T value) {
    return new Ranges<>(order, false, List.of(new Cut<>(value, false), new Cut<>(value, true)));
  }

  /** All values above {@code value}, that one included if {@code inclusive}. */
  static <T> Ranges<T> above(Comparator<T> order, T value, boolean inclusive) {
    return new Ranges<>(order, false, List.of(new Cut<>(value, !inclusive)));
  }

  boolean isEmpty() {
    return !startsInside && cuts.isEmpty();
  }

  Ranges<T> complement() {
    return new Ranges<>(order, !startsInside, cuts);
  }

  Ranges<T> union(Ranges<T> other) {
    return complement().intersection(other.complement()).complement();
  }

  /** Goes along both sets at once and keeps the cuts at which being in both changes. */
  Ranges<T> intersection(Ranges<T> other) {
    List<Cut<T>> common = new ArrayList<>();
    boolean inThis = startsInside;
    boolean inOther = other.startsInside;
    boolean inBoth = inThis && inOther;
    int here = 0;
    int there = 0;
    while (here < cuts.size() || there < other.cuts.size()) {
      int side = compare(here, other, there);
      Cut<T> cut = side <= 0 ? cuts.get(here) : other.cuts.get(there);
      if (side <= 0) {
        inThis = !inThis;
        here++;
      }
      if (side >= 0) {
        inOther = !inOther;
        there++;
      }
      if (inBoth != (inThis && inOther)) {
        inBoth = !inBoth;
        common.add(cut);
      }
    }
    return new Ranges<>(order, startsInside && other.startsInside, common);
  }

  private int compare(int here, Ranges<T> other, int there) {
    if (here >= cuts.size()) {
      return 1;
    }
    if (there >= other.cuts.size()) {
      return -1;
    }
    Cut<T> one = cuts.get(here);
    Cut<T> two = other.cuts.get(there);
    int values = order.compare(one.value(), two.value());
    return values != 0 ? values : Boolean.compare(one.after(), two.after());
  }

  /** The values, if the set is known to be finite; else null. */
  @Nullable List<T> values() {
    if (startsInside || cuts.size() % 2 != 0) {
      return null;
    }
    List<T> values = new ArrayList<>();
    for (int at = 0; at < cuts.size(); at += 2) {
      Cut<T> from = cuts.get(at);
      Cut<T> to = cuts.get(at + 1);
      if (from.after() || !to.after() || order.compare(from.value(), to.value()) != 0) {
        return null;
      }
      values.add(from.value());
    }
    return values;
  }
}
