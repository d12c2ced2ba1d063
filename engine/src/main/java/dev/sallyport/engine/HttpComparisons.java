package dev.sallyport.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses comparisons of facts of requests with what those facts can never be. */
final class HttpComparisons {
  private HttpComparisons() {}

  static void check(
      Operator operator, Token leftToken, Operand left, Token rightToken, Operand right)
      throws ConditionException {
    HttpFact fact = HttpFact.of(left);
    if (fact != null && right instanceof Operand.Literal literal) {
      check(fact, isWhole(operator), rightToken, literal.value());
    }
    fact = HttpFact.of(right);
    if (fact != null && left instanceof Operand.Literal literal) {
      // A list on the left contains whole values, a text contains parts.
      boolean list = operator == Operator.CONTAINS && literal.value() instanceof List;
      check(fact, list || isWhole(operator), leftToken, literal.value());
    }
  }

  private static boolean isWhole(Operator operator) {
    return operator == Operator.EQUAL || operator == Operator.NOT_EQUAL || operator.isMembership();
  }

  private static void check(HttpFact fact, boolean whole, Token at, Object literal)
      throws ConditionException {
    if (literal instanceof List<?> list) {
      for (Object element : list) {
        check(fact, whole, at, element);
      }
      return;
    }
    boolean fits = fact.isNumber ? literal instanceof NumberLiteral : literal instanceof String;
    if (!fits) {
      String wanted = fact.isNumber ? "a number" : "a text in quotes";
      throw problem(fact, at, literal, wanted);
    }
    if (whole && literal instanceof String text) {
      String canonical = fact.canonical(text);
      if (!text.equals(canonical)) {
        throw problem(fact, at, literal, wanted(fact, canonical));
      }
    }
  }

  private static String wanted(HttpFact fact, @Nullable String canonical) {
    if (canonical != null) {
      return Quoted.of(canonical) + ", the form in which it is compared";
    }
    return fact == HttpFact.IP ? "an IP address" : "a host that a request can have";
  }

  private static ConditionException problem(
      HttpFact fact, Token at, Object literal, String wanted) {
    String got = Quoted.of(literal instanceof NumberLiteral n ? n.digits() : literal.toString());
    String where = " compared with `http." + fact.word + "`";
    return new ConditionException(at.offset(), "got " + got + where + ", wanted " + wanted);
  }
}
