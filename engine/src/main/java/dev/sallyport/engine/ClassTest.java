package dev.sallyport.engine;

import dev.sallyport.engine.arguments.Kind;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A simple test whose literals are resolved to positions of a layout. */
final class ClassTest {
  private final ClassLayout layout;
  private final @Nullable Expression property;
  private final Operator operator;
  private int[] numbers = new int[0];
  private int[] texts = new int[0];
  private boolean hasNull;
  private boolean hasTrue;
  private boolean hasFalse;

  /** {@code layout} must have the literals of all tests of the subject. */
  ClassTest(SimpleTest test, ClassLayout layout) {
    this.layout = layout;
    if (test instanceof SimpleTest.Property asked) {
      this.property = asked.test();
      this.operator = Operator.EQUAL;
      addLiteral(ClassLayout.ZERO);
    } else if (test instanceof SimpleTest.Member member) {
      this.property = null;
      this.operator = member.wanted() ? Operator.EQUAL : Operator.NOT_EQUAL;
      addLiterals(member.literals());
    } else {
      SimpleTest.Compare compare = (SimpleTest.Compare) test;
      this.property = null;
      this.operator = compare.operator();
      addLiteral(compare.literal());
    }
    Arrays.sort(numbers);
    Arrays.sort(texts);
  }

  private void addLiterals(List<?> literals) {
    for (Object literal : literals) {
      addLiteral(literal);
    }
  }

  private void addLiteral(Object literal) {
    if (literal instanceof NumberLiteral number) {
      numbers = with(numbers, layout.position(number));
    } else if (literal instanceof String text) {
      texts = with(texts, layout.position(text));
    } else if (literal instanceof Boolean flag) {
      hasTrue |= flag;
      hasFalse |= !flag;
    } else {
      hasNull = true;
    }
  }

  private static int[] with(int[] positions, int position) {
    int[] more = Arrays.copyOf(positions, positions.length + 1);
    more[positions.length] = position;
    return more;
  }

  /** The answer for every value of a class. */
  Truth answer(int number) {
    int kind = layout.kindOf(number);
    if (property != null) {
      return property(property, kind, number);
    }
    if (kind == Kind.MISFIT) {
      return Truth.ERROR;
    }
    if (kind == Kind.MISSING) {
      return Truth.FALSE;
    }
    if (operator.isOrdering()) {
      return ordered(kind, number);
    }
    Truth equal = isElement(kind, number);
    return operator == Operator.EQUAL ? equal : equal.not();
  }

  private Truth isElement(int kind, int number) {
    boolean others;
    switch (kind) {
      case Kind.NULL:
        return Truth.of(hasNull);
      case Kind.TRUE:
      case Kind.FALSE:
        if (kind == Kind.TRUE ? hasTrue : hasFalse) {
          return Truth.TRUE;
        }
        others = numbers.length > 0 || texts.length > 0;
        break;
      case Kind.NUMBER:
        if (Arrays.binarySearch(numbers, layout.positionOf(number)) >= 0) {
          return Truth.TRUE;
        }
        others = texts.length > 0 || hasTrue || hasFalse;
        break;
      case Kind.TEXT:
        if (Arrays.binarySearch(texts, layout.positionOf(number)) >= 0) {
          return Truth.TRUE;
        }
        others = numbers.length > 0 || hasTrue || hasFalse;
        break;
      default:
        others = numbers.length > 0 || texts.length > 0 || hasTrue || hasFalse;
    }
    return others ? Truth.ERROR : Truth.FALSE;
  }

  private Truth ordered(int kind, int number) {
    if (kind == Kind.NUMBER && numbers.length == 1) {
      return Truth.of(holds(operator, layout.positionOf(number) - numbers[0]));
    }
    if (kind == Kind.TEXT && texts.length == 1) {
      return Truth.of(holds(operator, layout.positionOf(number) - texts[0]));
    }
    return Truth.ERROR;
  }

  /** Whether an order operator holds for the sign of a comparison. */
  static boolean holds(Operator operator, int order) {
    switch (operator) {
      case LESS:
        return order < 0;
      case LESS_OR_EQUAL:
        return order <= 0;
      case GREATER:
        return order > 0;
      default:
        return order >= 0;
    }
  }

  private Truth property(Expression test, int kind, int number) {
    if (test instanceof Expression.Has) {
      return kind == Kind.MISFIT ? Truth.ERROR : Truth.of(kind != Kind.MISSING);
    }
    if (test instanceof Expression.IsType isType) {
      return kind == Kind.MISFIT ? Truth.ERROR : Truth.of(ValueTests.isOfType(kind, isType.type()));
    }
    switch (kind) {
      case Kind.MISFIT:
      case Kind.TEXT:
        return Truth.ERROR;
      case Kind.MISSING:
      case Kind.NULL:
      case Kind.FALSE:
        return Truth.FALSE;
      case Kind.NUMBER:
        return Truth.of(layout.positionOf(number) != numbers[0]);
      case Kind.LIST:
      case Kind.OBJECT:
        return Truth.of(!layout.isEmpty(number));
      default:
        return Truth.TRUE;
    }
  }
}
