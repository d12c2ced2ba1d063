package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The compiled engine answers as the plain evaluator does, for policies and calls that are made up.
 * {@code -Dsallyport.comparisons=N} asks for more of them, {@code -Dsallyport.seed=N} for others.
 */
class CompiledEqualsPlainTest {
  private static final int CALLS_PER_POLICY = 40;
  private static final int COMPARISONS = Integer.getInteger("sallyport.comparisons", 200_000);
  private static final long SEED = Long.getLong("sallyport.seed", 3);

  @Test
  void answersEveryCallAsThePlainEvaluatorDoes() {
    for (int policy = 0; policy < COMPARISONS / CALLS_PER_POLICY; policy++) {
      compare(SEED * 1_000_003L + policy);
    }
  }

  private static void compare(long seed) {
    Random random = new Random(seed);
    PolicySet policy = new RandomPolicies(random).policy();
    WindowlessCounter compiledCounter = new WindowlessCounter(policy);
    WindowlessCounter plainCounter = new WindowlessCounter(policy);
    PolicyDecisionPoint compiled = new PolicyDecisionPoint(policy, compiledCounter);
    PlainDecisionPoint plain = new PlainDecisionPoint(policy, plainCounter);
    RandomCalls calls = new RandomCalls(random);
    CallView call = new CallView();
    for (int at = 0; at < CALLS_PER_POLICY; at++) {
      calls.fill(call);
      PlainDecision wanted = plain.decide(call);
      PlainDecision got = PlainDecision.of(compiled.decide(call));
      assertThat(got.comparable())
          .as(() -> "seed " + seed + ": " + described(call) + "\n" + text(policy.sources()))
          .isEqualTo(wanted.comparable());
      assertThat(compiledCounter.counts()).isEqualTo(plainCounter.counts());
    }
  }

  private static String described(CallView call) {
    return call.stage()
        + " tool "
        + call.tool()
        + " agent "
        + call.agent()
        + " session "
        + call.session()
        + " content "
        + call.content()
        + " at "
        + call.epochMillis()
        + " arguments "
        + call.arguments();
  }

  private static String text(List<PolicySource> documents) {
    StringBuilder text = new StringBuilder();
    for (PolicySource document : documents) {
      text.append(new String(document.content(), java.nio.charset.StandardCharsets.UTF_8));
    }
    return text.toString();
  }
}
