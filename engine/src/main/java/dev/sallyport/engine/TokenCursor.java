package dev.sallyport.engine;

import java.util.List;

/** A place in the tokens of a condition. Not thread-safe. */
final class TokenCursor {
  private final List<Token> tokens;
  private int at;

  /** {@code tokens} must end with {@link Token.Kind#END}. */
  TokenCursor(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return tokens.get(at);
  }

  Token peekSecond() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  /** Takes the next token; the end stays. */
  Token next() {
    Token token = tokens.get(at);
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  boolean takeWord(String word) {
    boolean there = peek().isWord(word);
    if (there) {
      next();
    }
    return there;
  }

  boolean takeSymbol(String symbol) {
    boolean there = peek().isSymbol(symbol);
    if (there) {
      next();
    }
    return there;
  }

  void expectSymbol(String symbol) throws ConditionException {
    if (!takeSymbol(symbol)) {
      throw unexpected("`" + symbol + "`");
    }
  }

  ConditionException unexpected(String wanted) {
    return new ConditionException(peek().offset(), "got " + peek().shown() + ", wanted " + wanted);
  }
}
