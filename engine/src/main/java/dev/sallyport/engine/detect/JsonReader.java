package dev.sallyport.engine.detect;

/** Reads the tokens of a JSON text (RFC 8259) one after the other. */
final class JsonReader {
  private final String json;
  private int at;

  JsonReader(String json) {
    this.json = json;
  }

  int position() {
    return at;
  }

  /** The next character that is no white space, U+0000 at the end. */
  char peek() {
    while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
      at++;
    }
    return at < json.length() ? json.charAt(at) : 0;
  }

  void expect(char wanted) throws NotJson {
    if (peek() != wanted) {
      throw new NotJson();
    }
    at++;
  }

  boolean skip(char sign) {
    if (peek() != sign) {
      return false;
    }
    at++;
    return true;
  }

  boolean isAtEnd() {
    return peek() == 0 && at == json.length();
  }

  /** Reads a text in quotes. */
  JsonString text() throws NotJson {
    expect('"');
    int start = at;
    boolean escaped = false;
    while (at < json.length() && json.charAt(at) != '"') {
      if (json.charAt(at) == '\\') {
        escaped = true;
        skipEscape();
      } else if (json.charAt(at++) < 0x20) {
        throw new NotJson();
      }
    }
    if (at == json.length()) {
      throw new NotJson();
    }
    return new JsonString(json, start, at++, escaped);
  }

  private void skipEscape() throws NotJson {
    char kind = at + 1 < json.length() ? json.charAt(at + 1) : 0;
    at += 2;
    if (kind != 'u') {
      if (kind == 0 || "\"\\/bfnrt".indexOf(kind) < 0) {
        throw new NotJson();
      }
      return;
    }
    for (int digit = 0; digit < 4; digit++, at++) {
      char c = at < json.length() ? json.charAt(at) : 0;
      if (c >= 0x80 || Character.digit(c, 16) < 0) {
        throw new NotJson();
      }
    }
  }

  /** Reads {@code true}, {@code false} or {@code null}. */
  void literal(String word) throws NotJson {
    if (!json.startsWith(word, at)) {
      throw new NotJson();
    }
    at += word.length();
  }

  /** Reads a number and returns its notation. */
  String number() throws NotJson {
    int start = at;
    skipOne("-");
    if (!skipOne("0")) {
      digits();
    }
    if (skipOne(".")) {
      digits();
    }
    if (skipOne("eE")) {
      skipOne("+-");
      digits();
    }
    return json.substring(start, at);
  }

  private boolean skipOne(String signs) {
    if (at == json.length() || signs.indexOf(json.charAt(at)) < 0) {
      return false;
    }
    at++;
    return true;
  }

  private void digits() throws NotJson {
    int start = at;
    while (at < json.length() && json.charAt(at) >= '0' && json.charAt(at) <= '9') {
      at++;
    }
    if (at == start) {
      throw new NotJson();
    }
  }

  /** The text is no JSON, which is an ordinary thing for a content to be. */
  static final class NotJson extends Exception {
    private static final long serialVersionUID = 1;

    NotJson() {
      super("not JSON", null, false, false);
    }
  }
}
