package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The argument paths that a rule reads or masks. */
final class ArgumentUse {
  private final Map<String, Operand.Path> paths = new LinkedHashMap<>();

  private ArgumentUse() {}

  /** The paths that the condition reads, each once, in the order of the text. */
  static List<Operand.Path> inCondition(Rule rule) {
    ArgumentUse use = new ArgumentUse();
    Expression condition = rule.condition();
    if (condition != null) {
      use.add(condition);
    }
    return new ArrayList<>(use.paths.values());
  }

  /** The paths in condition and mask. */
  static List<Operand.Path> anywhere(Rule rule) {
    List<Operand.Path> all = inCondition(rule);
    all.addAll(rule.mask().paths());
    return all;
  }

  private void add(Expression condition) {
    if (condition instanceof Expression.AnyOf any) {
      any.parts().forEach(this::add);
    } else if (condition instanceof Expression.AllOf all) {
      all.parts().forEach(this::add);
    } else if (condition instanceof Expression.Not not) {
      add(not.part());
    } else if (condition instanceof Expression.Comparison comparison) {
      add(comparison.left());
      add(comparison.right());
    } else if (condition instanceof Expression.Matches matches) {
      add(matches.left());
    } else if (condition instanceof Expression.Has has) {
      add(has.path());
    } else if (condition instanceof Expression.IsTrue isTrue) {
      add(isTrue.path());
    } else if (condition instanceof Expression.IsType isType) {
      add(isType.path());
    }
  }

  private void add(Operand operand) {
    if (operand instanceof Operand.Call call) {
      add(call.argument());
    } else if (operand instanceof Operand.Path path
        && path.root() == PathRoot.ARGS
        && !path.segments().isEmpty()) {
      paths.putIfAbsent(ExpressionText.of(path), path);
    }
  }

  /** The names on the way of a path, positions left out. */
  static List<String> names(Operand.Path path) {
    List<String> names = new ArrayList<>();
    for (Operand.Segment segment : path.segments()) {
      if (segment instanceof Operand.Key key) {
        names.add(key.name());
      }
    }
    return names;
  }
}
