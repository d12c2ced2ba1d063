package dev.sallyport.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Answers conditions about one call. A comparison with several values is asked of each: some must
 * satisfy it, or every one. Which of both turns round below {@code not}, so that {@code not (x >
 * 1)} of a deny rule means "some value is not above 1".
 */
final class ConditionEvaluator {
  private final CallFacts facts;

  ConditionEvaluator(CallFacts facts) {
    this.facts = facts;
  }

  /**
   * Answers a condition.
   *
   * @param every whether every value must satisfy it (allow rules) or one is enough (all others)
   */
  Truth answer(Expression condition, boolean every) {
    if (condition instanceof Expression.AnyOf any) {
      Truth result = Truth.FALSE;
      for (Expression part : any.parts()) {
        result = result.or(answer(part, every));
      }
      return result;
    }
    if (condition instanceof Expression.AllOf all) {
      Truth result = Truth.TRUE;
      for (Expression part : all.parts()) {
        result = result.and(answer(part, every));
      }
      return result;
    }
    if (condition instanceof Expression.Not not) {
      return answer(not.part(), !every).not();
    }
    if (condition instanceof Expression.Constant constant) {
      return Truth.of(constant.value());
    }
    return compare(condition, every);
  }

  private Truth compare(Expression condition, boolean every) {
    if (condition instanceof Expression.Comparison comparison) {
      return comparison(comparison, every);
    }
    Truth result = Truth.of(every);
    if (condition instanceof Expression.Matches matches) {
      for (Object value : values(matches.left())) {
        result = combine(every, result, matches(value, matches.pattern()));
      }
    } else if (condition instanceof Expression.Has has) {
      for (Object value : facts.at(has.path())) {
        result = combine(every, result, isPresent(value));
      }
    } else if (condition instanceof Expression.IsTrue isTrue) {
      for (Object value : facts.at(isTrue.path())) {
        result = combine(every, result, ValueComparison.isTrue(value));
      }
    } else if (condition instanceof Expression.IsType isType) {
      for (Object value : facts.at(isType.path())) {
        result = combine(every, result, ValueComparison.isType(value, isType.type()));
      }
    } else {
      return Truth.ERROR;
    }
    return result;
  }

  private Truth comparison(Expression.Comparison comparison, boolean every) {
    Truth result = Truth.of(every);
    List<Object> rights = values(comparison.right());
    for (Object left : values(comparison.left())) {
      for (Object right : rights) {
        result = combine(every, result, compare(comparison.operator(), left, right));
      }
    }
    return result;
  }

  private static Truth combine(boolean every, Truth soFar, Truth next) {
    return every ? soFar.and(next) : soFar.or(next);
  }

  private static Truth compare(Operator operator, Object left, Object right) {
    if (operator.isMembership()) {
      return isMember(operator, left, right);
    }
    if (operator == Operator.CONTAINS && left instanceof List<?> list) {
      return isMember(Operator.IN, right, list);
    }
    return ValueComparison.compare(operator, left, right);
  }

  private static Truth isMember(Operator operator, Object value, Object list) {
    if (value == NoValue.ERROR || list == NoValue.ERROR) {
      return Truth.ERROR;
    }
    if (value == NoValue.MISSING || list == NoValue.MISSING) {
      return Truth.FALSE;
    }
    if (!(list instanceof List<?> elements)) {
      return Truth.ERROR;
    }
    Truth found = ValueComparison.isElement(value, elements);
    return operator == Operator.IN ? found : found.not();
  }

  private static Truth matches(Object value, TextPattern pattern) {
    if (value == NoValue.MISSING) {
      return Truth.FALSE;
    }
    return value instanceof String text ? Truth.of(pattern.isFoundIn(text)) : Truth.ERROR;
  }

  private static Truth isPresent(Object value) {
    return value == NoValue.ERROR ? Truth.ERROR : Truth.of(value != NoValue.MISSING);
  }

  private List<Object> values(Operand operand) {
    if (operand instanceof Operand.Literal literal) {
      return List.of(NumberLiteral.resolve(literal.value()));
    }
    if (operand instanceof Operand.Path path) {
      return facts.at(path);
    }
    if (operand instanceof Operand.Time time) {
      return List.of(facts.at(time));
    }
    Operand.Call call = (Operand.Call) operand;
    List<Object> results = new ArrayList<>();
    for (Object argument : values(call.argument())) {
      results.add(call.function() == Function.SIZE ? size(argument) : lower(argument));
    }
    return results;
  }

  private static Object size(Object value) {
    if (value instanceof String text) {
      return BigDecimal.valueOf(text.codePointCount(0, text.length()));
    }
    if (value instanceof List<?> list) {
      return BigDecimal.valueOf(list.size());
    }
    if (value instanceof Map<?, ?> map) {
      return BigDecimal.valueOf(map.size());
    }
    return value == NoValue.MISSING ? NoValue.MISSING : NoValue.ERROR;
  }

  private static Object lower(Object value) {
    if (value instanceof String text) {
      StringBuilder lower = new StringBuilder(text.length());
      for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
        lower.appendCodePoint(Character.toLowerCase(text.codePointAt(at)));
      }
      return lower.toString();
    }
    return value == NoValue.MISSING ? NoValue.MISSING : NoValue.ERROR;
  }
}
