package dev.sallyport.engine.detect;

/** Finds identity, tax and social security numbers of persons; see {@link NationalId}. */
final class NationalIdFinder implements Finder {
  private static final NationalId[] KNOWN = NationalId.values();

  @Override
  public void find(FoldedText text, Spans out) {
    char[] symbols = new char[NationalId.LONGEST];
    int at = 0;
    while (at < text.length()) {
      int end = endAt(text, at, symbols);
      if (end > at) {
        text.add(out, at, end);
      }
      at = Math.max(end, at + 1);
    }
  }

  private static int endAt(FoldedText text, int start, char[] symbols) {
    boolean symbol = text.isDigit(start) || text.isLetter(start);
    if (!symbol || text.isWord(start - 1) || isJoint(text, start - 1, start - 2)) {
      return -1;
    }
    for (NationalId known : KNOWN) {
      int end = known.endAt(text, start, symbols);
      if (end > 0 && !text.isWord(end) && !isJoint(text, end, end + 1)) {
        return isInList(text, start, end) ? -1 : end;
      }
    }
    return -1;
  }

  /** Whether it is a part of something longer, such as an order number 123-45-6789-01. */
  private static boolean isJoint(FoldedText text, int sign, int beyond) {
    char c = text.at(sign);
    return (c == '-' || c == '.' || c == '/' || c == '_') && text.isDigit(beyond);
  }

  /**
   * Whether it is three of more than three numbers with spaces between: that shape has no check.
   */
  private static boolean isInList(FoldedText text, int start, int end) {
    boolean more =
        text.at(start - 1) == ' ' && text.isDigit(start - 2)
            || text.at(end) == ' ' && text.isDigit(end + 1);
    boolean american = end - start == 11 && text.at(start + 3) == ' ' && text.at(start + 6) == ' ';
    return more && american;
  }
}
