package dev.sallyport.engine;

import dev.sallyport.engine.arguments.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A clause without the tests of {@code tool.name} whose answers are known with the tool, and those
 * tests.
 */
record ClauseTool(Clause clause, List<Literal> nameTests) {
  static ClauseTool of(Clause clause) {
    List<Literal> names = new ArrayList<>();
    List<Literal> others = new ArrayList<>();
    for (Literal literal : clause.literals()) {
      (isOfName(literal.test()) ? names : others).add(literal);
    }
    Clause rest = new Clause(clause.number(), clause.ruleNumber(), clause.rule(), others);
    return new ClauseTool(rest, names);
  }

  private static boolean isOfName(Expression test) {
    SimpleTest simple = SimpleTest.of(test);
    return simple != null
        && !(simple instanceof SimpleTest.Text)
        && simple.subject() instanceof Operand.Path path
        && path.root() == PathRoot.TOOL;
  }

  /** Whether the clause speaks about a tool, or about no tool, as far as its name tells. */
  Truth speaksAbout(@Nullable String tool) {
    if (tool != null && !clause.rule().tools().matches(tool)) {
      return Truth.FALSE;
    }
    Truth result = Truth.TRUE;
    for (Literal literal : nameTests) {
      result = result.and(literal.of(answer(literal.test(), tool)));
    }
    return result;
  }

  private static Truth answer(Expression expression, @Nullable String tool) {
    SimpleTest test = SimpleTest.of(expression);
    if (test == null) {
      return Truth.ERROR;
    }
    ClassLayout layout = new ClassLayout();
    layout.add(test);
    int number = tool == null ? Kind.MISSING : layout.classOfText(tool);
    return new ClassTest(test, layout).answer(number);
  }
}
