package dev.sallyport.benchmarks.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a careful person writes without an engine: a loop over predicates, first match wins. */
final class NaiveEngine extends JsonReadingEngine<NaiveEngine.Request> {
  private final List<Rule> rules;

  private NaiveEngine(List<Rule> rules) {
    this.rules = rules;
  }

  static NaiveEngine of(List<WorkloadRule> rules) {
    return new NaiveEngine(rules.stream().map(NaiveEngine::compile).toList());
  }

  /** A tool's name and arguments. */
  record Request(String tool, Map<String, Object> arguments) {}

  private record Rule(
      Predicate<String> tool,
      String numberArgument,
      LongPredicate number,
      String textArgument,
      Predicate<String> text,
      Answer answer) {
    boolean matches(Request request) {
      return tool.test(request.tool)
          && number.test(ArgumentMap.number(request.arguments, numberArgument))
          && text.test(ArgumentMap.text(request.arguments, textArgument));
    }
  }

  private static Rule compile(WorkloadRule rule) {
    String name = rule.tool().text();
    Predicate<String> tool =
        switch (rule.tool().kind()) {
          case EXACT -> name::equals;
          case PREFIX -> called -> called.startsWith(name);
          case SUFFIX -> called -> called.endsWith(name);
        };
    long bound = rule.number().bound();
    LongPredicate number =
        rule.number().atMost() ? given -> given <= bound : given -> given > bound;
    Pattern pattern = rule.text().pattern();
    Predicate<String> text =
        pattern == null
            ? Set.copyOf(rule.text().set())::contains
            : given -> pattern.matcher(given).matches();
    return new Rule(
        tool, rule.number().argument(), number, rule.text().argument(), text, rule.answer());
  }

  @Override
  Request request(String tool, Map<String, Object> arguments) {
    return new Request(tool, arguments);
  }

  @Override
  Answer judge(Request request) {
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      if (rule.matches(request)) {
        return rule.answer;
      }
    }
    return Answer.DEFAULT;
  }

  @Override
  public PolicyEngine forThread() {
    return this;
  }
}
