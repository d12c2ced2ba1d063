package dev.sallyport.engine.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Parts of one text that are to be masked, in UTF-16 offsets. Not thread-safe. */
public final class Spans {
  private final int length;
  private List<Span> spans = new ArrayList<>();
  private int keepLast;

  /**
   * Spans of one text.
   *
   * @param length of the text, in UTF-16 units
   */
  Spans(int length) {
    this.length = length;
  }

  /**
   * Adds a span; one without characters is ignored.
   *
   * @param start offset of the first character
   * @param end offset behind the last one
   */
  public void add(int start, int end) {
    if (start < 0 || end < start || end > length) {
      throw new IllegalArgumentException(
          "got the span " + start + " to " + end + " of " + length + " characters");
    }
    if (start < end) {
      spans.add(new Span(start, end, keepLast));
    }
  }

  /** How many last characters of the spans added from now on stay readable. */
  void keepLast(int characters) {
    keepLast = characters;
  }

  /** Makes all of the text a span of which nothing stays readable. */
  void addWhole() {
    if (length > 0) {
      spans.add(new Span(0, length, 0));
    }
  }

  /** The spans in order; those that overlap or touch are one, of which the fewest kept count. */
  List<Span> united() {
    spans.sort(Comparator.comparingInt(Span::start));
    List<Span> united = new ArrayList<>();
    for (Span span : spans) {
      Span last = united.isEmpty() ? null : united.get(united.size() - 1);
      if (last == null || last.end() < span.start()) {
        united.add(span);
      } else {
        int end = Math.max(last.end(), span.end());
        int keep = Math.min(last.keepLast(), span.keepLast());
        united.set(united.size() - 1, new Span(last.start(), end, keep));
      }
    }
    spans = united;
    return united;
  }

  /** One part of a text. */
  record Span(int start, int end, int keepLast) {}
}
