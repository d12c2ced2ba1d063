package dev.sallyport.engine;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Compares single values. Values of different types are not unequal: the question errs. */
final class ValueComparison {
  private ValueComparison() {}

  static Truth compare(Operator operator, Object left, Object right) {
    if (left == NoValue.ERROR || right == NoValue.ERROR) {
      return Truth.ERROR;
    }
    if (left == NoValue.MISSING || right == NoValue.MISSING) {
      return Truth.FALSE;
    }
    switch (operator) {
      case EQUAL:
        return equal(left, right);
      case NOT_EQUAL:
        return equal(left, right).not();
      case LESS:
      case LESS_OR_EQUAL:
      case GREATER:
      case GREATER_OR_EQUAL:
        return ordered(operator, left, right);
      case CONTAINS:
        return contains(left, right);
      case STARTS_WITH:
      case ENDS_WITH:
        return affix(operator, left, right);
      default:
        return Truth.ERROR;
    }
  }

  private static Truth equal(Object left, Object right) {
    if (left == NoValue.NULL || right == NoValue.NULL) {
      return Truth.of(left == right);
    }
    if (left instanceof BigDecimal a && right instanceof BigDecimal b) {
      return Truth.of(a.compareTo(b) == 0);
    }
    if (left instanceof String a && right instanceof String b) {
      return Truth.of(a.equals(b));
    }
    if (left instanceof Boolean a && right instanceof Boolean b) {
      return Truth.of(a.equals(b));
    }
    return Truth.ERROR;
  }

  private static Truth ordered(Operator operator, Object left, Object right) {
    int order;
    if (left instanceof BigDecimal a && right instanceof BigDecimal b) {
      order = a.compareTo(b);
    } else if (left instanceof String a && right instanceof String b) {
      order = TextSearch.compare(a, b);
    } else {
      return Truth.ERROR;
    }
    switch (operator) {
      case LESS:
        return Truth.of(order < 0);
      case LESS_OR_EQUAL:
        return Truth.of(order <= 0);
      case GREATER:
        return Truth.of(order > 0);
      default:
        return Truth.of(order >= 0);
    }
  }

  private static Truth contains(Object left, Object right) {
    if (left instanceof String text && right instanceof String part) {
      return Truth.of(TextSearch.contains(text, part));
    }
    return Truth.ERROR;
  }

  private static Truth affix(Operator operator, Object left, Object right) {
    if (left instanceof String text && right instanceof String part) {
      return Truth.of(
          operator == Operator.STARTS_WITH ? text.startsWith(part) : text.endsWith(part));
    }
    return Truth.ERROR;
  }

  /** Whether {@code value} equals an element. */
  static Truth isElement(Object value, List<?> list) {
    Truth result = Truth.FALSE;
    for (Object element : list) {
      result = result.or(equal(value, element));
      if (result == Truth.TRUE) {
        return result;
      }
    }
    return result;
  }

  /** Whether a value has a type; null and nothing have none. */
  static Truth isType(Object value, JsonType type) {
    if (value == NoValue.ERROR) {
      return Truth.ERROR;
    }
    switch (type) {
      case STRING:
        return Truth.of(value instanceof String);
      case NUMBER:
        return Truth.of(value instanceof BigDecimal);
      case INTEGER:
        return Truth.of(
            value instanceof BigDecimal number
                && (number.signum() == 0 || number.stripTrailingZeros().scale() <= 0));
      case BOOLEAN:
        return Truth.of(value instanceof Boolean);
      case ARRAY:
        return Truth.of(value instanceof List);
      default:
        return Truth.of(value instanceof Map);
    }
  }

  /** Whether a bare path is true. A text is neither: a framework may read {@code "false"}. */
  static Truth isTrue(Object value) {
    if (value instanceof Boolean flag) {
      return Truth.of(flag);
    }
    if (value == NoValue.NULL || value == NoValue.MISSING) {
      return Truth.FALSE;
    }
    if (value instanceof BigDecimal number) {
      return Truth.of(number.signum() != 0);
    }
    if (value instanceof List<?> list) {
      return Truth.of(!list.isEmpty());
    }
    return value instanceof Map<?, ?> map ? Truth.of(!map.isEmpty()) : Truth.ERROR;
  }
}
