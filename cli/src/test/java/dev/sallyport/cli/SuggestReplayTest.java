package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.ArgumentsForm;
import dev.sallyport.audit.RecordedEffect;
import dev.sallyport.engine.CallView;
import dev.sallyport.engine.Decision;
import dev.sallyport.engine.Effect;
import dev.sallyport.engine.PolicyDecisionPoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A suggested policy, replayed against the log it was made of, allows just the calls that ran. */
class SuggestReplayTest {
  private static final int CALLS = 150;

  @TempDir Path work;

  private record Call(@Nullable String agent, String tool, String arguments, boolean ran) {}

  /** Calls of which the same always have the same decision. */
  private static List<Call> randomCalls(long seed, int percentDenied, boolean narrow) {
    Random random = new Random(seed);
    RandomCalls any = new RandomCalls(random);
    Map<String, Boolean> decided = new HashMap<>();
    List<Call> calls = new ArrayList<>();
    for (int at = 0; at < CALLS; at++) {
      Call call =
          narrow
              ? new Call("desk", "issue_refund", any.narrowArguments(), false)
              : new Call(any.agent(), any.tool(), any.arguments(), false);
      Call again = at > 0 && random.nextBoolean() ? calls.get(random.nextInt(at)) : call;
      String facts = again.agent() + "\n" + again.tool() + "\n" + sorted(again.arguments());
      boolean ran = decided.computeIfAbsent(facts, key -> random.nextInt(100) >= percentDenied);
      calls.add(new Call(again.agent(), again.tool(), again.arguments(), ran));
    }
    return calls;
  }

  /** Objects with the same members in another order are the same arguments. */
  private static String sorted(String arguments) {
    char[] characters = arguments.toCharArray();
    java.util.Arrays.sort(characters);
    return new String(characters);
  }

  private void write(List<Call> calls) throws Exception {
    try (TestLog log = TestLog.start(work.resolve("sallyport-audit"), 0)) {
      for (Call call : calls) {
        log.append(
            log.call(call.agent(), call.tool())
                .effect(call.ran() ? RecordedEffect.ALLOW : RecordedEffect.DENY)
                .rule("r")
                .argumentsForm(ArgumentsForm.FULL)
                .argumentsText(call.arguments())
                .argumentsLength(call.arguments().length()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void allowsExactlyTheCallsThatRan(long seed) throws Exception {
    assertExact(randomCalls(seed, (int) (seed % 4) * 20, false));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void excludesWhatWasRefusedBetweenWhatRan(long seed) throws Exception {
    String yaml = assertExact(randomCalls(seed, 20 + (int) seed * 5, true));
    assertThat(yaml).contains("and not (agent.name == 'desk' and size(args) == ");
  }

  /** The policy. */
  private String assertExact(List<Call> calls) throws Exception {
    write(calls);
    Cli cli = new Cli(work);

    int exitCode = cli.run("suggest", "--out", "new.yaml");

    assertThat(cli.err()).isEmpty();
    assertThat(exitCode).isZero();
    String yaml = Files.readString(work.resolve("new.yaml"));
    PolicyDecisionPoint point = new PolicyDecisionPoint(ReviewLog.parse(yaml));
    for (Call call : calls) {
      Decision decision =
          point.decide(
              new CallView().tool(call.tool()).agent(call.agent()).arguments(call.arguments()));
      assertThat(decision.effect())
          .as(call + " by " + decision + "\n" + yaml)
          .isEqualTo(call.ran() ? Effect.ALLOW : Effect.DENY);
    }
    Cli replay = new Cli(work);
    assertThat(replay.run("replay", "--policy", "new.yaml")).isZero();
    assertThat(replay.out()).startsWith("replayed " + CALLS + " of " + CALLS + " calls");
    return yaml;
  }
}
