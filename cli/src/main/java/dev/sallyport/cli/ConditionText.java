package dev.sallyport.cli;

import dev.sallyport.engine.Answer;
import dev.sallyport.engine.ConditionExplanation;
import dev.sallyport.engine.FoundValue;
import java.io.PrintStream;

/** The parts of a condition, a line each: the answer, the part, the values found. */
final class ConditionText {
  private static final int ANSWER_WIDTH = 9;
  private static final int MAX_CONDITION = 120;
  private static final int MAX_VALUE = 80;

  private final PrintStream out;
  private final Paint paint;

  ConditionText(PrintStream out, Paint paint) {
    this.out = out;
    this.paint = paint;
  }

  void show(ConditionExplanation condition, int indent) {
    String answer = ExplainText.pad(condition.answer().word(), ANSWER_WIDTH);
    StringBuilder line = new StringBuilder(" ".repeat(indent));
    line.append(condition.answer() == Answer.ERROR ? paint.red(answer) : answer);
    String operator = condition.operator();
    if (operator != null) {
      out.println(line + heading(operator));
    } else {
      line.append(TerminalText.sentence(condition.text(), MAX_CONDITION));
      values(condition, line);
      out.println(line);
    }
    for (ConditionExplanation part : condition.parts()) {
      show(part, indent + 2);
    }
  }

  private static String heading(String operator) {
    return operator.equals("and") ? "all of" : operator.equals("or") ? "any of" : "not";
  }

  private void values(ConditionExplanation condition, StringBuilder line) {
    String before = "   ";
    for (FoundValue value : condition.values()) {
      line.append(before).append(TerminalText.sentence(value.path(), MAX_VALUE));
      line.append(" is ").append(shown(value));
      before = ", ";
    }
    if (condition.moreValues() > 0) {
      line.append(" and ").append(condition.moreValues()).append(" more");
    }
    if (condition.problem() != null) {
      line.append("   ").append(TerminalText.sentence(condition.problem(), MAX_CONDITION));
    }
  }

  private static String shown(FoundValue value) {
    return switch (value.type()) {
      case "missing" -> "missing";
      case "misfit" -> "nowhere";
      case "unknown" -> "not in the log";
      default -> TerminalText.sentence(value.value(), MAX_VALUE);
    };
  }
}
