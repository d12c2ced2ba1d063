package dev.sallyport.benchmarks.policy;

import java.util.List;
import java.util.Map;
import org.apache.commons.jexl3.JexlBuilder;
import org.apache.commons.jexl3.JexlContext;
import org.apache.commons.jexl3.JexlExpression;
import org.apache.commons.jexl3.MapContext;

/** Commons JEXL: an expression per rule, parsed once, asked in order; first match wins. */
final class JexlEngine extends JsonReadingEngine<JexlContext> {
  private final JexlExpression[] conditions;
  private final Answer[] answers;

  private JexlEngine(JexlExpression[] conditions, Answer[] answers) {
    this.conditions = conditions;
    this.answers = answers;
  }

  static JexlEngine of(List<WorkloadRule> rules) {
    org.apache.commons.jexl3.JexlEngine jexl =
        new JexlBuilder().strict(true).silent(false).create();
    JexlExpression[] conditions = new JexlExpression[rules.size()];
    Answer[] answers = new Answer[rules.size()];
    for (int i = 0; i < conditions.length; i++) {
      conditions[i] = jexl.createExpression(condition(rules.get(i)));
      answers[i] = rules.get(i).answer();
    }
    return new JexlEngine(conditions, answers);
  }

  private static String condition(WorkloadRule rule) {
    ToolTest tool = rule.tool();
    String name =
        switch (tool.kind()) {
          case EXACT -> "tool == '";
          case PREFIX -> "tool =^ '";
          case SUFFIX -> "tool =$ '";
        };
    NumberTest number = rule.number();
    TextTest text = rule.text();
    String words =
        text.pattern() == null
            ? " =~ {'" + String.join("', '", text.set()) + "'}"
            : " =~ ~/" + text.pattern().pattern().replace("/", "\\/") + "/";
    return name
        + (tool.text() + "' && ")
        + (number.argument() + ' ' + number.operator() + ' ' + number.bound() + " && ")
        + (text.argument() + words);
  }

  @Override
  JexlContext request(String tool, Map<String, Object> arguments) {
    arguments.put("tool", tool);
    return new MapContext(arguments);
  }

  @Override
  Answer judge(JexlContext request) {
    for (int i = 0; i < conditions.length; i++) {
      if ((Boolean) conditions[i].evaluate(request)) {
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
