package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is made up for {@link CompiledEqualsPlainTest} has everything that the language has. */
class GeneratedVarietyTest {
  private final Map<String, Integer> seen = new TreeMap<>();

  private void see(Object what) {
    seen.merge(what.toString().toLowerCase(Locale.ROOT), 1, Integer::sum);
  }

  private void assertSeen(Object... all) {
    for (Object one : all) {
      assertThat(seen).containsKey(one.toString().toLowerCase(Locale.ROOT));
    }
  }

  @Test
  void meetsTheWholeLanguageAndEveryOutcome() {
    for (int seed = 0; seed < 800; seed++) {
      Random random = new Random(seed);
      PolicySet policy = new RandomPolicies(random).policy();
      see(policy.strategy());
      see("default " + policy.defaultEffect());
      see("documents " + policy.sources().size());
      see(policy.rules().size() > 512 ? "wide" : "narrow");
      policy.rules().forEach(this::see);
      decide(policy, random);
    }

    assertSeen((Object[]) Operator.values());
    assertSeen((Object[]) JsonType.values());
    assertSeen((Object[]) Action.values());
    assertSeen((Object[]) Stage.values());
    assertSeen((Object[]) Scope.values());
    assertSeen((Object[]) ConflictStrategy.values());
    assertSeen("anyof", "allof", "not", "comparison", "has", "istrue", "istype", "constant");
    assertSeen("path", "path of several", "time", "literal", "call size", "call lower");
    assertSeen("root tool", "root action", "root args", "root agent", "root session");
    assertSeen("root content", "field hour", "field minute", "field weekday", "field date");
    assertSeen("field clock", "key", "index", "every", "zone utc", "another zone");
    assertSeen("inherited", "limit", "tools", "agents", "whole condition", "documents 3", "wide");
    assertSeen("outcome allow", "outcome deny", "outcome require_approval", "outcome default");
    assertSeen("erring", "noted", "masked arguments", "masked content", "error tool name");
    assertSeen("error arguments", "limit used up", "default allow", "default deny");
  }

  private void see(Rule rule) {
    see(rule.action());
    see(rule.stage());
    see(rule.scope());
    see(rule.inherited() ? "inherited" : "own");
    see(rule.limit() == null ? "no limit" : "limit");
    see(rule.tools().matchesAnything() ? "all tools" : "tools");
    see(rule.agents().matchesAnything() ? "all agents" : "agents");
    Expression condition = rule.condition();
    if (condition != null) {
      List<List<Literal>> clauses = DisjunctiveForm.of(condition);
      boolean whole = clauses.size() == 1 && clauses.get(0).size() == 1;
      boolean combined =
          condition instanceof Expression.AnyOf || condition instanceof Expression.AllOf;
      see(whole && combined ? "whole condition" : "divided condition");
      see(condition);
    }
  }

  private void see(Expression condition) {
    see(condition.getClass().getSimpleName());
    if (condition instanceof Expression.AnyOf any) {
      any.parts().forEach(this::see);
    } else if (condition instanceof Expression.AllOf all) {
      all.parts().forEach(this::see);
    } else if (condition instanceof Expression.Not not) {
      see(not.part());
    } else if (condition instanceof Expression.Comparison comparison) {
      see(comparison.operator());
      see(comparison.left());
      see(comparison.right());
    } else if (condition instanceof Expression.Matches matches) {
      see(matches.left());
    } else if (condition instanceof Expression.IsType isType) {
      see(isType.type());
    }
  }

  private void see(Operand operand) {
    see(operand.getClass().getSimpleName());
    if (operand instanceof Operand.Path path) {
      see("root " + path.root().word);
      see(path.isMultiple() ? "path of several" : "path of one");
      path.segments().forEach(segment -> see(segment.getClass().getSimpleName()));
    } else if (operand instanceof Operand.Time time) {
      see("field " + time.field());
      see(time.zone().equals("UTC") ? "zone utc" : "another zone");
    } else if (operand instanceof Operand.Call call) {
      see("call " + call.function());
      see(call.argument());
    }
  }

  private void decide(PolicySet policy, Random random) {
    PolicyDecisionPoint point = new PolicyDecisionPoint(policy, new WindowlessCounter(policy));
    RandomCalls calls = new RandomCalls(random);
    CallView call = new CallView();
    for (int at = 0; at < 20; at++) {
      calls.fill(call);
      Decision decision = point.decide(call);
      see("outcome " + decision.effect());
      String error = decision.error();
      see(error == null ? "no error" : "error " + error.substring(0, error.indexOf(':')));
      String rule = decision.rule();
      see(rule == null ? "outcome default" : "outcome by a rule");
      see(decision.erringRules().isEmpty() ? "not erring" : "erring");
      see(decision.notedRules().isEmpty() ? "not noted" : "noted");
      see(decision.maskedArguments() == null ? "arguments as they are" : "masked arguments");
      see(decision.maskedContent() == null ? "content as it is" : "masked content");
      boolean limited = policy.limits().stream().anyMatch(limit -> limit.rule().equals(rule));
      see(limited && decision.effect() == Effect.DENY ? "limit used up" : "within limits");
    }
  }
}
