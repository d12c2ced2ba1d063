package dev.sallyport.engine.detect;

/**
 * Finds keys and tokens: by the prefixes that their issuers document, JSON web tokens (RFC 7519),
 * what follows {@code Bearer} (RFC 6750), and values assigned to names such as {@code api_key}.
 */
final class ApiKeyFinder implements Finder {
  private static final SecretAssignment ASSIGNMENT = new SecretAssignment();

  @Override
  public void find(FoldedText text, Spans out) {
    ASSIGNMENT.find(text, out);
    int at = 0;
    while (at < text.length()) {
      int end = text.isWord(at - 1) ? -1 : endAt(text, at);
      if (end > at) {
        text.add(out, at, end);
      }
      at = Math.max(end, at + 1);
    }
  }

  private static int endAt(FoldedText text, int at) {
    int end = KeyPrefix.endAt(text, at);
    end = end < 0 ? webTokenEnd(text, at) : end;
    return end < 0 ? bearerEnd(text, at) : end;
  }

  /** Three to five base64url parts with dots, the first of which begins a JSON object. */
  private static int webTokenEnd(FoldedText text, int start) {
    if (!text.startsWith("eyJ", start) || text.at(start - 1) == '.' || text.at(start - 1) == '-') {
      return -1;
    }
    int end = start;
    int parts = 0;
    int at = start;
    while (parts < 5) {
      int partEnd = base64UrlEnd(text, at);
      boolean unsigned = parts == 2 && text.startsWith("eyJ", base64Start(text, at - 1));
      if (partEnd - at < 10 && !unsigned && parts < 3) {
        return -1;
      }
      parts++;
      end = partEnd;
      if (text.at(partEnd) != '.') {
        break;
      }
      at = partEnd + 1;
    }
    return parts >= 3 ? end : -1;
  }

  private static int base64UrlEnd(FoldedText text, int start) {
    int at = start;
    while (text.isLetter(at) || text.isDigit(at) || text.at(at) == '_' || text.at(at) == '-') {
      at++;
    }
    return at;
  }

  private static int base64Start(FoldedText text, int end) {
    int at = end;
    while (text.isLetter(at - 1)
        || text.isDigit(at - 1)
        || text.at(at - 1) == '_'
        || text.at(at - 1) == '-') {
      at--;
    }
    return at;
  }

  private static int bearerEnd(FoldedText text, int start) {
    if (!text.startsWithAnyCase("BEARER ", start)) {
      return -1;
    }
    int from = start + 7;
    boolean digit = false;
    int at = from;
    while (text.isLetter(at)
        || text.isDigit(at)
        || text.at(at) != 0 && "-._~+/=".indexOf(text.at(at)) >= 0) {
      digit |= text.isDigit(at);
      at++;
    }
    return at - from >= 16 && digit ? at : -1;
  }
}
