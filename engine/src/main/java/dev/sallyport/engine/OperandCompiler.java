package dev.sallyport.engine;

import dev.sallyport.engine.arguments.ArgumentPaths;
import dev.sallyport.engine.arguments.Decimal;
import dev.sallyport.engine.arguments.Kind;
import dev.sallyport.engine.arguments.Step;
import dev.sallyport.engine.arguments.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compiles operands, and collects the argument paths and registers that they need. */
final class OperandCompiler {
  private final ArgumentPaths.Builder paths = ArgumentPaths.builder();
  private final Map<String, ZoneClock> clocks = new HashMap<>();
  private int registers;

  /** The paths of all operands compiled so far. */
  ArgumentPaths paths() {
    return paths.build();
  }

  /** How many registers they need. */
  int registers() {
    return registers;
  }

  /** The source of an operand with one value that is no literal. */
  ValueSource source(Operand operand) {
    HttpFact http = HttpFact.of(operand);
    if (http != null) {
      return new ValueSource.Http(http);
    }
    if (operand instanceof Operand.Path path) {
      return path.root() == PathRoot.ARGS
          ? new ValueSource.Argument(paths.add(steps(path.segments())))
          : new ValueSource.Fact(path.root());
    }
    if (operand instanceof Operand.Time time) {
      ZoneClock clock = clocks.computeIfAbsent(time.zone(), ZoneClock::new);
      return new ValueSource.Time(new TimeFact(time.field(), clock), registers++);
    }
    Operand.Call call = (Operand.Call) operand;
    return new ValueSource.Derived(call.function(), source(call.argument()), registers++);
  }

  /** The values of any operand but a list in the policy. */
  OperandValues values(Operand operand) {
    if (operand instanceof Operand.Literal literal) {
      return new OperandValues.Constant(constant(literal.value()), registers++);
    }
    if (operand instanceof Operand.Call call && isMultiple(call)) {
      return new OperandValues.Derived(call.function(), values(call.argument()), registers++);
    }
    if (operand instanceof Operand.Path path && path.root() == PathRoot.ACTION) {
      int slot = paths.add(List.of(Step.key("action")));
      return new OperandValues.ActionType(new ValueSource.Argument(slot), registers++);
    }
    if (operand instanceof Operand.Path path && path.isMultiple()) {
      return every(path);
    }
    return new OperandValues.Single(source(operand), registers++);
  }

  private static boolean isMultiple(Operand operand) {
    if (operand instanceof Operand.Call call) {
      return isMultiple(call.argument());
    }
    return operand instanceof Operand.Path path && path.isMultiple();
  }

  private OperandValues every(Operand.Path path) {
    List<Step> steps = steps(path.segments());
    int first = steps.indexOf(Step.EVERY);
    ValueSource list = new ValueSource.Argument(paths.add(steps.subList(0, first)));
    Step[] rest = steps.subList(first, steps.size()).toArray(new Step[0]);
    return new OperandValues.Every(list, rest, registers++);
  }

  static List<Step> steps(List<Operand.Segment> segments) {
    List<Step> steps = new ArrayList<>(segments.size());
    for (Operand.Segment segment : segments) {
      if (segment instanceof Operand.Key key) {
        steps.add(Step.key(key.name()));
      } else if (segment instanceof Operand.Index index) {
        steps.add(Step.index(index.position()));
      } else {
        steps.add(Step.EVERY);
      }
    }
    return steps;
  }

  /** The literals of a list in the policy. */
  static Value[] constants(List<?> literals) {
    Value[] constants = new Value[literals.size()];
    for (int at = 0; at < constants.length; at++) {
      constants[at] = constant(literals.get(at));
    }
    return constants;
  }

  private static Value constant(Object literal) {
    if (literal instanceof String text) {
      return Value.ofText(text);
    }
    if (literal instanceof NumberLiteral number) {
      return Value.ofNumber(Decimal.parse(number.digits()));
    }
    if (literal instanceof Boolean flag) {
      return Value.ofKind(flag ? Kind.TRUE : Kind.FALSE);
    }
    return Value.ofKind(Kind.NULL);
  }
}
