package dev.sallyport.enforcer.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Takes a text apart into statements and words, where all common databases agree on where quotes,
 * comments and statements end. For one text, on one thread.
 */
final class SqlScan {
  private static final int MOST_NESTED = 100;

  private final String text;
  private final List<SqlSegment> segments = new ArrayList<>();
  private List<SqlWord> words = new ArrayList<>();
  private int begin;
  private int at;
  private int nested;

  private SqlScan(String text) {
    this.text = text;
  }

  /** The statements of {@code text}, without empty ones. */
  static List<SqlSegment> of(String text) throws AmbiguousSqlException {
    SqlScan scan = new SqlScan(text);
    while (scan.at < text.length()) {
      scan.step();
    }
    scan.endSegment();
    return scan.segments;
  }

  private void step() throws AmbiguousSqlException {
    char c = text.charAt(at);
    if (isWordStart(c)) {
      word();
    } else if (c >= '0' && c <= '9') {
      number();
    } else if (c == '\'' || c == '"') {
      quoted(c);
    } else if (c == '`' || c == '[') {
      delimitedName(c == '[' ? ']' : c);
    } else if (c == '-' && next(1) == '-') {
      lineComment();
    } else if (c == '/' && next(1) == '*') {
      blockComment();
    } else if (c == ';') {
      endSegment();
      at++;
      begin = at;
    } else {
      other(c);
    }
  }

  private void endSegment() {
    if (!words.isEmpty() || !text.substring(begin, at).isBlank()) {
      segments.add(new SqlSegment(text.substring(begin, at), words));
      words = new ArrayList<>();
    }
  }

  private char next(int distance) {
    return at + distance < text.length() ? text.charAt(at + distance) : '\0';
  }

  private static boolean isWordStart(char c) {
    return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c > 127;
  }

  private static boolean isWordPart(char c) {
    return isWordStart(c) || c >= '0' && c <= '9' || c == '$';
  }

  private void word() throws AmbiguousSqlException {
    int from = at;
    while (at < text.length() && isWordPart(text.charAt(at))) {
      char c = text.charAt(at);
      if (c > 127 && !Character.isLetterOrDigit(c)) {
        throw new AmbiguousSqlException("a sign that is no letter");
      }
      at++;
    }
    String word = text.substring(from, at).toUpperCase(Locale.ROOT);
    if (next(0) == '#') {
      throw new AmbiguousSqlException("#");
    }
    boolean prefix = word.equals("Q") || word.equals("NQ") || word.equals("U");
    if (prefix && (next(0) == '\'' || next(0) == '&')) {
      throw new AmbiguousSqlException("a quote of one database");
    }
    words.add(new SqlWord(word, charBefore(from) == '.', charAfter() == '('));
  }

  private char charBefore(int index) {
    int i = index - 1;
    while (i >= begin && isSpace(text.charAt(i))) {
      i--;
    }
    return i >= begin ? text.charAt(i) : '\0';
  }

  private char charAfter() {
    int i = at;
    while (i < text.length() && isSpace(text.charAt(i))) {
      i++;
    }
    return i < text.length() ? text.charAt(i) : '\0';
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  /** Digits, then perhaps an exponent; {@code 1DELETE} is two words for some and one for others. */
  private void number() throws AmbiguousSqlException {
    digits();
    if (next(0) == 'e' || next(0) == 'E') {
      at += next(1) == '+' || next(1) == '-' ? 2 : 1;
      digits();
    }
    if (at < text.length() && isWordPart(text.charAt(at))) {
      throw new AmbiguousSqlException("a word that begins with a digit");
    }
  }

  private void digits() {
    while (next(0) >= '0' && next(0) <= '9' || next(0) == '.') {
      at++;
    }
  }

  /** Ends at the same quote unless it is doubled; some databases let a backslash hide it. */
  private void quoted(char quote) throws AmbiguousSqlException {
    at++;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\' && (next(1) == '\'' || next(1) == '"' || next(1) == '\\')) {
        throw new AmbiguousSqlException("a backslash before a quote");
      }
      if (c == quote && next(1) != quote) {
        at++;
        return;
      }
      at += c == quote ? 2 : 1;
    }
    throw new AmbiguousSqlException("a quote without an end");
  }

  /** Quotes for some and operators for others, so nothing may stand within that means anything. */
  private void delimitedName(char end) throws AmbiguousSqlException {
    at++;
    while (at < text.length() && text.charAt(at) != end) {
      char c = text.charAt(at);
      if (!isWordPart(c) && c != ' ' && c != '.' && c != ':' && c != ',' && c != '?') {
        throw new AmbiguousSqlException("a sign in a delimited name");
      }
      at++;
    }
    if (at == text.length()) {
      throw new AmbiguousSqlException("a delimited name without an end");
    }
    at++;
  }

  private void lineComment() throws AmbiguousSqlException {
    at += 2;
    if (at < text.length() && !isSpace(text.charAt(at))) {
      throw new AmbiguousSqlException("two minus signs, or a comment");
    }
    while (at < text.length() && text.charAt(at) != '\n') {
      char c = text.charAt(at);
      boolean breaks = c == '\r' && next(1) != '\n' || c > 127 || c < ' ' && !isSpace(c);
      if (breaks) {
        throw new AmbiguousSqlException("a sign in a comment that may end it");
      }
      at++;
    }
  }

  /** Some run what such a comment holds, and some nest comments. */
  private void blockComment() throws AmbiguousSqlException {
    int end = text.indexOf("*/", at + 2);
    if (end < 0) {
      throw new AmbiguousSqlException("a comment without an end");
    }
    String body = text.substring(at + 2, end);
    if (body.startsWith("!") || body.startsWith("M!") || body.contains("/*")) {
      throw new AmbiguousSqlException("a comment that may run");
    }
    at = end + 2;
  }

  private void other(char c) throws AmbiguousSqlException {
    if (c == '#' || c == '\\' || c == '{' || c == '}' || c < ' ' && !isSpace(c)) {
      throw new AmbiguousSqlException("a sign of one database");
    }
    if (c == '$' && (next(1) < '0' || next(1) > '9')) {
      throw new AmbiguousSqlException("a quote of one database");
    }
    nested += c == '(' ? 1 : c == ')' ? -1 : 0;
    if (nested > MOST_NESTED) {
      throw new AmbiguousSqlException("too many brackets");
    }
    at++;
  }
}
