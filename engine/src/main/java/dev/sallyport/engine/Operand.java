package dev.sallyport.engine;

import java.util.List;

/** What a comparison compares. */
sealed interface Operand {
  /**
   * A place in the facts of a call.
   *
   * @param segments what follows the root; empty for all arguments
   */
  record Path(PathRoot root, List<Segment> segments) implements Operand {
    /** Whether the path can lead to several values. */
    boolean isMultiple() {
      if (root == PathRoot.ACTION) {
        return true;
      }
      for (Segment segment : segments) {
        if (segment instanceof Every) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * A part of the time at which the call is judged; always there.
   *
   * @param zone an IANA time zone that the platform knows
   */
  record Time(TimeField field, String zone) implements Operand {}

  /**
   * A value in the condition's text.
   *
   * @param value a {@code String}, {@link NumberLiteral}, {@code Boolean}, {@link NoValue#NULL} or
   *     a {@code List} of those
   */
  record Literal(Object value) implements Operand {}

  /** {@code size()} or {@code lower()}. */
  record Call(Function function, Operand argument) implements Operand {}

  /** A step of a path. */
  sealed interface Segment {}

  /** Into an object: {@code .name} or {@code ['name']}. */
  record Key(String name) implements Segment {}

  /** Into an array: {@code [n]}, counted from 0. */
  record Index(int position) implements Segment {}

  /** Into every element of an array: {@code [*]}. */
  record Every() implements Segment {}
}
