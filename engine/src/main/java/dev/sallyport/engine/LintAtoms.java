package dev.sallyport.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What single comparisons say about the terms in them. */
final class LintAtoms {
  private static final ValueSet MISSING = ValueSet.kinds(ValueSet.MISSING);
  private static final ValueSet ERROR = ValueSet.kinds(ValueSet.ERROR);

  private LintAtoms() {}

  /** The cases in which a comparison has one of the answers {@code truths}. */
  static List<LintCase> cases(Expression atom, int truths, boolean every) {
    if (atom instanceof Expression.Has has) {
      LintTerm term = LintTerm.of(has.path());
      ValueSet present = ERROR.union(MISSING).complement();
      return term == null ? open(atom, truths, every) : sets(term, truths, present, MISSING);
    }
    if (atom instanceof Expression.IsTrue isTrue) {
      return truth(atom, isTrue, truths, every);
    }
    if (atom instanceof Expression.Matches matches) {
      LintTerm term = LintTerm.of(matches.left());
      return term == null ? open(atom, truths, every) : textTest(term, atom, truths);
    }
    if (atom instanceof Expression.Comparison comparison) {
      return comparison(comparison, truths, every);
    }
    return open(atom, truths, every);
  }

  private static List<LintCase> comparison(
      Expression.Comparison comparison, int truths, boolean every) {
    Operator operator = comparison.operator();
    LintTerm left = LintTerm.of(comparison.left());
    if (left != null && comparison.right() instanceof Operand.Literal literal) {
      Object value = NumberLiteral.resolve(literal.value());
      if (operator == Operator.ENDS_WITH) {
        return textTest(left, comparison, truths);
      }
      if (operator == Operator.CONTAINS) {
        return contains(left, comparison, value, truths, every);
      }
      LiteralComparison meaning = LiteralComparison.of(operator, value);
      return sets(left, truths, meaning.whereTrue(), meaning.whereFalse());
    }
    LintTerm right = LintTerm.of(comparison.right());
    Operator mirrored = mirrored(operator);
    if (right != null && mirrored != null && comparison.left() instanceof Operand.Literal literal) {
      LiteralComparison meaning =
          LiteralComparison.of(mirrored, NumberLiteral.resolve(literal.value()));
      return sets(right, truths, meaning.whereTrue(), meaning.whereFalse());
    }
    return open(comparison, truths, every);
  }

  private static @Nullable Operator mirrored(Operator operator) {
    switch (operator) {
      case EQUAL:
      case NOT_EQUAL:
        return operator;
      case LESS:
        return Operator.GREATER;
      case LESS_OR_EQUAL:
        return Operator.GREATER_OR_EQUAL;
      case GREATER:
        return Operator.LESS;
      case GREATER_OR_EQUAL:
        return Operator.LESS_OR_EQUAL;
      default:
        return null;
    }
  }

  private static List<LintCase> truth(
      Expression atom, Expression.IsTrue isTrue, int truths, boolean every) {
    LintTerm term = LintTerm.of(isTrue.path());
    if (term == null) {
      return open(atom, truths, every);
    }
    ValueSet zero = ValueSet.numbers(Ranges.only(ValueSet.NUMBERS, BigDecimal.ZERO));
    ValueSet otherNumbers =
        ValueSet.numbers(Ranges.only(ValueSet.NUMBERS, BigDecimal.ZERO).complement());
    ValueSet sized = ValueSet.kinds(ValueSet.LIST | ValueSet.OBJECT);
    List<LintCase> cases =
        sets(
            term,
            truths,
            ValueSet.kinds(ValueSet.TRUE).union(otherNumbers),
            ValueSet.kinds(ValueSet.FALSE | ValueSet.NULL | ValueSet.MISSING).union(zero),
            ERROR.union(ValueSet.allTexts()));
    return with(cases, term, sized, LintQuestion.of(atom, false), truths);
  }

  private static List<LintCase> textTest(LintTerm term, Expression atom, int truths) {
    ValueSet rest = ValueSet.allTexts().union(MISSING).complement();
    List<LintCase> cases = sets(term, truths, ValueSet.NOTHING, MISSING, rest);
    return with(cases, term, ValueSet.allTexts(), LintQuestion.ofText(term, atom), truths);
  }

  /** Of a list it is asked whether an element equals the value, of a text whether it is in it. */
  private static List<LintCase> contains(
      LintTerm term, Expression.Comparison atom, Object value, int truths, boolean every) {
    if (!(value instanceof String)) {
      return open(atom, truths, every);
    }
    ValueSet lists = ValueSet.kinds(ValueSet.LIST);
    ValueSet rest = ValueSet.allTexts().union(MISSING).union(lists).complement();
    List<LintCase> cases = sets(term, truths, ValueSet.NOTHING, MISSING, rest);
    cases = with(cases, term, ValueSet.allTexts(), LintQuestion.ofText(term, atom), truths);
    return with(cases, term, lists, LintQuestion.of(atom, every), truths);
  }

  /** Adds the case of a value in {@code set} for which the question has a wanted answer. */
  private static List<LintCase> with(
      List<LintCase> cases, LintTerm term, ValueSet set, LintQuestion question, int truths) {
    LintCase asked = LintCase.of(term, set).and(LintCase.of(question, truths));
    if (asked == null) {
      return cases;
    }
    List<LintCase> more = new ArrayList<>(cases);
    more.add(asked);
    return more;
  }

  /** For a comparison that is true or false for some values, and errs for all others. */
  private static List<LintCase> sets(
      LintTerm term, int truths, ValueSet whereTrue, ValueSet whereFalse) {
    return sets(term, truths, whereTrue, whereFalse, whereTrue.union(whereFalse).complement());
  }

  private static List<LintCase> sets(
      LintTerm term, int truths, ValueSet whereTrue, ValueSet whereFalse, ValueSet whereError) {
    ValueSet wanted = ValueSet.NOTHING;
    wanted = (truths & LintCases.TRUE) != 0 ? wanted.union(whereTrue) : wanted;
    wanted = (truths & LintCases.FALSE) != 0 ? wanted.union(whereFalse) : wanted;
    wanted = (truths & LintCases.ERROR) != 0 ? wanted.union(whereError) : wanted;
    LintCase one = LintCase.of(term, wanted);
    return one.isPossible() ? List.of(one) : List.of();
  }

  private static List<LintCase> open(Expression atom, int truths, boolean every) {
    return List.of(LintCase.of(LintQuestion.of(atom, every), truths));
  }
}
