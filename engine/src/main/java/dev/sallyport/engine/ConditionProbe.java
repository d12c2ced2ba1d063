package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Explains one condition: the answer of every part of it, by the engine. A part is asked as a rule
 * of its own; what an {@code allow} rule asks of every value is asked as the opposite of the
 * opposite, because {@code not} turns "every" and "any" round.
 */
final class ConditionProbe {
  private final Stage stage;
  private final CallView call;
  private final ShownValues values;
  private final @Nullable HiddenArguments hidden;
  private final List<Rule> questions = new ArrayList<>();
  private @Nullable Probe answers;
  private int next;

  /**
   * @param call with stand-in arguments if {@code hidden}
   * @param hidden null if the arguments are known
   */
  ConditionProbe(Stage stage, CallView call, ShownValues values, @Nullable HiddenArguments hidden) {
    this.stage = stage;
    this.call = call;
    this.values = values;
    this.hidden = hidden;
  }

  /**
   * Explains a condition.
   *
   * @param every whether it belongs to an allow rule
   */
  ConditionExplanation explain(Expression condition, boolean every) {
    ask(condition, every);
    answers = Probe.ask(questions, call);
    return read(condition, every);
  }

  private void ask(Expression condition, boolean every) {
    HiddenArguments hiding = hidden;
    Expression visible = hiding == null ? condition : hiding.hide(condition);
    String name = Integer.toString(questions.size());
    Expression asked = every ? new Expression.Not(visible) : visible;
    questions.add(Probe.warn(stage, name, asked));
    if (condition instanceof Expression.Not not) {
      ask(not.part(), !every);
    }
    for (Expression part : parts(condition)) {
      ask(part, every);
    }
  }

  /** Reads the answers in the order of the questions. */
  private ConditionExplanation read(Expression condition, boolean every) {
    Answer answer = answer(condition, every);
    List<ConditionExplanation> parts = new ArrayList<>();
    if (condition instanceof Expression.Not not) {
      parts.add(read(not.part(), !every));
    }
    for (Expression part : parts(condition)) {
      parts.add(read(part, every));
    }
    List<FoundValue> found = new ArrayList<>();
    int more = 0;
    for (Operand operand : operands(condition)) {
      found.addAll(values.show(operand));
      more += values.more(operand);
    }
    String problem =
        answer == Answer.ERROR && parts.isEmpty() ? ErrorReason.of(condition, values) : null;
    return new ConditionExplanation(
        operator(condition), ExpressionText.of(condition), answer, found, more, problem, parts);
  }

  private Answer answer(Expression condition, boolean every) {
    String name = Integer.toString(next++);
    Probe read = answers;
    Answer answer = read == null ? Answer.UNKNOWN : read.answer(name);
    HiddenArguments hiding = hidden;
    if (answer == Answer.ERROR && hiding != null && hiding.isHidden(condition)) {
      return Answer.UNKNOWN;
    }
    return every ? opposite(answer) : answer;
  }

  private static Answer opposite(Answer answer) {
    return answer == Answer.TRUE ? Answer.FALSE : answer == Answer.FALSE ? Answer.TRUE : answer;
  }

  private static @Nullable String operator(Expression condition) {
    if (condition instanceof Expression.Not) {
      return "not";
    }
    return condition instanceof Expression.AllOf
        ? "and"
        : condition instanceof Expression.AnyOf ? "or" : null;
  }

  static List<Expression> parts(Expression condition) {
    if (condition instanceof Expression.AnyOf any) {
      return any.parts();
    }
    return condition instanceof Expression.AllOf all ? all.parts() : List.of();
  }

  static List<Operand> operands(Expression leaf) {
    if (leaf instanceof Expression.Comparison comparison) {
      return List.of(comparison.left(), comparison.right());
    }
    if (leaf instanceof Expression.Matches matches) {
      return List.of(matches.left());
    }
    if (leaf instanceof Expression.Has has) {
      return List.of(has.path());
    }
    if (leaf instanceof Expression.IsType isType) {
      return List.of(isType.path());
    }
    return leaf instanceof Expression.IsTrue isTrue ? List.of(isTrue.path()) : List.of();
  }
}
