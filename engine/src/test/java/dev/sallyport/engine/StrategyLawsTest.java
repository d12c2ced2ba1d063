package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** The laws under every strategy, with scopes, priorities, limits and files that extend others. */
class StrategyLawsTest {
  private static final String[] ACTIONS = {
    "allow", "deny", "require_approval", "mask", "warn", "log"
  };
  private static final String[] CONDITIONS = {
    "true", "args.n > 0", "args.s == 'a'", "not args.n == 1", "has(args.n)", "tool.name == 'x'"
  };
  private static final String[] ARGUMENTS = {
    "{}", "{\"n\":1}", "{\"n\":0,\"s\":\"a\"}", "{\"n\":\"1\"}", "{\"s\":7,\"n\":2}"
  };

  /** Says of each limit whether it is used up, whatever is counted. */
  private record Fixed(int usedUp) implements LimitCounter {
    @Override
    public boolean tryAcquire(int limit, @Nullable String agent, long nowNanos) {
      return (usedUp >> limit & 1) == 0;
    }

    @Override
    public void release(int limit, @Nullable String agent, long acquiredNanos) {
      assertThat(usedUp >> limit & 1).isZero();
    }
  }

  /** Counts exactly, without a window. */
  private static final class Counting implements LimitCounter {
    final Map<Integer, Integer> counted = new HashMap<>();

    @Override
    public boolean tryAcquire(int limit, @Nullable String agent, long nowNanos) {
      if (counted.getOrDefault(limit, 0) == 2) {
        return false;
      }
      counted.merge(limit, 1, Integer::sum);
      return true;
    }

    @Override
    public void release(int limit, @Nullable String agent, long acquiredNanos) {
      assertThat(counted.merge(limit, -1, Integer::sum)).isNotNegative();
    }
  }

  private static <T> T one(Random random, T[] of) {
    return of[random.nextInt(of.length)];
  }

  private static String rule(Random random, String name, String action) {
    boolean counts = action.equals("allow") || action.equals("require_approval");
    return "- name: "
        + name
        + "\n  action: "
        + action
        + "\n  priority: "
        + (random.nextInt(3) - 1)
        + (random.nextInt(3) == 0 ? "\n  tools: x" : "")
        + (random.nextBoolean() ? "\n  condition: \"" + one(random, CONDITIONS) + "\"" : "")
        + (counts && random.nextInt(3) == 0 ? "\n  limit: 2/day" : "")
        + (action.equals("mask") ? "\n  mask: args.s" : "")
        + "\n";
  }

  private static List<String> rules(Random random, String prefix) {
    List<String> rules = new ArrayList<>();
    int count = random.nextInt(5);
    for (int at = 0; at < count; at++) {
      rules.add(rule(random, prefix + at, one(random, ACTIONS)));
    }
    return rules;
  }

  private static PolicySource document(String name, String head, List<String> rules) {
    String list = rules.isEmpty() ? "rules: []\n" : "rules:\n" + String.join("", rules);
    return Policies.document(name, head + list);
  }

  private static String head(Random random, ConflictStrategy strategy, boolean open) {
    return "conflict: "
        + strategy.word()
        + "\nscope: "
        + one(random, Scope.words())
        + "\ndefault_action: "
        + (open ? "allow" : "deny")
        + "\n";
  }

  private static CallView call(Random random) {
    return new CallView()
        .tool(random.nextBoolean() ? "x" : "y")
        .arguments(one(random, ARGUMENTS))
        .agent("desk");
  }

  private static Decision decide(PolicySet policy, int usedUp, CallView call) {
    Decision decision = new PolicyDecisionPoint(policy, new Fixed(usedUp)).decide(call);
    assertThat(decision.error()).isNull();
    return decision;
  }

  @Property(tries = 2_000)
  void law4TheOrderOfRulesDoesNotMatter(
      @ForAll Random random, @ForAll ConflictStrategy strategy, @ForAll boolean open) {
    String head = head(random, strategy, open);
    List<String> rules = rules(random, "r");
    List<String> shuffled = new ArrayList<>(rules);
    Collections.shuffle(shuffled, random);
    CallView call = call(random);
    int usedUp = random.nextBoolean() ? -1 : 0;

    Effect effect = decide(Policies.parse(document("p", head, rules)), usedUp, call).effect();

    assertThat(decide(Policies.parse(document("p", head, shuffled)), usedUp, call).effect())
        .isEqualTo(effect);
  }

  @Property(tries = 2_000)
  void law5WarnLogAndMaskNeverChangeTheOutcome(
      @ForAll Random random, @ForAll ConflictStrategy strategy, @ForAll boolean open) {
    String head = head(random, strategy, open);
    List<String> all = rules(random, "r");
    List<String> deciding = new ArrayList<>(all);
    deciding.removeIf(rule -> rule.contains(": warn") || rule.contains(": log"));
    deciding.removeIf(rule -> rule.contains(": mask"));
    CallView call = call(random);
    int usedUp = random.nextInt();

    Decision with = decide(Policies.parse(document("p", head, all)), usedUp, call);
    Decision without = decide(Policies.parse(document("p", head, deciding)), usedUp, call);

    assertThat(with.effect()).isEqualTo(without.effect());
    assertThat(with.rule()).isEqualTo(without.rule());
  }

  @Property(tries = 4_000)
  void law6AddingADenyRuleNeverOpensTheGate(
      @ForAll Random random, @ForAll ConflictStrategy strategy, @ForAll boolean open) {
    PolicySource one = document("1", head(random, strategy, open), rules(random, "a"));
    PolicySource two = document("2", head(random, strategy, open), rules(random, "b"));
    List<String> denying = List.of(rule(random, "added", "deny"));
    PolicySource added = document("3", head(random, strategy, open), denying);
    CallView call = call(random);
    int usedUp = random.nextInt();

    Effect before = decide(Policies.parse(one, two), usedUp, call).effect();
    Effect after = decide(Policies.parse(one, two, added), usedUp, call).effect();

    assertThat(after).isIn(before, Effect.DENY);
  }

  @Property(tries = 4_000)
  void law7WhatADenyRuleOfTheParentDeniesTheChildDenies(
      @ForAll Random random, @ForAll ConflictStrategy strategy) {
    List<String> parentRules = new ArrayList<>();
    for (int at = 0; at < 3; at++) {
      String action = one(random, ACTIONS);
      parentRules.add(rule(random, action + at, action));
    }
    String scope = "scope: " + one(random, Scope.words()) + "\n";
    PolicySource parent = document("base", scope + "default_action: allow\n", parentRules);
    List<String> childRules = rules(random, "c");
    if (random.nextBoolean()) {
      childRules.add(rule(random, one(random, ACTIONS) + "0", "allow"));
    }
    String head = "extends: base\n" + head(random, strategy, random.nextBoolean());
    PolicySource child = document("child", head, childRules);
    CallView call = call(random);
    int usedUp = random.nextInt();
    PolicySet family;
    try {
      family = PolicyParser.parse(List.of(child), EngineLimits.DEFAULTS, (from, path) -> parent);
    } catch (PolicyException e) {
      assertThat(e.getMessage()).contains("a parent's deny rule stays");
      return;
    }

    String rule = decide(Policies.parse(parent), usedUp, call).rule();
    Decision together = decide(family, usedUp, call);

    if (rule != null && rule.startsWith("deny")) {
      assertThat(together.effect()).isEqualTo(Effect.DENY);
    }
  }

  @Property
  void law8TheSameCallWithTheSameCountsGetsTheSameDecision(
      @ForAll Random random, @ForAll ConflictStrategy strategy, @ForAll boolean open) {
    PolicySet policy =
        Policies.parse(document("p", head(random, strategy, open), rules(random, "r")));
    CallView call = call(random);
    PolicyDecisionPoint point = new PolicyDecisionPoint(policy, new Fixed(random.nextInt()));

    PlainDecision first = PlainDecision.of(point.decide(call));
    point.decide(call(random));

    assertThat(PlainDecision.of(point.decide(call))).isEqualTo(first);
  }

  @Property
  void onlyCallsThatRunOrWaitAreCounted(
      @ForAll Random random, @ForAll ConflictStrategy strategy, @ForAll boolean open) {
    PolicySet policy =
        Policies.parse(document("p", head(random, strategy, open), rules(random, "r")));
    Counting counter = new Counting();
    PolicyDecisionPoint point = new PolicyDecisionPoint(policy, counter);
    for (int at = 0; at < 6; at++) {
      Map<Integer, Integer> before = new HashMap<>(counter.counted);
      Effect effect = point.decide(call(random)).effect();
      counter.counted.values().removeIf(count -> count == 0);
      if (effect == Effect.DENY) {
        assertThat(counter.counted).isEqualTo(before);
      }
      assertThat(counter.counted.values()).allMatch(count -> count <= 2);
    }
  }
}
