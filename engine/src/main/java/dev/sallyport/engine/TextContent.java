package dev.sallyport.engine;

import dev.sallyport.engine.arguments.Value;

/**
 * Looks for one text of a call in another, in time linear in both. Texts are compared as UTF-8,
 * whose sequences begin and end only where characters do.
 */
final class TextContent {
  private final Utf8Text text = new Utf8Text();
  private final Utf8Text part = new Utf8Text();
  private int[] fallback = new int[64];

  static boolean contains(Value text, Value part, Evaluation state) {
    TextContent search = state.textContent();
    search.text.set(text);
    search.part.set(part);
    return search.find();
  }

  static boolean startsWith(Value text, Value part, Evaluation state) {
    TextContent search = state.textContent();
    search.text.set(text);
    search.part.set(part);
    return search.part.length() <= search.text.length() && search.isAt(0);
  }

  static boolean endsWith(Value text, Value part, Evaluation state) {
    TextContent search = state.textContent();
    search.text.set(text);
    search.part.set(part);
    int from = search.text.length() - search.part.length();
    return from >= 0 && search.isAt(from);
  }

  /** Lets go of both texts. */
  void forget() {
    text.forget();
    part.forget();
  }

  private boolean isAt(int from) {
    for (int at = 0; at < part.length(); at++) {
      if (text.at(from + at) != part.at(at)) {
        return false;
      }
    }
    return true;
  }

  /** Knuth, Morris and Pratt's search. */
  private boolean find() {
    if (part.length() == 0) {
      return true;
    }
    if (part.length() > text.length()) {
      return false;
    }
    computeFallback();
    int matched = 0;
    for (int at = 0; at < text.length(); at++) {
      matched = advance(matched, text.at(at));
      if (matched == part.length()) {
        return true;
      }
    }
    return false;
  }

  /** For each prefix, the length of its longest proper prefix that is also its suffix. */
  private void computeFallback() {
    if (fallback.length < part.length()) {
      fallback = new int[Math.max(part.length(), 2 * fallback.length)];
    }
    fallback[0] = 0;
    int matched = 0;
    for (int at = 1; at < part.length(); at++) {
      matched = advance(matched, part.at(at));
      fallback[at] = matched;
    }
  }

  private int advance(int matched, byte next) {
    int length = matched;
    while (length > 0 && next != part.at(length)) {
      length = fallback[length - 1];
    }
    return next == part.at(length) ? length + 1 : length;
  }
}
