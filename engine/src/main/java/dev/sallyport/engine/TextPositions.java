package dev.sallyport.engine;

import dev.sallyport.engine.arguments.Value;
import java.util.List;

/** Finds where a text stands among literals, by code points. */
final class TextPositions {
  private final Value[] literals;

  /** {@code sorted} literals, each once. */
  TextPositions(List<String> sorted) {
    this.literals = new Value[sorted.size()];
    for (int at = 0; at < literals.length; at++) {
      literals[at] = Value.ofText(sorted.get(at));
    }
  }

  /** 2i+1 if {@code text} equals literal i, 2i if it lies in the gap below literal i. */
  int position(Value text) {
    int low = 0;
    int high = literals.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = text.compareText(literals[middle]);
      if (order == 0) {
        return 2 * middle + 1;
      }
      if (order > 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return 2 * low;
  }
}
