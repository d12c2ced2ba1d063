package dev.sallyport.benchmarks.policy;

import java.util.List;
import java.util.Map;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.io.ResourceType;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;
import org.kie.internal.utils.KieHelper;

/**
 * Drools with the executable model: rules become classes, the tool's exact name goes through the
 * hashed alpha network. One session for all calls: insert, fire one rule, delete.
 */
final class DroolsEngine extends JsonReadingEngine<DroolsCall> {
  private final KieBase rules;
  private final KieSession session;

  private DroolsEngine(KieBase rules) {
    this.rules = rules;
    this.session = rules.newKieSession();
  }

  static DroolsEngine of(List<WorkloadRule> rules) {
    StringBuilder drl = new StringBuilder("package dev.sallyport.benchmarks.policy.rules;\n");
    drl.append("import ").append(DroolsCall.class.getName()).append(";\n");
    for (WorkloadRule rule : rules) {
      drl.append("rule \"")
          .append(rule.name())
          .append("\" salience ")
          .append(rule.allows() ? 0 : 1);
      drl.append("\nwhen $call : DroolsCall(").append(constraints(rule)).append(")\nthen ");
      drl.append("$call.setAnswer(").append(rule.allows() ? 1 : 2).append(");\nend\n");
    }
    KieHelper helper = new KieHelper();
    helper.addContent(drl.toString(), ResourceType.DRL);
    return new DroolsEngine(helper.build(ExecutableModelProject.class));
  }

  private static String constraints(WorkloadRule rule) {
    ToolTest tool = rule.tool();
    String name =
        switch (tool.kind()) {
          case EXACT -> "tool == \"" + tool.text() + "\"";
          case PREFIX -> "tool.startsWith(\"" + tool.text() + "\")";
          case SUFFIX -> "tool.endsWith(\"" + tool.text() + "\")";
        };
    NumberTest number = rule.number();
    TextTest text = rule.text();
    String property = text.argument().equals("order_id") ? "orderId" : text.argument();
    String words =
        text.pattern() == null
            ? " in (\"" + String.join("\", \"", text.set()) + "\")"
            : " matches \"" + text.pattern() + "\"";
    return name
        + (", " + number.argument() + ' ' + number.operator() + ' ' + number.bound())
        + (", " + property + words);
  }

  @Override
  DroolsCall request(String tool, Map<String, Object> arguments) {
    return new DroolsCall(tool, arguments);
  }

  @Override
  Answer judge(DroolsCall call) {
    call.setAnswer(0);
    FactHandle handle = session.insert(call);
    session.fireAllRules(1);
    session.delete(handle);
    return switch (call.getAnswer()) {
      case 1 -> Answer.ALLOW;
      case 2 -> Answer.DENY;
      default -> Answer.DEFAULT;
    };
  }

  @Override
  public PolicyEngine forThread() {
    return new DroolsEngine(rules);
  }
}
