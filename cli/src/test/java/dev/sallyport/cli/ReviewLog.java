package dev.sallyport.cli;

import dev.sallyport.audit.ArgumentsForm;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.RecordedEffect;
import dev.sallyport.engine.CallView;
import dev.sallyport.engine.Decision;
import dev.sallyport.engine.PolicyDecisionPoint;
import dev.sallyport.engine.PolicyException;
import dev.sallyport.engine.PolicyParser;
import dev.sallyport.engine.PolicySet;
import dev.sallyport.engine.PolicySource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a log of calls as a policy decides them, with full or redacted arguments. */
final class ReviewLog implements AutoCloseable {
  static final String REFUNDS =
      """
      apiVersion: governance.toolkit/v1
      name: refunds
      rules:
        - name: search
          tools: ["search_*"]
          action: allow
        - name: small-refunds
          tools: [issue_refund]
          condition: "args.amount <= 100 and args.currency in ['EUR', 'USD']"
          action: allow
        - name: large-refunds
          tools: [issue_refund]
          condition: "args.amount > 1000"
          action: deny
      """;

  private final TestLog log;
  private final PolicySet policy;
  private final PolicyDecisionPoint point;

  ReviewLog(TestLog log, String policyText) {
    this.log = log;
    this.policy = parse(policyText);
    this.point = new PolicyDecisionPoint(policy);
  }

  static PolicySet parse(String text) {
    try {
      byte[] content = text.getBytes(StandardCharsets.UTF_8);
      return PolicyParser.parse(List.of(new PolicySource("p.yaml", content)));
    } catch (PolicyException e) {
      throw new AssertionError(e.getMessage() + "\n" + text, e);
    }
  }

  /** Records the call as it would be decided, with full arguments. */
  DecisionRecord full(@Nullable String agent, String tool, String arguments) {
    DecisionRecord record = decided(agent, tool, arguments);
    record.argumentsForm(ArgumentsForm.FULL).argumentsText(arguments);
    log.append(record.argumentsLength(arguments.length()));
    return record;
  }

  /** Records the call as it would be decided, with a redacted form of its arguments. */
  void redacted(String agent, String tool, String arguments, String form) {
    DecisionRecord record = decided(agent, tool, arguments);
    record.argumentsForm(ArgumentsForm.REDACTED).argumentsText(form);
    log.append(record.argumentsLength(arguments.length()));
  }

  private DecisionRecord decided(@Nullable String agent, String tool, String arguments) {
    CallView view = new CallView().tool(tool).agent(agent).session("s-1").arguments(arguments);
    Decision decision = point.decide(view);
    return log.call(agent, tool)
        .session("s-1")
        .effect(RecordedEffect.valueOf(decision.effect().name()))
        .rule(decision.rule())
        .error(decision.error())
        .erringRules(decision.erringRules())
        .argumentsRewritten(decision.maskedArguments() != null)
        .policyDigest(policy.digest());
  }

  @Override
  public void close() {
    log.shutdown();
  }
}
