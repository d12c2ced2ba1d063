package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes conditions apart: an {@code or} of {@code and}s of tests. Kleene's three values form a
 * distributive lattice with De Morgan's laws, so the form has the condition's value for every call,
 * errors included.
 */
final class DisjunctiveForm {
  /** A condition that would need more clauses than this is left whole. */
  static final int MAX_CLAUSES = 16;

  private DisjunctiveForm() {}

  /** The clauses of a condition; no clause means never, a clause without literals means always. */
  static List<List<Literal>> of(@Nullable Expression condition) {
    if (condition == null) {
      return List.of(List.of());
    }
    List<List<Literal>> clauses = clauses(condition, false);
    return clauses == null ? List.of(List.of(new Literal(condition, false))) : clauses;
  }

  private static @Nullable List<List<Literal>> clauses(Expression condition, boolean negated) {
    if (condition instanceof Expression.Not not) {
      return clauses(not.part(), !negated);
    }
    if (condition instanceof Expression.AnyOf any) {
      return negated ? product(any.parts(), true) : union(any.parts(), false);
    }
    if (condition instanceof Expression.AllOf all) {
      return negated ? union(all.parts(), true) : product(all.parts(), false);
    }
    if (condition instanceof Expression.Constant constant) {
      return constant.value() == negated ? List.of() : List.of(List.of());
    }
    return List.of(List.of(new Literal(condition, negated)));
  }

  private static @Nullable List<List<Literal>> union(List<Expression> parts, boolean negated) {
    List<List<Literal>> union = new ArrayList<>();
    for (Expression part : parts) {
      List<List<Literal>> clauses = clauses(part, negated);
      if (clauses == null || union.size() + clauses.size() > MAX_CLAUSES) {
        return null;
      }
      union.addAll(clauses);
    }
    return union;
  }

  private static @Nullable List<List<Literal>> product(List<Expression> parts, boolean negated) {
    List<List<Literal>> product = List.of(List.of());
    for (Expression part : parts) {
      List<List<Literal>> clauses = clauses(part, negated);
      if (clauses == null || product.size() * clauses.size() > MAX_CLAUSES) {
        return null;
      }
      product = product(product, clauses);
    }
    return product;
  }

  private static List<List<Literal>> product(
      List<List<Literal>> lefts, List<List<Literal>> rights) {
    List<List<Literal>> product = new ArrayList<>(lefts.size() * rights.size());
    for (List<Literal> left : lefts) {
      for (List<Literal> right : rights) {
        List<Literal> both = new ArrayList<>(left);
        both.addAll(right);
        product.add(both);
      }
    }
    return product;
  }
}
