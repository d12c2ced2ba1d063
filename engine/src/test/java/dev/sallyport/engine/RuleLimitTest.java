package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RuleLimitTest {
  /** Counts without a window, and remembers what it was asked. */
  private static final class Counter implements LimitCounter {
    final Map<String, Integer> left = new HashMap<>();
    final List<String> asked = new ArrayList<>();
    int failAt = Integer.MAX_VALUE;

    @Override
    public boolean tryAcquire(int limit, @Nullable String agent, long nowNanos) {
      if (asked.size() == failAt) {
        throw new IllegalStateException("broken counter");
      }
      asked.add("+" + limit + " " + agent + " " + nowNanos);
      return left.merge(limit + " " + agent, -1, Integer::sum) >= 0;
    }

    @Override
    public void release(int limit, @Nullable String agent, long acquiredNanos) {
      asked.add("-" + limit + " " + agent + " " + acquiredNanos);
      left.merge(limit + " " + agent, 1, Integer::sum);
    }
  }

  private final Counter counter = new Counter();

  private Decision decide(PolicySet policy, String agent) {
    CallView call = new CallView().tool("t").arguments("{}").agent(agent).time(0, 7);
    return new PolicyDecisionPoint(policy, counter).decide(call);
  }

  @Test
  void deniesOnceTheLimitIsUsedUpAndNamesTheRule() {
    PolicySet policy = Policies.policy("rules: [{name: a, action: allow, limit: 2/minute}]");
    counter.left.put("0 desk", 1);

    assertThat(decide(policy, "desk").effect()).isEqualTo(Effect.ALLOW);
    Decision second = decide(policy, "desk");

    assertThat(second.effect()).isEqualTo(Effect.DENY);
    assertThat(second.rule()).isEqualTo("a");
    assertThat(second.error()).isNull();
    assertThat(counter.asked).containsExactly("+0 desk 7", "+0 desk 7");
  }

  @Test
  void countsARequestOnceAlthoughItsConnectionIsJudgedToo() throws Exception {
    PolicySet policy =
        Policies.policy(
            "rules: [{name: a, tools: ['http:*'], action: allow, limit: 1/minute}]\n"
                + "egress: {allow: [{host: a.test, cidr: 127.0.0.1/32}]}\n");
    counter.left.put("0 desk", 1);
    PolicyDecisionPoint engine = new PolicyDecisionPoint(policy, counter);
    HttpRequestView request = new HttpRequestView();
    CallView call = new CallView().tool("http:GET").agent("desk").time(0, 7).request(request);

    request.set("GET", "http", "a.test", 80, "/", 0, "c", null);
    assertThat(engine.decide(call).effect()).isEqualTo(Effect.ALLOW);
    InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    request.set("GET", "http", "a.test", 80, "/", 0, "c", address);
    assertThat(engine.decide(call).effect()).isEqualTo(Effect.ALLOW);
    request.set("GET", "http", "a.test", 80, "/", 0, "c", null);
    assertThat(engine.decide(call).effect()).isEqualTo(Effect.DENY);
  }

  @Test
  void countsPerAgentInNormalForm() {
    PolicySet policy = Policies.policy("rules: [{name: a, action: allow, limit: 1/day}]");
    counter.left.put("0 caf\u00e9", 1);

    assertThat(decide(policy, "cafe\u0301").effect()).isEqualTo(Effect.ALLOW);
    assertThat(decide(policy, "other").effect()).isEqualTo(Effect.DENY);
  }

  @Test
  void numbersLimitsInTheOrderOfTheRules() {
    PolicySet policy =
        Policies.policy(
            "rules:\n"
                + "- {name: a, action: allow, limit: 1/second}\n"
                + "- {name: b, action: allow}\n"
                + "- {name: c, action: require_approval, limit: 100000/hour, priority: 1}\n");

    assertThat(policy.limits())
        .containsExactly(
            new RuleLimit("c", new RateLimit(100_000, 3_600)),
            new RuleLimit("a", new RateLimit(1, 1)));
    counter.left.putAll(Map.of("0 desk", 1, "1 desk", 1));
    decide(policy, "desk");
    assertThat(counter.asked).containsExactly("+0 desk 7", "+1 desk 7");
  }

  @Test
  void countsNothingForCallsThatAreDeniedAnyway() {
    PolicySet policy =
        Policies.policy(
            "rules:\n- {name: a, action: allow, limit: 1/minute}\n- {name: d, action: deny}\n");

    assertThat(decide(policy, "desk").rule()).isEqualTo("d");
    assertThat(counter.asked).isEmpty();
  }

  @Test
  void givesBackWhatOtherLimitsCountedWhenOneIsUsedUp() {
    PolicySet policy =
        Policies.policy(
            "rules:\n"
                + "- {name: a, action: allow, limit: 1/minute}\n"
                + "- {name: b, action: allow, limit: 1/minute}\n"
                + "- {name: c, action: allow, limit: 1/minute}\n");
    counter.left.putAll(Map.of("0 desk", 1, "1 desk", 0, "2 desk", 1));

    Decision decision = decide(policy, "desk");

    assertThat(decision.effect()).isEqualTo(Effect.DENY);
    assertThat(decision.rule()).isEqualTo("b");
    assertThat(counter.asked)
        .containsExactly("+0 desk 7", "+1 desk 7", "+2 desk 7", "-0 desk 7", "-2 desk 7");
  }

  @Test
  void asksNoLimitOfRulesThatDoNotMatch() {
    PolicySet policy =
        Policies.policy(
            "default_action: allow\n"
                + "rules: [{name: a, action: allow, limit: 1/minute, tools: other}]\n");

    assertThat(decide(policy, "desk").effect()).isEqualTo(Effect.ALLOW);
    assertThat(counter.asked).isEmpty();
  }

  @Test
  void aUsedUpLimitDeniesUnderTheStrategyLikeAnyDenyRule() {
    String rules =
        "rules:\n"
            + "- {name: a, action: allow, limit: 1/minute}\n"
            + "- {name: b, action: allow, priority: -1}\n";
    PolicySet denyFirst = Policies.policy(rules);
    PolicySet allowFirst = Policies.policy("conflict: allow-overrides\n" + rules);

    assertThat(decide(denyFirst, "desk").rule()).isEqualTo("a");
    Decision allowed = decide(allowFirst, "desk");
    assertThat(allowed.effect()).isEqualTo(Effect.ALLOW);
    assertThat(allowed.rule()).isEqualTo("b");
  }

  @Test
  void namesTheLimitedRuleAlsoWhereOtherRulesDenyToo() {
    PolicySet policy =
        Policies.policy(
            "conflict: allow-overrides\n"
                + "rules:\n"
                + "- {name: d, action: deny, priority: 9}\n"
                + "- {name: a, action: allow, limit: 1/minute}\n");

    assertThat(decide(policy, "desk").rule()).isEqualTo("a");
  }

  @Test
  void givesBackAndDeniesWhenTheCounterFails() {
    PolicySet policy =
        Policies.policy(
            "rules:\n"
                + "- {name: a, action: allow, limit: 1/minute}\n"
                + "- {name: b, action: allow, limit: 1/minute}\n");
    counter.left.put("0 desk", 1);
    counter.failAt = 1;

    Decision decision = decide(policy, "desk");

    assertThat(decision.effect()).isEqualTo(Effect.DENY);
    assertThat(decision.error()).isEqualTo("engine: failed with java.lang.IllegalStateException");
    assertThat(counter.asked).containsExactly("+0 desk 7", "-0 desk 7");
  }

  @ParameterizedTest
  @EnumSource(ConflictStrategy.class)
  void everyLimitIsUsedUpWithoutACounter(ConflictStrategy strategy) {
    PolicySet policy =
        Policies.policy(
            "conflict: "
                + strategy.word()
                + "\ndefault_action: allow\nrules: [{name: a, action: allow, limit: 9/day}]\n");

    Decision decision = Policies.decide(policy, "t", "{}");

    assertThat(decision.effect()).isEqualTo(Effect.DENY);
    assertThat(decision.rule()).isEqualTo("a");
  }
}
