package dev.sallyport.engine;

import java.math.BigDecimal;
import java.util.List;

/** Says why the engine could not answer a question, from the values it was about. */
final class ErrorReason {
  private static final String NO_FIT = "it goes below a value that has nothing below it";

  private ErrorReason() {}

  static String of(Expression leaf, ShownValues values) {
    if (leaf instanceof Expression.Comparison comparison) {
      return comparison(comparison, values);
    }
    if (leaf instanceof Expression.Matches matches) {
      return firstWrong(matches.left(), values, List.of("text"), "a text");
    }
    if (leaf instanceof Expression.Has has) {
      return misfit(has.path(), values, "the path does not fit the arguments");
    }
    if (leaf instanceof Expression.IsType isType) {
      return misfit(isType.path(), values, "the path does not fit the arguments");
    }
    if (leaf instanceof Expression.IsTrue isTrue) {
      return firstWrong(
          isTrue.path(),
          values,
          List.of("boolean", "number", "null", "list", "object"),
          "a boolean; one tool reads a text such as \"false\" as false, another as true");
    }
    return "it can't be answered";
  }

  private static String comparison(Expression.Comparison comparison, ShownValues values) {
    Operand left = comparison.left();
    Operand right = comparison.right();
    Operator operator = comparison.operator();
    if (operator.isMembership() && !(right instanceof Operand.Literal)) {
      return firstWrong(right, values, List.of("list"), "a list");
    }
    if (operator.isAffix()) {
      String wrong = firstWrong(left, values, List.of("text"), "a text");
      return wrong.isEmpty() ? firstWrong(right, values, List.of("text"), "a text") : wrong;
    }
    if (right instanceof Operand.Literal literal) {
      return against(left, literal, operator, values);
    }
    if (left instanceof Operand.Literal literal) {
      return against(right, literal, operator, values);
    }
    return "the two sides have values of different types";
  }

  private static String against(
      Operand operand, Operand.Literal literal, Operator operator, ShownValues values) {
    if (operator == Operator.CONTAINS && literal.value() instanceof String) {
      return firstWrong(operand, values, List.of("text", "list"), "a text or a list of texts");
    }
    Object sample = literal.value();
    if (sample instanceof List<?> list) {
      sample = list.isEmpty() ? "" : list.get(0);
    }
    String wanted =
        sample instanceof NumberLiteral
            ? "number"
            : ShownValues.type(NumberLiteral.resolve(sample));
    return firstWrong(operand, values, List.of(wanted), "a " + wanted);
  }

  /** What is said about the first value of another type; misfits first, they are not shown. */
  private static String firstWrong(
      Operand operand, ShownValues values, List<String> right, String wanted) {
    Operand inner = operand instanceof Operand.Call call ? call.argument() : operand;
    if (operand instanceof Operand.Call call && call.function() == Function.SIZE) {
      List<String> sized = List.of("text", "list", "object");
      String wrong = firstWrong(inner, values, sized, "a text, a list or an object");
      return wrong.isEmpty() ? "got a number, wanted " + wanted : wrong;
    }
    String misfit = misfit(inner, values, "");
    if (!misfit.isEmpty()) {
      return misfit;
    }
    for (Object value : values.of(inner)) {
      String type = ShownValues.type(value);
      if (!right.contains(type) && value != NoValue.MISSING) {
        return "got " + described(value, type) + ", wanted " + wanted;
      }
    }
    return "";
  }

  private static String described(Object value, String type) {
    boolean scalar = value instanceof String || value instanceof BigDecimal;
    return scalar ? "the " + type + " " + ShownValues.text(value) : article(type) + type;
  }

  private static String article(String type) {
    return type.equals("null") ? "" : type.equals("object") ? "an " : "a ";
  }

  private static String misfit(Operand operand, ShownValues values, String otherwise) {
    for (Object value : values.of(operand)) {
      if (value == NoValue.ERROR) {
        return NO_FIT;
      }
    }
    return otherwise;
  }
}
