package dev.sallyport.benchmarks.policy;

import dev.sallyport.engine.CallView;
import dev.sallyport.engine.Decision;
import dev.sallyport.engine.Effect;
import dev.sallyport.engine.PolicyDecisionPoint;
import dev.sallyport.engine.PolicyException;
import dev.sallyport.engine.PolicyParser;
import dev.sallyport.engine.PolicySource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Sallyport: the rules as YAML documents, the arguments as text; it has no other form. */
final class SallyportEngine implements PolicyEngine {
  private static final int RULES_PER_DOCUMENT = 2_500;

  private final PolicyDecisionPoint decisionPoint;
  private final CallView view = new CallView();

  private SallyportEngine(PolicyDecisionPoint decisionPoint) {
    this.decisionPoint = decisionPoint;
  }

  static SallyportEngine of(List<WorkloadRule> rules) {
    return of(documents(rules));
  }

  /** Parses and compiles documents. */
  static SallyportEngine of(Iterable<PolicySource> documents) {
    List<PolicySource> sources = new ArrayList<>();
    documents.forEach(sources::add);
    try {
      return new SallyportEngine(new PolicyDecisionPoint(PolicyParser.parse(sources)));
    } catch (PolicyException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The rules as a person would write them; in several documents, as each is limited in size. */
  static List<PolicySource> documents(List<WorkloadRule> rules) {
    List<PolicySource> documents = new ArrayList<>();
    for (int from = 0; from < rules.size(); from += RULES_PER_DOCUMENT) {
      int to = Math.min(rules.size(), from + RULES_PER_DOCUMENT);
      byte[] yaml = yaml(rules.subList(from, to)).getBytes(StandardCharsets.UTF_8);
      documents.add(new PolicySource("workload-" + from + ".yaml", yaml));
    }
    return documents;
  }

  private static String yaml(List<WorkloadRule> rules) {
    StringBuilder yaml = new StringBuilder();
    yaml.append(
        "apiVersion: governance.toolkit/v1\nname: workload\ndefault_action: deny\nrules:\n");
    for (WorkloadRule rule : rules) {
      yaml.append("  - name: ").append(rule.name());
      yaml.append("\n    tools: [\"").append(rule.tool().glob());
      yaml.append("\"]\n    condition: \"").append(condition(rule));
      yaml.append("\"\n    action: ").append(rule.allows() ? "allow" : "deny").append('\n');
    }
    return yaml.toString();
  }

  private static String condition(WorkloadRule rule) {
    NumberTest number = rule.number();
    TextTest text = rule.text();
    String bound = "args." + number.argument() + ' ' + number.operator() + ' ' + number.bound();
    String words =
        text.pattern() == null
            ? " in ['" + String.join("', '", text.set()) + "']"
            : " matches '" + text.anchored() + "'";
    return bound + " and args." + text.argument() + words;
  }

  @Override
  public Answer decide(ToolCall call) {
    Decision decision = decisionPoint.decide(view.tool(call.tool()).arguments(call.json()));
    if (decision.isError()) {
      return Answer.ERROR;
    }
    if (decision.rule() == null) {
      return Answer.DEFAULT;
    }
    return decision.effect() == Effect.ALLOW ? Answer.ALLOW : Answer.DENY;
  }

  @Override
  public Object prepare(ToolCall call) {
    return call;
  }

  @Override
  public Answer decidePrepared(Object prepared) {
    return decide((ToolCall) prepared);
  }

  @Override
  public PolicyEngine forThread() {
    return new SallyportEngine(decisionPoint);
  }
}
