package dev.sallyport.engine;

/**
 * A token of a condition.
 *
 * @param text a name, a number's digits, a string's value, or the symbol itself
 * @param offset where it starts, in UTF-16 characters from 0
 */
record Token(Kind kind, String text, int offset) {
  /** The kinds of token. */
  enum Kind {
    NAME,
    NUMBER,
    STRING,
    SYMBOL,
    END
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isWord(String word) {
    return kind == Kind.NAME && text.equals(word);
  }

  /** The token as messages show it. */
  String shown() {
    switch (kind) {
      case END:
        return "the end";
      case STRING:
        return "the text " + Quoted.of(text);
      default:
        return Quoted.of(text);
    }
  }
}
