package dev.sallyport.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Turns what was seen into conditions for an {@code allow} rule. Each type has a condition that
 * errs or is false for the values of all others, so that one may be joined to another by {@code
 * or}.
 */
final class ShapeCondition {
  private final boolean sets;

  /**
   * @param sets whether few different values are listed rather than bounded
   */
  ShapeCondition(boolean sets) {
    this.sets = sets;
  }

  /** Conditions that all hold for the arguments seen; joined by {@code and}. */
  List<String> arguments(ArgumentShape arguments) {
    return object("args", arguments);
  }

  private List<String> conditions(String path, ArgumentShape shape) {
    List<List<String>> types = new ArrayList<>();
    if (shape.numbers > 0) {
      types.add(number(path, shape));
    }
    if (shape.texts > 0) {
      types.add(text(path, shape));
    }
    if (shape.trues + shape.falses > 0) {
      types.add(List.of(flag(path, shape)));
    }
    if (shape.nulls > 0) {
      types.add(List.of(path + " == null"));
    }
    if (shape.lists > shape.emptyLists) {
      types.add(list(path, shape));
    }
    if (shape.emptyLists > 0) {
      types.add(List.of("size(" + path + ") == 0", "not has(" + path + "[*])"));
    }
    if (shape.objects > 0) {
      types.add(object(path, shape));
    }
    return types.size() == 1 ? types.get(0) : List.of(anyOf(types));
  }

  private static String anyOf(List<List<String>> types) {
    StringBuilder any = new StringBuilder("(");
    for (List<String> type : types) {
      any.append(any.length() == 1 ? "" : " or ").append(String.join(" and ", type));
    }
    return any.append(')').toString();
  }

  private List<String> number(String path, ArgumentShape shape) {
    if (shape.hasUnknownNumbers()) {
      // True for every number, and for nothing else.
      return List.of("(" + path + " < 0 or " + path + " >= 0)");
    }
    BigDecimal min = shape.min();
    BigDecimal max = shape.max();
    if (sets && shape.isNumberSet()) {
      List<String> values = new ArrayList<>();
      for (BigDecimal value : shape.numberValues) {
        values.add(ConditionSyntax.number(value));
      }
      return List.of(oneOf(path, values));
    }
    BigDecimal low = RoundedBounds.low(min, max);
    BigDecimal high = RoundedBounds.high(min, max);
    if (low.compareTo(high) == 0) {
      return List.of(path + " == " + ConditionSyntax.number(low));
    }
    return List.of(
        path + " >= " + ConditionSyntax.number(low), path + " <= " + ConditionSyntax.number(high));
  }

  private List<String> text(String path, ArgumentShape shape) {
    if (sets && shape.isTextSet()) {
      List<String> values = new ArrayList<>();
      for (String value : shape.textValues) {
        values.add(ConditionSyntax.text(value));
      }
      return List.of(oneOf(path, values));
    }
    int size = RoundedBounds.size(shape.maxTextSize());
    return List.of(path + " starts_with ''", "size(" + path + ") <= " + size);
  }

  private static String oneOf(String path, List<String> values) {
    return values.size() == 1
        ? path + " == " + values.get(0)
        : path + " in [" + String.join(", ", values) + "]";
  }

  private static String flag(String path, ArgumentShape shape) {
    if (shape.trues > 0 && shape.falses > 0) {
      return path + " in [true, false]";
    }
    return path + " == " + (shape.trues > 0);
  }

  private List<String> list(String path, ArgumentShape shape) {
    List<String> all = new ArrayList<>();
    all.add("size(" + path + ") <= " + shape.maxListSize);
    ArgumentShape elements = shape.elements();
    if (elements != null && elements.isUniform() && !shape.tooDeep) {
      all.addAll(conditions(path + "[*]", elements));
    } else {
      all.add("has(" + path + "[*])");
    }
    return all;
  }

  private List<String> object(String path, ArgumentShape shape) {
    List<String> all = new ArrayList<>();
    boolean fixed = shape.hasFixedMembers();
    int size = fixed ? shape.members.size() : shape.maxMembers;
    all.add("size(" + path + ") " + (fixed ? "==" : "<=") + " " + size);
    for (Map.Entry<String, ArgumentShape> member : shape.members.entrySet()) {
      String place = ConditionSyntax.member(path, member.getKey());
      ArgumentShape value = member.getValue();
      List<String> inner = conditions(place, value);
      if (value.seen == shape.objects) {
        all.add("has(" + place + ")");
        all.addAll(inner);
      } else {
        all.add("(not has(" + place + ") or " + String.join(" and ", inner) + ")");
      }
    }
    if (shape.members.isEmpty() && !path.equals("args")) {
      // Errs for all but objects: a text may have the same size.
      String any = "has(" + path + ".x)";
      all.add("(" + any + " or not " + any + ")");
    }
    return all;
  }
}
