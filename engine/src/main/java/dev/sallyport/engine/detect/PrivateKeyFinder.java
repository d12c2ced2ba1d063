package dev.sallyport.engine.detect;

/**
 * Finds private keys in textual form (RFC 7468 and what OpenSSH, PGP and SSH2 make of it): from
 * {@code BEGIN ... PRIVATE KEY} to the matching {@code END}, or to the end of the text if there is
 * none.
 */
final class PrivateKeyFinder implements Finder {
  private static final int LABEL_CHARACTERS = 48;
  private static final String PRIVATE_KEY = "PRIVATE KEY";

  @Override
  public void find(FoldedText text, Spans out) {
    int at = 0;
    while (at < text.length()) {
      if (boundaryEnd(text, at, "BEGIN") < 0) {
        at++;
        continue;
      }
      int start = at;
      int end = -1;
      while (end < 0 && at < text.length()) {
        end = boundaryEnd(text, ++at, "END");
      }
      at = end < 0 ? text.length() : end;
      text.add(out, start, at);
    }
  }

  /** Where a line such as {@code -----BEGIN RSA PRIVATE KEY-----} that begins there ends, or -1. */
  private static int boundaryEnd(FoldedText text, int start, String word) {
    int at = start;
    while (text.at(at) == '-' && at < start + LABEL_CHARACTERS) {
      at++;
    }
    if (at < start + 4) {
      return -1;
    }
    at = text.at(at) == ' ' ? at + 1 : at;
    return text.startsWithAnyCase(word, at) ? labelEnd(text, at + word.length()) : -1;
  }

  private static int labelEnd(FoldedText text, int start) {
    boolean named = false;
    int at = start;
    while (at < start + LABEL_CHARACTERS && (text.isWord(at) || text.at(at) == ' ')) {
      named |= text.startsWithAnyCase(PRIVATE_KEY, at);
      at++;
    }
    int dashes = at;
    while (text.at(at) == '-' && at < dashes + 5) {
      at++;
    }
    return named && at > dashes + 3 ? at : -1;
  }
}
