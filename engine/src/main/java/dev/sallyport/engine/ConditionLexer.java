package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;

/** Splits a condition into tokens. */
final class ConditionLexer {
  private static final String SYMBOLS = "()[].,*<>";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private ConditionLexer(String text) {
    this.text = text;
  }

  /** The tokens of {@code text}; the last one is {@link Token.Kind#END}. */
  static List<Token> tokens(String text) throws ConditionException {
    if (text.length() > EngineLimits.CONDITION_CHARACTERS) {
      String wanted = ", wanted at most " + EngineLimits.CONDITION_CHARACTERS;
      throw new ConditionException(0, "got " + text.length() + " characters" + wanted);
    }
    ConditionLexer lexer = new ConditionLexer(text);
    while (lexer.skipBlanks()) {
      lexer.token();
    }
    lexer.tokens.add(new Token(Token.Kind.END, "", text.length()));
    return lexer.tokens;
  }

  private boolean skipBlanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length();
  }

  private void token() throws ConditionException {
    char c = text.charAt(at);
    if (isNameStart(c)) {
      name();
    } else if (isDigit(c) || c == '-' && isDigit(peek(1))) {
      number();
    } else if (c == '\'' || c == '"') {
      string(c);
    } else {
      symbol(c);
    }
  }

  private void name() {
    int start = at;
    while (at < text.length() && (isNameStart(text.charAt(at)) || isDigit(text.charAt(at)))) {
      at++;
    }
    tokens.add(new Token(Token.Kind.NAME, text.substring(start, at), start));
  }

  private void number() throws ConditionException {
    int start = at++;
    skipDigits();
    if (peek(0) == '.' && isDigit(peek(1))) {
      at++;
      skipDigits();
    }
    if (at < text.length() && isNameStart(text.charAt(at))) {
      String got = Quoted.of(text.substring(start, at + 1));
      throw new ConditionException(start, "got " + got + ", wanted a number written in digits");
    }
    if (at - start > EngineLimits.NUMBER_CHARACTERS) {
      String wanted = ", wanted at most " + EngineLimits.NUMBER_CHARACTERS;
      throw new ConditionException(start, "got a number of " + (at - start) + " digits" + wanted);
    }
    tokens.add(new Token(Token.Kind.NUMBER, text.substring(start, at), start));
  }

  private void skipDigits() {
    while (isDigit(peek(0))) {
      at++;
    }
  }

  private void string(char quote) throws ConditionException {
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (peek(0) != quote || at >= text.length()) {
      if (at >= text.length()) {
        throw new ConditionException(start, "got a text without its closing " + quote);
      }
      char c = text.charAt(at++);
      value.append(c == '\\' ? escape() : c);
    }
    at++;
    tokens.add(new Token(Token.Kind.STRING, value.toString(), start));
  }

  private char escape() throws ConditionException {
    char c = peek(0);
    at++;
    switch (c) {
      case '\\':
      case '\'':
      case '"':
        return c;
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case 'u':
        return unicodeEscape();
      default:
        String got = "got the escape " + Quoted.of("\\" + c);
        String wanted = ", wanted one of \\\\ \\' \\\" \\n \\r \\t \\uXXXX";
        throw new ConditionException(at - 2, got + wanted + " (a backslash is \\\\)");
    }
  }

  private char unicodeEscape() throws ConditionException {
    int value = 0;
    for (int digit = 0; digit < 4; digit++) {
      int hex = Character.digit(peek(0), 16);
      if (hex < 0) {
        throw new ConditionException(at, "wanted four hexadecimal digits after \\u");
      }
      value = value * 16 + hex;
      at++;
    }
    return (char) value;
  }

  private void symbol(char c) throws ConditionException {
    int start = at;
    if (peek(1) == '=' && "=!<>".indexOf(c) >= 0) {
      at += 2;
    } else if (SYMBOLS.indexOf(c) >= 0) {
      at++;
    } else {
      throw new ConditionException(start, unknown(c));
    }
    tokens.add(new Token(Token.Kind.SYMBOL, text.substring(start, at), start));
  }

  private static String unknown(char c) {
    String got = "got " + Quoted.of(String.valueOf(c));
    switch (c) {
      case '=':
        return got + ", wanted `==`";
      case '!':
        return got + ", wanted `not` or `!=`";
      case '&':
        return got + ", wanted `and`";
      case '|':
        return got + ", wanted `or`";
      default:
        return got + ", wanted a path, a value or an operator";
    }
  }

  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
  }

  private static boolean isNameStart(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
