package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.engine.ReferencePolicy.Formula;
import dev.sallyport.engine.ReferencePolicy.RefCall;
import dev.sallyport.engine.ReferencePolicy.RefRule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** The laws of the policy language, over policies and calls that nobody wrote. */
class PolicyLawsTest {
  private static final List<String> ACTIONS =
      List.of("allow", "deny", "require_approval", "mask", "warn", "log");
  private static final List<String> PATHS =
      List.of("args.n", "args.s", "args.missing", "args.l[*]", "action.type", "tool.name");

  @Provide
  Arbitrary<Object> scalars() {
    return Arbitraries.of(0, 1, 2, "x", "y", true, false).injectNull(0.1).map(v -> v);
  }

  @Provide
  Arbitrary<Formula> comparisons() {
    Arbitrary<Formula> equalities =
        Combinators.combine(Arbitraries.of(PATHS), Arbitraries.of("==", "!="), scalars())
            .as(Formula::compare);
    Arbitrary<Formula> orders =
        Combinators.combine(
                Arbitraries.of(PATHS), Arbitraries.of("<", ">=", ">"), Arbitraries.of(0, 1, 2))
            .as(Formula::compare);
    Arbitrary<Formula> members =
        Combinators.combine(
                Arbitraries.of(PATHS),
                Arbitraries.of("in", "not in"),
                scalars().list().ofMaxSize(3))
            .as(Formula::compare);
    return Arbitraries.oneOf(equalities, orders, members, Arbitraries.of(PATHS).map(Formula::has));
  }

  @Provide
  Arbitrary<Formula> formulas() {
    return Arbitraries.recursive(this::comparisons, PolicyLawsTest::larger, 0, 3);
  }

  private static Arbitrary<Formula> larger(Arbitrary<Formula> parts) {
    return Arbitraries.oneOf(
        parts.map(Formula::not),
        Combinators.combine(parts, parts).as(Formula::and),
        Combinators.combine(parts, parts).as(Formula::or));
  }

  @Provide
  Arbitrary<RefCall> calls() {
    Arbitrary<String> tools = Arbitraries.of("x", "y", "xy");
    Arbitrary<java.util.Map<String, Object>> arguments =
        Combinators.combine(
                scalars(),
                scalars(),
                scalars().list().ofMaxSize(3),
                scalars(),
                Arbitraries.subsetOf("n", "s", "l", "action"))
            .as(
                (n, s, l, action, present) -> {
                  java.util.Map<String, Object> all = new java.util.LinkedHashMap<>();
                  all.put("n", n);
                  all.put("s", s);
                  all.put("l", l);
                  all.put("action", action);
                  all.keySet().retainAll(present);
                  return all;
                });
    return Combinators.combine(tools, arguments).as(RefCall::new);
  }

  @Provide
  Arbitrary<ReferencePolicy> policies() {
    Arbitrary<String> tools = Arbitraries.of("x", "y", "x*").injectNull(0.5);
    Arbitrary<RefRule> rules =
        Combinators.combine(Arbitraries.of(ACTIONS), tools, formulas().injectNull(0.2))
            .as((action, tool, when) -> new RefRule("?", action, tool, when));
    return Combinators.combine(Arbitraries.of(true, false), rules.list().ofMaxSize(6))
        .as(
            (open, unnamed) -> {
              List<RefRule> named = new ArrayList<>();
              for (RefRule rule : unnamed) {
                named.add(
                    new RefRule("r" + named.size(), rule.action(), rule.tools(), rule.when()));
              }
              return new ReferencePolicy(open, named);
            });
  }

  private static Decision decide(ReferencePolicy policy, RefCall call) {
    return Policies.decide(Policies.policy(policy.yaml()), call.tool(), call.json());
  }

  private static ReferencePolicy oneRule(String action, Formula when) {
    return new ReferencePolicy(
        !action.equals("allow"), List.of(new RefRule("r", action, null, when)));
  }

  @Property(tries = 2_000)
  void decidesAsTheReferenceDoes(
      @ForAll("policies") ReferencePolicy policy, @ForAll("calls") RefCall call) {
    Decision decision = decide(policy, call);

    assertThat(decision.error()).isNull();
    assertThat(decision.effect()).isEqualTo(policy.effect(call));
    List<String> noted = new ArrayList<>();
    for (RefRule rule : policy.rules()) {
      if (List.of("warn", "log").contains(rule.action()) && policy.matches(rule, call)) {
        noted.add(rule.name());
      }
    }
    assertThat(decision.notedRules()).isEqualTo(noted);
  }

  @Property(tries = 500)
  void law1AnEditedDocumentIsRefusedWithAPlaceOrMeansSomething(
      @ForAll("policies") ReferencePolicy policy, @ForAll Random random) {
    String text = "apiVersion: governance.toolkit/v1\nname: x\n" + policy.yaml();
    StringBuilder edited = new StringBuilder(text);
    String noise = "\"'{}[]:-#&*!|>%@`,?\n \tabc0.\\\u00e9";
    for (int edit = 0; edit < 3; edit++) {
      int at = random.nextInt(edited.length());
      if (random.nextBoolean()) {
        edited.deleteCharAt(at);
      } else {
        edited.insert(at, noise.charAt(random.nextInt(noise.length())));
      }
    }
    byte[] bytes = edited.toString().getBytes(StandardCharsets.UTF_8);
    try {
      assertThat(PolicyParser.parse(List.of(new PolicySource("p.yaml", bytes))).ruleCount())
          .isNotNegative();
    } catch (PolicyException e) {
      int lines = edited.toString().split("\n", -1).length;
      assertThat(e.problems())
          .isNotEmpty()
          .allSatisfy(
              problem -> {
                assertThat(problem.line()).isBetween(1, lines + 1);
                assertThat(problem.column()).isPositive();
                assertThat(problem.message()).isNotBlank().doesNotContain("\n");
              });
    }
  }

  @Property
  void law2OnlyAllowRulesNeedTheirConditionToBeTrue(
      @ForAll("formulas") Formula when, @ForAll("calls") RefCall call) {
    Decision allow = decide(oneRule("allow", when), call);
    Decision deny = decide(oneRule("deny", when), call);

    if (!deny.erringRules().isEmpty()) {
      assertThat(deny.effect()).isEqualTo(Effect.DENY);
    }
    if (!allow.erringRules().isEmpty()) {
      assertThat(allow.effect()).isEqualTo(Effect.DENY);
      assertThat(allow.rule()).isNull();
    }
    for (String action : List.of("require_approval", "warn", "log", "mask")) {
      assertThat(decide(oneRule(action, when), call).erringRules()).isEqualTo(deny.erringRules());
    }
  }

  @Property
  void law3AComparisonWithAMissingValueIsFalse(@ForAll("comparisons") Formula comparison) {
    Formula missing =
        new Formula(
            PATHS.stream()
                .reduce(
                    comparison.text(), (text, path) -> text.replace(path, "args.absent.deeper")),
            comparison.value());
    RefCall call = new RefCall("x", java.util.Map.of());

    Decision allow = decide(oneRule("allow", missing), call);
    Decision deny = decide(oneRule("deny", missing), call);
    assertThat(allow.effect()).isEqualTo(Effect.DENY);
    assertThat(deny.effect()).isEqualTo(Effect.ALLOW);
    assertThat(allow.erringRules()).isEmpty();
    assertThat(deny.erringRules()).isEmpty();
  }

  @Property
  void law4TheOrderOfRulesAndDocumentsDoesNotMatter(
      @ForAll("policies") ReferencePolicy policy,
      @ForAll("calls") RefCall call,
      @ForAll Random random) {
    List<RefRule> shuffled = new ArrayList<>(policy.rules());
    Collections.shuffle(shuffled, random);
    int cut = random.nextInt(shuffled.size() + 1);
    boolean open = policy.allowByDefault();
    PolicySource one =
        Policies.document("1.yaml", new ReferencePolicy(open, shuffled.subList(0, cut)).yaml());
    PolicySource two =
        Policies.document(
            "2.yaml", new ReferencePolicy(open, shuffled.subList(cut, shuffled.size())).yaml());

    Decision decision = Policies.decide(Policies.parse(two, one), call.tool(), call.json());

    assertThat(decision.effect()).isEqualTo(decide(policy, call).effect());
  }

  @Property
  void law5WarnLogAndMaskNeverChangeTheOutcome(
      @ForAll("policies") ReferencePolicy policy, @ForAll("calls") RefCall call) {
    List<RefRule> deciding = new ArrayList<>(policy.rules());
    deciding.removeIf(rule -> List.of("warn", "log", "mask").contains(rule.action()));

    Decision with = decide(policy, call);
    Decision without = decide(new ReferencePolicy(policy.allowByDefault(), deciding), call);

    assertThat(with.effect()).isEqualTo(without.effect());
    assertThat(with.rule()).isEqualTo(without.rule());
    assertThat(with.maskedArguments() != null && with.effect() != Effect.ALLOW).isFalse();
  }

  @Property
  void law6AddingADenyRuleNeverOpensTheGate(
      @ForAll("policies") ReferencePolicy policy,
      @ForAll("calls") RefCall call,
      @ForAll("formulas") Formula when) {
    List<RefRule> stricter = new ArrayList<>(policy.rules());
    stricter.add(new RefRule("added", "deny", null, when));

    Effect before = decide(policy, call).effect();
    Effect after = decide(new ReferencePolicy(policy.allowByDefault(), stricter), call).effect();

    assertThat(after).isIn(before, Effect.DENY);
  }

  @Property
  void law8TheSameCallGetsTheSameDecisionWhateverRanBefore(
      @ForAll("policies") ReferencePolicy policy,
      @ForAll("calls") RefCall call,
      @ForAll("calls") RefCall other) {
    PolicyDecisionPoint point = new PolicyDecisionPoint(Policies.policy(policy.yaml()));
    CallView view = new CallView();
    Supplier<PlainDecision> decided =
        () -> PlainDecision.of(point.decide(view.clear().tool(call.tool()).arguments(call.json())));
    PlainDecision first = decided.get();
    Decision between = point.decide(view.clear().tool(other.tool()).arguments(other.json()));
    assertThat(between.error()).isNull();

    assertThat(decided.get()).isEqualTo(first);
    assertThat(decide(policy, call).effect()).isEqualTo(first.effect());
  }

  @Property
  void law9ADenyRuleNeedsOneOfSeveralValuesAndAnAllowRuleNeedsAll(
      @ForAll("scalars") @Nullable Object literal,
      @ForAll("lists") List<Object> values,
      @ForAll boolean negated) {
    String operator = negated ? "!=" : "==";
    Formula each = Formula.compare("args.l[*]", operator, literal);
    Formula single = Formula.compare("args.n", operator, literal);
    for (boolean inverted : new boolean[] {false, true}) {
      Formula many = inverted ? Formula.not(each) : each;
      Formula one = inverted ? Formula.not(single) : single;
      boolean anyDenied = false;
      boolean allAllowed = true;
      for (Object value : values) {
        RefCall call = new RefCall("x", Collections.singletonMap("n", value));
        anyDenied |= decide(oneRule("deny", one), call).effect() == Effect.DENY;
        allAllowed &= decide(oneRule("allow", one), call).effect() == Effect.ALLOW;
      }
      RefCall call = new RefCall("x", Collections.singletonMap("l", values));
      assertThat(decide(oneRule("deny", many), call).effect() == Effect.DENY).isEqualTo(anyDenied);
      assertThat(decide(oneRule("allow", many), call).effect() == Effect.ALLOW)
          .isEqualTo(allAllowed);
    }
  }

  @Provide
  Arbitrary<List<Object>> lists() {
    return scalars().list().ofMinSize(1).ofMaxSize(4);
  }
}
