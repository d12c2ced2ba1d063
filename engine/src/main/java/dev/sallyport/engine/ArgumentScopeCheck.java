package dev.sallyport.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules about an argument that do not say which tools have it. */
final class ArgumentScopeCheck implements LintCheck {
  @Override
  public void check(LintSubject subject) {
    Set<String> scoped = new HashSet<>();
    for (Rule rule : subject.rules) {
      if (!rule.tools().matchesAnything()) {
        for (Operand.Path path : ArgumentUse.anywhere(rule)) {
          scoped.add(ArgumentUse.names(path).get(0));
        }
      }
    }
    for (Rule rule : subject.rules) {
      if (rule.tools().matchesAnything() && rule.stage().hasTool()) {
        check(subject, rule, scoped);
      }
    }
  }

  private static void check(LintSubject subject, Rule rule, Set<String> scoped) {
    List<Operand.Path> paths = ArgumentUse.inCondition(rule);
    for (Operand.Path path : paths) {
      boolean known = scoped.contains(ArgumentUse.names(path).get(0));
      if (rule.action() == Action.ALLOW) {
        String read = "allows any tool that has an argument " + quoted(path);
        subject.report("argument-scope", rule, read + "; name the tools that it is about");
        return;
      }
      if (!known) {
        String read =
            "reads " + quoted(path) + " of every tool, and no rule says which tool has it";
        subject.report("argument-scope", rule, read + "; name the tools, or is it a slip?");
        return;
      }
    }
  }

  private static String quoted(Operand.Path path) {
    return Quoted.of(ExpressionText.of(path));
  }
}
