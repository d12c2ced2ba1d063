package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses a condition by recursive descent: {@code or} binds least, then {@code and}, {@code not}
 * and the comparisons. What can be seen to be an error without a call, such as ordering a boolean,
 * is refused here.
 */
final class ConditionParser {
  private final TokenCursor tokens;
  private final PathParser paths;
  private final int deepest;
  private int depth;

  private ConditionParser(TokenCursor tokens, int deepest) {
    this.tokens = tokens;
    this.deepest = deepest;
    this.paths = new PathParser(tokens);
  }

  /**
   * The condition that {@code text} is.
   *
   * @param deepest the deepest nesting that is accepted
   */
  static Expression parse(String text, int deepest) throws ConditionException {
    TokenCursor tokens = new TokenCursor(ConditionLexer.tokens(text));
    ConditionParser parser = new ConditionParser(tokens, deepest);
    Expression condition = parser.anyOf();
    Token rest = parser.tokens.peek();
    if (rest.kind() != Token.Kind.END) {
      throw parser.tokens.unexpected("`and`, `or` or the end");
    }
    return condition;
  }

  private Expression anyOf() throws ConditionException {
    Expression first = allOf();
    if (!tokens.peek().isWord("or")) {
      return first;
    }
    List<Expression> parts = new ArrayList<>();
    parts.add(first);
    while (tokens.takeWord("or")) {
      parts.add(allOf());
    }
    return new Expression.AnyOf(parts);
  }

  private Expression allOf() throws ConditionException {
    Expression first = negation();
    if (!tokens.peek().isWord("and")) {
      return first;
    }
    List<Expression> parts = new ArrayList<>();
    parts.add(first);
    while (tokens.takeWord("and")) {
      parts.add(negation());
    }
    return new Expression.AllOf(parts);
  }

  private Expression negation() throws ConditionException {
    Token start = tokens.peek();
    if (!tokens.takeWord("not")) {
      return primary();
    }
    deeper(start);
    Expression negated = new Expression.Not(negation());
    depth--;
    return negated;
  }

  private Expression primary() throws ConditionException {
    Token start = tokens.peek();
    if (tokens.takeSymbol("(")) {
      deeper(start);
      Expression inner = anyOf();
      tokens.expectSymbol(")");
      depth--;
      return inner;
    }
    if (start.isWord("has") && tokens.peekSecond().isSymbol("(")) {
      return has();
    }
    Operand left = operand();
    Token operatorToken = tokens.peek();
    Operator operator = operator();
    if (operator == null) {
      return bare(start, left);
    }
    Expression comparison = comparison(start, left, operatorToken, operator);
    if (isOperator(tokens.peek())) {
      throw tokens.unexpected("`and` or `or`: comparisons do not chain");
    }
    return comparison;
  }

  private Expression has() throws ConditionException {
    tokens.next();
    tokens.expectSymbol("(");
    Operand.Path path = paths.path();
    tokens.expectSymbol(")");
    if (isOperator(tokens.peek())) {
      throw tokens.unexpected("`and` or `or`: `has()` is a condition by itself");
    }
    return new Expression.Has(path);
  }

  private Expression comparison(Token start, Operand left, Token operatorToken, Operator operator)
      throws ConditionException {
    Token rightToken = tokens.peek();
    if (operator == Operator.MATCHES) {
      if (rightToken.kind() != Token.Kind.STRING) {
        throw tokens.unexpected("a pattern in quotes");
      }
      tokens.next();
      if (left instanceof Operand.Time time) {
        TimeComparisons.checkOperator(operatorToken, operator, time.field());
      }
      ComparisonTypes.checkText(start, left);
      return new Expression.Matches(
          left, TextPattern.compile(rightToken.text(), rightToken.offset()));
    }
    Operand right = operand();
    ComparisonTypes.check(operatorToken, operator, start, left, rightToken, right);
    return new Expression.Comparison(operator, left, right);
  }

  private static Expression bare(Token start, Operand operand) throws ConditionException {
    if (operand instanceof Operand.Path path) {
      if (path.root() != PathRoot.ARGS || path.segments().isEmpty()) {
        String wanted = ", wanted a comparison or `has(...)`";
        throw new ConditionException(
            start.offset(), "got " + start.shown() + ", which is no boolean" + wanted);
      }
      return new Expression.IsTrue(path);
    }
    if (operand instanceof Operand.Literal literal && literal.value() instanceof Boolean value) {
      return new Expression.Constant(value);
    }
    throw new ConditionException(
        start.offset(), "got " + start.shown() + " alone, wanted a comparison");
  }

  private boolean isOperator(Token token) {
    return Operator.of(token.text()) != null
            && (token.kind() == Token.Kind.SYMBOL || token.kind() == Token.Kind.NAME)
        || token.isWord("not");
  }

  private @Nullable Operator operator() throws ConditionException {
    Token token = tokens.peek();
    if (token.isWord("not")) {
      tokens.next();
      if (!tokens.takeWord("in")) {
        throw tokens.unexpected("`in` after `not`");
      }
      return Operator.NOT_IN;
    }
    if (!isOperator(token)) {
      return null;
    }
    tokens.next();
    return Operator.of(token.text());
  }

  private Operand operand() throws ConditionException {
    Token token = tokens.peek();
    if (token.isSymbol("[")) {
      return new Operand.Literal(list());
    }
    Object literal = literal(token);
    if (literal != null) {
      tokens.next();
      return new Operand.Literal(literal);
    }
    if (token.kind() == Token.Kind.NAME && tokens.peekSecond().isSymbol("(")) {
      return call();
    }
    return paths.operand();
  }

  private Operand call() throws ConditionException {
    Token name = tokens.next();
    Function function = Function.of(name.text());
    if (function == null) {
      String wanted = Wanted.insteadOf(name.text(), Function.words());
      throw new ConditionException(name.offset(), "unknown function " + name.shown() + wanted);
    }
    if (function == Function.HAS) {
      throw new ConditionException(name.offset(), "got `has()` as a value, wanted it alone");
    }
    deeper(name);
    tokens.expectSymbol("(");
    Token start = tokens.peek();
    Operand argument = operand();
    tokens.expectSymbol(")");
    depth--;
    ComparisonTypes.checkArgument(function, start, argument);
    return new Operand.Call(function, argument);
  }

  private static @Nullable Object literal(Token token) {
    if (token.kind() == Token.Kind.STRING) {
      return token.text();
    }
    if (token.kind() == Token.Kind.NUMBER) {
      return new NumberLiteral(token.text());
    }
    if (token.isWord("true")) {
      return Boolean.TRUE;
    }
    if (token.isWord("false")) {
      return Boolean.FALSE;
    }
    return token.isWord("null") ? NoValue.NULL : null;
  }

  private List<Object> list() throws ConditionException {
    tokens.expectSymbol("[");
    List<Object> values = new ArrayList<>();
    if (tokens.takeSymbol("]")) {
      return values;
    }
    do {
      Object value = literal(tokens.peek());
      if (value == null) {
        throw tokens.unexpected("a text in quotes, a number, `true`, `false` or `null`");
      }
      tokens.next();
      values.add(value);
    } while (tokens.takeSymbol(","));
    tokens.expectSymbol("]");
    return values;
  }

  private void deeper(Token at) throws ConditionException {
    if (++depth > deepest) {
      String wanted = "got deeper nesting than " + deepest + " levels";
      throw new ConditionException(at.offset(), wanted);
    }
  }
}
