package dev.sallyport.engine.detect;

/** Names that say what the value behind them is, such as {@code phone:} or {@code api_key = "}. */
final class Label {
  private static final int GAP = 8;

  private final String[] names;

  /**
   * A label.
   *
   * @param names in upper case, without what stands between the words of a name
   */
  Label(String... names) {
    this.names = names;
  }

  /**
   * Whether a name ends before {@code index}, with nothing but spaces, quotes and signs of
   * assignment between: the whole of an identifier or its last words, as in {@code customerPhone}.
   */
  boolean isBefore(FoldedText text, int index) {
    int end = index;
    while (end > index - GAP
        && text.at(end - 1) != 0
        && " :=#\"'\\>.(".indexOf(text.at(end - 1)) >= 0) {
      end--;
    }
    for (String name : names) {
      if (endsWith(text, name, end)) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsWith(FoldedText text, String name, int end) {
    int at = end;
    for (int letter = name.length() - 1; letter >= 0; letter--) {
      at--;
      if (letter < name.length() - 1 && text.at(at) != 0 && "_- .".indexOf(text.at(at)) >= 0) {
        at--;
      }
      if (text.upper(at) != name.charAt(letter)) {
        return false;
      }
    }
    boolean capital = text.isLetter(at) && text.upper(at) == text.at(at);
    boolean small = text.isLetter(at - 1) && text.upper(at - 1) != text.at(at - 1);
    return !text.isWord(at - 1) || capital && small;
  }
}
