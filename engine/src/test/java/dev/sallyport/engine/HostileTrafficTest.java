package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What many hostile calls do to a decision point that others use too. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class HostileTrafficTest {
  private static final long MOST_KEPT = 48L << 20;

  private static long usedMemory() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 4; round++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  @Test
  void aMillionToolsAndAgentsStayWithinBoundedMemory() {
    PolicyDecisionPoint point =
        new PolicyDecisionPoint(
            Policies.policy(
                "rules:\n"
                    + "- {name: a, tools: ['*7'], action: allow, condition: 'args.a == 1'}\n"
                    + "- {name: b, tools: ['t1*'], agents: ['*9'], action: deny}\n"
                    + "- {name: c, tools: [t5], action: allow}\n"));
    CallView call = new CallView().arguments("{\"a\":1}");
    long before = usedMemory();
    int allowed = 0;
    for (int at = 0; at < 1_000_000; at++) {
      Decision decision = point.decide(call.tool("t" + at).agent("agent " + at));
      allowed += decision.effect() == Effect.ALLOW ? 1 : 0;
    }

    assertThat(usedMemory() - before).isLessThan(MOST_KEPT);
    // Of a hundred numbers ten end in 7; none of them is an agent that ends in 9.
    assertThat(allowed).isEqualTo(100_001);
    assertThat(point.decide(call.tool("t19").agent("agent 9")).rule()).isEqualTo("b");
  }

  @Test
  void hugeNamesOfAgentsAreNotKept() {
    PolicyDecisionPoint point =
        new PolicyDecisionPoint(
            Policies.policy("rules:\n- {name: a, agents: ['*x'], action: allow}\n"));
    CallView call = new CallView().tool("t").arguments("{}");
    String name = "a".repeat(100_000);
    long before = usedMemory();
    for (int at = 0; at < 4_000; at++) {
      assertThat(point.decide(call.agent(name + at + "x")).effect()).isEqualTo(Effect.ALLOW);
    }
    call.agent(null);

    assertThat(usedMemory() - before).isLessThan(MOST_KEPT);
  }

  @Test
  void namesThatMeetEveryMixOfRulesStayWithinBoundedMemory() {
    int globs = 13;
    StringBuilder rules = new StringBuilder("rules:\n");
    for (int at = 0; at < globs; at++) {
      String letter = String.valueOf((char) ('a' + at));
      rules.append("- {name: r").append(at).append(", action: allow, tools: '*").append(letter);
      rules.append("*', condition: \"args.a matches '").append(letter).append("[0-9]x'\"}\n");
    }
    PolicyDecisionPoint point = new PolicyDecisionPoint(Policies.policy(rules.toString()));
    CallView call = new CallView();
    long before = usedMemory();
    for (int mix = 1; mix < 1 << globs; mix++) {
      StringBuilder tool = new StringBuilder();
      for (int at = 0; at < globs; at++) {
        tool.append((mix >> at & 1) == 0 ? "" : (char) ('a' + at));
      }
      boolean names = tool.indexOf("c") >= 0;
      call.tool(tool.toString()).arguments("{\"a\":\"..c5x\"}");
      assertThat(point.decide(call).effect()).isEqualTo(names ? Effect.ALLOW : Effect.DENY);
    }

    assertThat(usedMemory() - before).isLessThan(2 * MOST_KEPT);
  }

  @Test
  void afterAHugeCallItsViewKeepsLittle() throws Exception {
    PolicySet policy =
        PolicyParser.parse(
            Policies.oneRule("allow", "lower(args.a) == 'x' or args.b[*] == 1").sources(),
            new EngineLimits(1 << 20, 10, 8, 1 << 24, 64, 1_000_000),
            ParentDocuments.NONE);
    PolicyDecisionPoint point = new PolicyDecisionPoint(policy);
    CallView call = new CallView().tool("t");
    long before = usedMemory();
    point.decide(call.arguments("{\"a\":\"" + "\u20ac\\u0130".repeat(2_000_000) + "\"}"));
    point.decide(call.arguments("{\"b\":[" + "\"\\u20ac\",".repeat(900_000) + "1]}"));
    assertThat(point.decide(call.arguments("{\"a\":\"X\"}")).rule()).isEqualTo("rule");

    assertThat(usedMemory() - before).isLessThan(16L << 20);
  }

  /** Texts that are slow to judge or refused. */
  private static List<String> monsters() {
    return List.of(
        "{\"a\":\"" + "a".repeat(900_000) + "\u20ac\"}",
        "{\"a\":" + "[".repeat(100_000),
        "{\"a\":\"" + "\\u0061".repeat(150_000) + "!\"}",
        "{\"list\":[" + "1,".repeat(40_000) + "2],\"a\":\"x\"}",
        "{\"a\":\"" + "x".repeat(2 << 20) + "\"}",
        "{\"a\":1e400}",
        "{\"a\":\"\ud800\"}");
  }

  @Test
  void othersAreJudgedRightWhileOneSendsMonsters() throws Exception {
    PolicyDecisionPoint point =
        new PolicyDecisionPoint(
            Policies.policy(
                "rules:\n"
                    + "- {name: small, action: allow, condition: 'args.n <= 100'}\n"
                    + "- {name: pattern, action: deny, condition: \"args.a matches '(a+)+$'\"}\n"
                    + "- {name: list, action: deny, condition: 'args.list[*] in args.list'}\n"));
    AtomicBoolean ended = new AtomicBoolean();
    CountDownLatch sent = new CountDownLatch(100);
    ExecutorService threads = Executors.newFixedThreadPool(5);
    try {
      Future<?> monsters = threads.submit(() -> sendMonsters(point, ended, sent));
      List<Future<Integer>> others = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        int number = thread;
        others.add(threads.submit(() -> judgeSmallCalls(point, number, sent)));
      }
      for (Future<Integer> other : others) {
        assertThat(other.get(2, TimeUnit.MINUTES)).isGreaterThanOrEqualTo(20_000);
      }
      ended.set(true);
      monsters.get(1, TimeUnit.MINUTES);
    } finally {
      ended.set(true);
      threads.shutdownNow();
    }
  }

  private static void sendMonsters(
      PolicyDecisionPoint point, AtomicBoolean ended, CountDownLatch sent) {
    CallView call = new CallView();
    while (!ended.get()) {
      for (String monster : monsters()) {
        Decision decision = point.decide(call.tool("t" + sent.getCount()).arguments(monster));
        assertThat(decision.effect()).isEqualTo(Effect.DENY);
        sent.countDown();
      }
    }
  }

  /** Judges calls until enough monsters were sent. */
  private static int judgeSmallCalls(PolicyDecisionPoint point, int thread, CountDownLatch sent) {
    CallView call = new CallView();
    int judged = 0;
    while (judged < 20_000 || sent.getCount() > 0) {
      int n = judged++ % 200;
      call.tool("tool" + (judged & 63)).arguments("{\"n\":" + n + ",\"a\":\"b" + thread + "\"}");
      Decision decision = point.decide(call);
      assertThat(decision.error()).isNull();
      assertThat(decision.rule()).isEqualTo(n <= 100 ? "small" : null);
      assertThat(decision.effect()).isEqualTo(n <= 100 ? Effect.ALLOW : Effect.DENY);
    }
    return judged;
  }
}
