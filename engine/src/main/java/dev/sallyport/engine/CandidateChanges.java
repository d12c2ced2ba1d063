package dev.sallyport.engine;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the values at which the answers of conditions may turn. */
final class CandidateChanges {
  private static final int MAX_CANDIDATES = 150;
  private static final int MAX_LIST = 8;
  private static final int MAX_PADDING = 1_000;

  private final ShownValues values;
  private final Set<CandidateChange> found = new LinkedHashSet<>();

  private CandidateChanges(ShownValues values) {
    this.values = values;
  }

  /** The candidates of {@code conditions}, each once, at most 150. */
  static List<CandidateChange> of(List<Expression> conditions, ShownValues values) {
    CandidateChanges candidates = new CandidateChanges(values);
    for (Expression condition : conditions) {
      candidates.walk(condition);
    }
    return List.copyOf(candidates.found);
  }

  private void walk(Expression condition) {
    for (Expression part : ConditionProbe.parts(condition)) {
      walk(part);
    }
    if (condition instanceof Expression.Not not) {
      walk(not.part());
    } else if (condition instanceof Expression.Comparison comparison) {
      comparison(comparison);
    } else if (condition instanceof Expression.Has has) {
      propose(has.path(), "x");
      propose(has.path(), NoValue.MISSING);
    } else if (condition instanceof Expression.IsTrue isTrue) {
      propose(isTrue.path(), Boolean.TRUE);
      propose(isTrue.path(), Boolean.FALSE);
    } else if (condition instanceof Expression.IsType isType) {
      ofType(isType);
    }
  }

  private void ofType(Expression.IsType isType) {
    if (isType.type().isNumeric()) {
      asNumber(isType.path());
    }
    switch (isType.type()) {
      case STRING -> propose(isType.path(), "x");
      case NUMBER, INTEGER -> propose(isType.path(), BigDecimal.ONE);
      case BOOLEAN -> propose(isType.path(), Boolean.TRUE);
      case ARRAY -> propose(isType.path(), List.of());
      case OBJECT -> propose(isType.path(), Map.of());
    }
    propose(isType.path(), NoValue.MISSING);
  }

  private void comparison(Expression.Comparison comparison) {
    Operand left = comparison.left();
    if (comparison.right() instanceof Operand.Literal literal) {
      against(comparison.operator(), left, NumberLiteral.resolve(literal.value()));
    } else if (left instanceof Operand.Literal literal) {
      against(comparison.operator(), comparison.right(), NumberLiteral.resolve(literal.value()));
    }
  }

  private void against(Operator operator, Operand operand, Object literal) {
    if (operand instanceof Operand.Call call && call.argument() instanceof Operand.Path path) {
      if (call.function() == Function.SIZE && literal instanceof BigDecimal size) {
        sizes(path, size);
      } else if (call.function() == Function.LOWER) {
        values(operator, path, literal);
      }
    } else if (operand instanceof Operand.Path path) {
      values(operator, path, literal);
    }
  }

  private void values(Operator operator, Operand.Path path, Object literal) {
    if (operator == Operator.CONTAINS || operator.isAffix()) {
      partOfText(operator, path, literal);
    } else if (literal instanceof List<?> list) {
      for (Object element : list.subList(0, Math.min(list.size(), MAX_LIST))) {
        propose(path, element);
      }
      propose(path, "other");
    } else if (literal instanceof BigDecimal number) {
      asNumber(path);
      propose(path, number);
      propose(path, number.add(BigDecimal.ONE));
      propose(path, number.subtract(BigDecimal.ONE));
    } else if (literal instanceof Boolean flag) {
      propose(path, flag);
      propose(path, !flag);
    } else {
      propose(path, literal);
      if (literal instanceof String text) {
        propose(path, text + "x");
        propose(path, "");
      }
    }
    propose(path, NoValue.MISSING);
  }

  /** The number that a text spells: the most likely slip of a model. */
  private void asNumber(Operand.Path path) {
    Object from = current(path);
    if (from instanceof String text && text.length() <= EngineLimits.NUMBER_CHARACTERS) {
      try {
        propose(path, new BigDecimal(text));
      } catch (NumberFormatException e) {
        // It spells no number, so there is nothing to propose.
      }
    }
  }

  private void partOfText(Operator operator, Operand.Path path, Object literal) {
    if (!(literal instanceof String part)) {
      return;
    }
    String text = current(path) instanceof String current ? current : "";
    propose(path, operator == Operator.STARTS_WITH ? part + text : text + part);
    String without = part.isEmpty() ? text : text.replace(part, "");
    propose(path, without);
    propose(path, NoValue.MISSING);
  }

  private void sizes(Operand.Path path, BigDecimal literal) {
    Object from = current(path);
    int wanted =
        literal.signum() < 0 || literal.compareTo(BigDecimal.valueOf(1 << 20)) > 0
            ? -1
            : literal.intValue();
    for (int size = wanted - 1; wanted >= 0 && size <= wanted + 1; size++) {
      Object sized = size < 0 ? null : sized(from, size);
      if (sized != null) {
        propose(path, sized);
      }
    }
    propose(path, NoValue.MISSING);
  }

  private static @Nullable Object sized(Object value, int size) {
    if (value instanceof String text) {
      int length = text.codePointCount(0, text.length());
      if (length >= size) {
        return text.substring(0, text.offsetByCodePoints(0, size));
      }
      return size - length > MAX_PADDING ? null : text + "x".repeat(size - length);
    }
    if (value instanceof List<?> list && list.size() >= size) {
      return List.copyOf(list.subList(0, size));
    }
    return null;
  }

  private Object current(Operand.Path path) {
    List<Object> current = values.of(path);
    return current.isEmpty() ? NoValue.MISSING : current.get(0);
  }

  private void propose(Operand.Path path, Object to) {
    Object from = current(path);
    String root = path.root().word;
    boolean changeable =
        root.equals("args") && !path.segments().isEmpty()
            || root.equals("agent")
            || root.equals("session")
            || root.equals("content");
    boolean text = root.equals("args") || to instanceof String || to == NoValue.MISSING;
    if (changeable && text && !from.equals(to) && found.size() < MAX_CANDIDATES) {
      found.add(new CandidateChange(path, from, to));
    }
  }
}
