package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conditions about calls whose arguments are not known. Each part that reads them is replaced by a
 * question that errs; by Kleene's logic a whole that does not err then has the same answer whatever
 * the arguments were.
 */
final class HiddenArguments {
  /** No JSON reader gives an argument this name by accident; a text there makes the path err. */
  private static final String MARK = "\u0000";

  private static final Expression UNKNOWN = isTrue(MARK);

  private final boolean shapeKnown;

  /**
   * Hides arguments.
   *
   * @param shapeKnown whether names and types are known, so that {@code has()} can be answered
   */
  HiddenArguments(boolean shapeKnown) {
    this.shapeKnown = shapeKnown;
  }

  /** The condition with a question that errs in place of each part that cannot be answered. */
  Expression hide(Expression condition) {
    if (condition instanceof Expression.AnyOf any) {
      return new Expression.AnyOf(hideAll(any.parts()));
    }
    if (condition instanceof Expression.AllOf all) {
      return new Expression.AllOf(hideAll(all.parts()));
    }
    if (condition instanceof Expression.Not not) {
      return new Expression.Not(hide(not.part()));
    }
    return isHidden(condition) ? UNKNOWN : condition;
  }

  private List<Expression> hideAll(List<Expression> parts) {
    List<Expression> hidden = new ArrayList<>(parts.size());
    for (Expression part : parts) {
      hidden.add(hide(part));
    }
    return hidden;
  }

  /** Whether a part of the condition cannot be answered. */
  boolean isHidden(Expression condition) {
    if (condition instanceof Expression.AnyOf any) {
      return isAnyHidden(any.parts());
    }
    if (condition instanceof Expression.AllOf all) {
      return isAnyHidden(all.parts());
    }
    if (condition instanceof Expression.Not not) {
      return isHidden(not.part());
    }
    if (condition instanceof Expression.Has has) {
      return reads(has.path()) && !(shapeKnown && has.path().root() == PathRoot.ARGS);
    }
    if (condition instanceof Expression.IsTrue isTrue) {
      return reads(isTrue.path());
    }
    if (condition instanceof Expression.IsType isType) {
      // Whether a number has a fraction is not part of a shape.
      boolean known = shapeKnown && isType.type() != JsonType.INTEGER;
      return reads(isType.path()) && !known;
    }
    if (condition instanceof Expression.Comparison comparison) {
      return reads(comparison.left()) || reads(comparison.right());
    }
    if (condition instanceof Expression.Matches matches) {
      return reads(matches.left());
    }
    // A form that this class does not know may read anything.
    return !(condition instanceof Expression.Constant);
  }

  private boolean isAnyHidden(List<Expression> parts) {
    for (Expression part : parts) {
      if (isHidden(part)) {
        return true;
      }
    }
    return false;
  }

  static boolean reads(Operand operand) {
    if (operand instanceof Operand.Literal || operand instanceof Operand.Time) {
      return false;
    }
    if (operand instanceof Operand.Call call) {
      return reads(call.argument());
    }
    if (operand instanceof Operand.Path path) {
      String root = path.root().word;
      return root.equals("args") || root.equals("action") || root.equals("content");
    }
    return true;
  }

  /**
   * The condition hidden, and to be decided by the stand-in arguments: true with {@code forced(n,
   * true)}, false with {@code forced(n, false)}, else as it is.
   */
  Expression hideForced(Expression condition, int number) {
    List<Expression> either = List.of(hide(condition), isTrue(forcedKey(number, true)));
    List<Expression> both =
        List.of(new Expression.AnyOf(either), new Expression.Not(isTrue(forcedKey(number, false))));
    return new Expression.AllOf(both);
  }

  private static String forcedKey(int number, boolean value) {
    return MARK + (value ? "t" : "f") + number;
  }

  /** A member for {@link #standIn} that forces condition {@code number}. */
  static String forced(int number, boolean value) {
    return ",\"\\u0000" + (value ? "t" : "f") + number + "\":true";
  }

  /**
   * Arguments to decide with in place of the unknown ones.
   *
   * @param shape a JSON object with the known names and types, or null
   * @param forced results of {@link #forced}, one after the other
   */
  static String standIn(@Nullable String shape, String forced) {
    String members = shape == null ? "" : shape.substring(1, shape.length() - 1);
    String known = members.isBlank() ? "" : "," + members;
    return "{\"\\u0000\":\"x\"" + forced + known + "}";
  }

  private static Expression isTrue(String key) {
    return new Expression.IsTrue(new Operand.Path(PathRoot.ARGS, List.of(new Operand.Key(key))));
  }
}
