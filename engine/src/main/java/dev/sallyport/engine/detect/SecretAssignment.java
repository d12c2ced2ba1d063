package dev.sallyport.engine.detect;

/**
 * Finds values of at least 16 characters assigned to names such as {@code api_key}, {@code
 * CLIENT_SECRET} or {@code password}, and what follows {@code Authorization:}. The name stays.
 */
final class SecretAssignment implements Finder {
  private static final int LEAST = 16;
  private static final int LEAST_AUTHORIZATION = 8;
  private static final int GAP = 8;

  /** Characters among which a random value has a digit. */
  private static final int RANDOM = 64;

  private static final Label NAMES =
      new Label(
          "PASSWORD",
          "PASSWD",
          "PASSPHRASE",
          "APIKEY",
          "SECRET",
          "SECRETKEY",
          "ACCESSKEY",
          "ACCOUNTKEY",
          "PRIVATEKEY",
          "ENCRYPTIONKEY",
          "APITOKEN",
          "ACCESSTOKEN",
          "AUTHTOKEN",
          "REFRESHTOKEN",
          "IDTOKEN",
          "BEARERTOKEN",
          "BOTTOKEN",
          "SESSIONTOKEN",
          "SECRETTOKEN");

  private static final Label TOKEN = new Label("TOKEN");
  private static final Label PLACE =
      new Label("PAGETOKEN", "NEXTTOKEN", "SYNCTOKEN", "CONTINUATIONTOKEN");

  /** A password, or a shell's working directory. */
  private static final Label PWD = new Label("PWD");

  private static final Label AUTHORIZATION = new Label("AUTHORIZATION");

  @Override
  public void find(FoldedText text, Spans out) {
    int at = 0;
    while (at < text.length()) {
      char c = text.at(at);
      int end = c == ':' || c == '=' ? assign(text, at, out) : -1;
      at = Math.max(end, at + 1);
    }
  }

  private static int assign(FoldedText text, int sign, Spans out) {
    boolean authorization = AUTHORIZATION.isBefore(text, sign);
    if (!authorization && !isSecretName(text, sign)) {
      return -1;
    }
    int start = valueStart(text, sign + 1);
    if (authorization) {
      start = afterScheme(text, start);
    }
    // What is no secret is seen by its first characters: the value could be all of the text.
    if (isCode(text, sign, start) || !authorization && isOther(text, sign, start)) {
      return -1;
    }
    int end = valueEnd(text, start, quoteBefore(text, start));
    boolean fits = end - start >= (authorization ? LEAST_AUTHORIZATION : LEAST);
    if (!fits || isMasked(text, start, end)) {
      return -1;
    }
    text.add(out, start, end);
    return end;
  }

  private static boolean isSecretName(FoldedText text, int sign) {
    return NAMES.isBefore(text, sign) || TOKEN.isBefore(text, sign) || PWD.isBefore(text, sign);
  }

  /** Whether the name can mean something else, and the value looks like that. */
  private static boolean isOther(FoldedText text, int sign, int start) {
    if (PWD.isBefore(text, sign)) {
      return text.at(start) == '/' || text.at(start) == '~' || text.at(start + 1) == ':';
    }
    return TOKEN.isBefore(text, sign)
        && !NAMES.isBefore(text, sign)
        && (PLACE.isBefore(text, sign) || !hasDigit(text, start));
  }

  private static boolean hasDigit(FoldedText text, int start) {
    for (int at = start; at < start + RANDOM && text.at(at) > ' '; at++) {
      if (text.isDigit(at)) {
        return true;
      }
    }
    return false;
  }

  private static int valueStart(FoldedText text, int from) {
    int at = from;
    while (at < from + GAP && text.at(at) != 0 && " :=>\"'\\`".indexOf(text.at(at)) >= 0) {
      at++;
    }
    return at;
  }

  private static int afterScheme(FoldedText text, int start) {
    for (String scheme : new String[] {"BEARER ", "BASIC ", "TOKEN ", "APIKEY "}) {
      if (text.startsWithAnyCase(scheme, start)) {
        return start + scheme.length();
      }
    }
    return start;
  }

  private static char quoteBefore(FoldedText text, int start) {
    char c = text.at(start - 1);
    return c == '"' || c == '\'' || c == '`' ? c : 0;
  }

  private static int valueEnd(FoldedText text, int start, char quote) {
    int at = start;
    while (at < text.length()) {
      char c = text.at(at);
      boolean end = quote != 0 ? c == quote : "\"'`,;&<>".indexOf(c) >= 0;
      if (end || c == ' ' || c == '\n' || c == '\r') {
        break;
      }
      at++;
    }
    // In JSON within a text the closing quote has a backslash.
    return at > start && text.at(at) == quote && text.at(at - 1) == '\\' ? at - 1 : at;
  }

  private static boolean isMasked(FoldedText text, int start, int end) {
    for (int at = start; at < end; at++) {
      if (text.at(at) != '*') {
        return false;
      }
    }
    return true;
  }

  /** Whether a call stands there, as in {@code token = request.header("x")}. */
  private static boolean isCode(FoldedText text, int sign, int start) {
    if (text.at(sign) != '=' || quoteBefore(text, start) != 0) {
      return false;
    }
    int at = start;
    while (text.isLetter(at) || text.isDigit(at) || text.at(at) == '.' || text.at(at) == '_') {
      at++;
    }
    return at > start && text.at(at) == '(';
  }
}
