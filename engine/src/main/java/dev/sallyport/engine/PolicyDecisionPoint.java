package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/**
 * Answers whether a call may run, by a compiled policy. Thread-safe; holds no state between calls
 * but the plans of tools that were asked for. Judging a call of a known tool needs no memory,
 * unless it is masked.
 */
public final class PolicyDecisionPoint {
  private final PolicySet policy;
  private final LimitCounter counter;
  private final PolicyLimits limits;
  private final AgentIndex agents;
  private final ToolPlans[] stages = new ToolPlans[Stage.values().length];
  private final MaskRules masks;
  private final Confinement confinement;

  /** Decides by {@code policy}; calls of rules with a limit are refused, as if it were used up. */
  public PolicyDecisionPoint(PolicySet policy) {
    this(policy, LimitCounter.EXHAUSTED);
  }

  /** Decides by {@code policy}; {@code counter} knows its {@link PolicySet#limits}. */
  public PolicyDecisionPoint(PolicySet policy, LimitCounter counter) {
    this.policy = policy;
    this.counter = counter;
    this.limits = new PolicyLimits(policy.rules());
    this.agents = new AgentIndex(policy.rules());
    this.confinement = policy.confinement();
    this.masks = new MaskRules(policy.rules());
    AutomatonCache automata = new AutomatonCache();
    for (Stage stage : Stage.values()) {
      stages[stage.ordinal()] =
          new ToolPlans(policy.rules(), stage, policy.strategy(), automata, agents);
    }
  }

  /**
   * Makes the plans of all tools that rules name in full, which otherwise their first calls do.
   *
   * @return how many tools have a plan now
   */
  public int prepare() {
    int tools = 0;
    for (ToolPlans plans : stages) {
      for (String tool : plans.names()) {
        plans.plan(tool);
        tools++;
      }
    }
    return tools;
  }

  /**
   * Decides one call. Bad input is a decision, not an exception: an unacceptable tool name or
   * unacceptable arguments deny whatever the rules say, with {@link Decision#error} set. An {@link
   * Error} such as a stack overflow is left to the caller, who must deny.
   *
   * @return the view's own decision, valid until it is judged again
   */
  public Decision decide(CallView call) {
    Judgement judgement = call.judgement(policy.engineLimits());
    try {
      judge(call, judgement);
    } catch (RuntimeException failure) {
      judgement.decision.fail(failure);
    }
    return judgement.decision;
  }

  private void judge(CallView call, Judgement judgement) {
    ToolPlan plan = plan(call.stage(), call.tool());
    if (plan == null) {
      judgement.decision.refuseTool(call.tool());
      return;
    }
    Evaluation state = judgement.state;
    if (!state.scan.scan(call.arguments(), plan.paths())) {
      judgement.decision.refuseArguments();
      return;
    }
    AgentIndex.Agent agent = agents.agent(call.agent());
    state.begin(call, agent, plan);
    plan.answer(state);
    HttpRequestView request = confinement.judgesRequests() ? call.request() : null;
    if (request != null && isDenied(request, judgement.subject)) {
      judgement.decision.setByEgress(Effect.DENY, plan);
      return;
    }
    Resolution resolution = judgement.resolution;
    boolean counts = !isConnectionOfARequest(call.request());
    resolution.resolve(policy, plan, state, limits, counter, counts, agent.name(), call.nowNanos());
    int clause = resolution.decidingClause();
    Rule rule = clause < 0 ? null : plan.clause(clause).rule();
    if (rule == null && request != null && confinement.egress() != null) {
      judgement.decision.setByEgress(Effect.ALLOW, plan);
      return;
    }
    judgement.decision.set(resolution.effect(), rule, plan);
    if (resolution.effect() == Effect.ALLOW && masks.any()) {
      masks.apply(call, plan, state, judgement.decision);
    }
  }

  /** Which was counted when it was asked for, before its address was known. */
  private static boolean isConnectionOfARequest(@Nullable HttpRequestView request) {
    return request != null && request.method() != null && request.address() != null;
  }

  /** Whether a request must not go where it goes, whatever the rules say. */
  private boolean isDenied(HttpRequestView request, EgressSubject subject) {
    String host = request.host();
    if (host == null) {
      return true;
    }
    subject.set(request.method(), request.scheme(), host, request.port(), request.address());
    return confinement.addresses().judge(subject) == EgressAnswer.DENY;
  }

  /** The plan of a tool; null if its name is not acceptable. */
  private @Nullable ToolPlan plan(Stage stage, @Nullable String tool) {
    ToolPlans plans = stages[stage.ordinal()];
    if (tool == null && !stage.hasTool()) {
      return plans.planWithoutTool();
    }
    ToolPlan known = tool == null ? null : plans.known(tool);
    if (known != null) {
      return known;
    }
    return tool == null || !CallNames.isAcceptable(tool) ? null : plans.plan(tool);
  }
}
