package dev.sallyport.benchmarks.policy;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mvel2.MVEL;
import org.mvel2.ParserContext;
import org.mvel2.integration.VariableResolverFactory;
import org.mvel2.integration.impl.MapVariableResolverFactory;

/** MVEL: a typed expression per rule, compiled, asked in order; first match wins. */
final class MvelEngine extends JsonReadingEngine<Map<String, Object>> {
  private final Serializable[] conditions;
  private final Answer[] answers;

  private MvelEngine(Serializable[] conditions, Answer[] answers) {
    this.conditions = conditions;
    this.answers = answers;
  }

  static MvelEngine of(List<WorkloadRule> rules) {
    Serializable[] conditions = new Serializable[rules.size()];
    Answer[] answers = new Answer[rules.size()];
    for (int i = 0; i < conditions.length; i++) {
      conditions[i] = MVEL.compileExpression(condition(rules.get(i)), inputs());
      answers[i] = rules.get(i).answer();
    }
    return new MvelEngine(conditions, answers);
  }

  private static ParserContext inputs() {
    ParserContext inputs = new ParserContext();
    inputs.setStrongTyping(true);
    for (String text : List.of("tool", "currency", "region", "order_id", "path", "to")) {
      inputs.addInput(text, String.class);
    }
    inputs.addInput("amount", Long.class);
    inputs.addInput("quantity", Long.class);
    return inputs;
  }

  private static String condition(WorkloadRule rule) {
    ToolTest tool = rule.tool();
    String name =
        switch (tool.kind()) {
          case EXACT -> "tool == \"" + tool.text() + "\"";
          case PREFIX -> "tool.startsWith(\"" + tool.text() + "\")";
          case SUFFIX -> "tool.endsWith(\"" + tool.text() + "\")";
        };
    NumberTest number = rule.number();
    String bound = number.argument() + ' ' + number.operator() + ' ' + number.bound() + 'L';
    return name + " && " + bound + " && (" + words(rule.text()) + ")";
  }

  private static String words(TextTest text) {
    if (text.pattern() != null) {
      return text.argument() + " ~= \"" + text.pattern() + "\"";
    }
    List<String> equalities = new ArrayList<>();
    for (String word : text.set()) {
      equalities.add(text.argument() + " == \"" + word + "\"");
    }
    return String.join(" || ", equalities);
  }

  @Override
  Map<String, Object> request(String tool, Map<String, Object> arguments) {
    arguments.put("tool", tool);
    return arguments;
  }

  @Override
  Answer judge(Map<String, Object> request) {
    VariableResolverFactory variables = new MapVariableResolverFactory(request);
    for (int i = 0; i < conditions.length; i++) {
      if ((Boolean) MVEL.executeExpression(conditions[i], variables)) {
        return answers[i];
      }
    }
    return Answer.DEFAULT;
  }

  @Override
  public PolicyEngine forThread() {
    return this;
  }
}
