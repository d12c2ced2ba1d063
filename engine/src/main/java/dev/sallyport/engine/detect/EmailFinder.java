package dev.sallyport.engine.detect;

/**
 * Finds e-mail addresses: the unquoted form of RFC 5321 with a domain of at least two labels, the
 * last of which has letters only or is a punycode label. Letters of alphabets beside Latin count;
 * of scripts written without spaces they do not, because there a word has no end.
 */
final class EmailFinder implements Finder {
  private static final int TOP_LEVEL_CHARACTERS = 24;

  @Override
  public void find(FoldedText text, Spans out) {
    int done = 0;
    for (int at = 0; at < text.length(); at++) {
      if (text.at(at) != '@') {
        continue;
      }
      int start = at;
      while (start > done && isLocal(text, start - 1)) {
        start--;
      }
      while (start < at && ".'".indexOf(text.at(start)) >= 0) {
        start++;
      }
      int end = start == at ? -1 : domainEnd(text, at + 1);
      if (end > 0 && !isSomethingElse(text, start, at, end)) {
        text.add(out, start, end);
        done = end;
        at = end - 1;
      }
    }
  }

  private static boolean isLetter(FoldedText text, int index) {
    char c = text.at(index);
    return text.isLetter(index) || c >= 0xc0 && c < 0x2000 && Character.isLetter(c);
  }

  private static boolean isLocal(FoldedText text, int index) {
    return isLetter(text, index)
        || text.isDigit(index)
        || text.at(index) != 0 && "._%+-'".indexOf(text.at(index)) >= 0;
  }

  /** Where the longest domain from there ends, or -1. */
  private static int domainEnd(FoldedText text, int start) {
    int end = -1;
    int label = start;
    int at = start;
    while (true) {
      while (isLetter(text, at) || text.isDigit(at) || text.at(at) == '-') {
        at++;
      }
      if (at == label || text.at(label) == '-') {
        return end;
      }
      if (label > start && isTopLevel(text, label, at)) {
        end = trimmed(text, at);
      }
      if (text.at(at) != '.') {
        return end;
      }
      label = ++at;
    }
  }

  private static int trimmed(FoldedText text, int end) {
    int at = end;
    while (text.at(at - 1) == '-') {
      at--;
    }
    return at;
  }

  private static boolean isTopLevel(FoldedText text, int from, int to) {
    if (text.startsWithAnyCase("XN--", from)) {
      return to > from + 4;
    }
    int end = trimmed(text, to);
    if (end - from < 2 || end - from > TOP_LEVEL_CHARACTERS) {
      return false;
    }
    for (int at = from; at < end; at++) {
      if (!isLetter(text, at)) {
        return false;
      }
    }
    return true;
  }

  /** {@code git@host.example:path} of a repository, {@code icon@2x.png} of an image. */
  private static boolean isSomethingElse(FoldedText text, int start, int at, int end) {
    boolean repository =
        at - start == 3 && text.startsWith("git@", start) && ":/".indexOf(text.at(end)) >= 0;
    boolean image = text.isDigit(at + 1) && text.at(at + 2) == 'x' && text.at(at + 3) == '.';
    return repository || image && isImage(text, at + 4, end);
  }

  private static boolean isImage(FoldedText text, int from, int end) {
    for (String type : new String[] {"PNG", "JPG", "JPEG", "GIF", "WEBP", "SVG", "AVIF"}) {
      if (end - from == type.length() && text.startsWithAnyCase(type, from)) {
        return true;
      }
    }
    return false;
  }
}
