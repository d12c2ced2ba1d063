package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each row: matching rules as {@code action priority scope}, then the outcome under each strategy,
 * with the number of the determining rule (counted from 1, 0 for the default).
 */
class StrategyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        //                                  deny-o.     allow-o.   priority   specific
        "                                   |DENY 0    |DENY 0    |DENY 0    |DENY 0",
        "allow 0 global                     |ALLOW 1   |ALLOW 1   |ALLOW 1   |ALLOW 1",
        "deny 0 global                      |DENY 1    |DENY 1    |DENY 1    |DENY 1",
        "approve 0 global                   |ASK 1     |ASK 1     |ASK 1     |ASK 1",
        "allow 0 global, deny 0 global      |DENY 2    |ALLOW 1   |DENY 2    |DENY 2",
        "allow 0 global, approve 0 global   |ASK 2     |ALLOW 1   |ASK 2     |ASK 2",
        "deny 0 global, approve 0 global    |DENY 1    |ASK 2     |DENY 1    |DENY 1",
        "allow 1 global, deny 0 global      |DENY 2    |ALLOW 1   |ALLOW 1   |ALLOW 1",
        "deny 1 global, allow 0 global      |DENY 1    |ALLOW 2   |DENY 1    |DENY 1",
        "approve 1 global, deny 0 global    |DENY 2    |ASK 1     |ASK 1     |ASK 1",
        "deny 1 global, approve 2 global    |DENY 1    |ASK 2     |ASK 2     |ASK 2",
        "allow 2 global, approve 2 global, deny 1 global|DENY 3|ALLOW 1|ASK 2|ASK 2",
        "allow -1 global, deny -2 global    |DENY 2    |ALLOW 1   |ALLOW 1   |ALLOW 1",
        "allow 0 agent, deny 0 global       |DENY 2    |ALLOW 1   |DENY 2    |ALLOW 1",
        "allow 0 agent, deny 9 global       |DENY 2    |ALLOW 1   |DENY 2    |ALLOW 1",
        "deny 0 agent, allow 9 global       |DENY 1    |ALLOW 2   |ALLOW 2   |DENY 1",
        "deny 0 tenant, allow 9 global      |DENY 1    |ALLOW 2   |ALLOW 2   |DENY 1",
        "deny 0 tenant, allow 0 agent       |DENY 1    |ALLOW 2   |DENY 1    |ALLOW 2",
        "allow 0 agent, deny 1 agent        |DENY 2    |ALLOW 1   |DENY 2    |DENY 2",
        "allow 1 agent, deny 0 agent        |DENY 2    |ALLOW 1   |ALLOW 1   |ALLOW 1",
        "allow 0 tenant, approve 0 tenant   |ASK 2     |ALLOW 1   |ASK 2     |ASK 2",
        "warn 9 agent, mask 9 agent, log 9 agent, allow 0 global|ALLOW 4|ALLOW 4|ALLOW 4|ALLOW 4",
        "deny 0 global, deny 5 global       |DENY 2    |DENY 2    |DENY 2    |DENY 2",
        "deny 5 global, deny 0 agent        |DENY 1    |DENY 1    |DENY 1    |DENY 2",
      })
  void decides(
      String rules, String denyFirst, String allowFirst, String byPriority, String bySpecificity) {
    String[] wanted = {denyFirst, allowFirst, byPriority, bySpecificity};
    for (ConflictStrategy strategy : ConflictStrategy.values()) {
      Decision decision = Policies.decide(policy(strategy, rules), "t", "{}");
      String effect = decision.effect() == Effect.REQUIRE_APPROVAL ? "ASK" : decision.effect() + "";
      String rule = decision.rule() == null ? "0" : decision.rule();
      assertThat(effect + " " + rule).as(strategy.word()).isEqualTo(wanted[strategy.ordinal()]);
    }
  }

  /** One document per rule, because a scope is a document's. */
  private static PolicySet policy(ConflictStrategy strategy, String rules) {
    List<PolicySource> sources = new ArrayList<>();
    sources.add(Policies.document("0.yaml", "conflict: " + strategy.word() + "\n"));
    for (String rule : rules == null ? new String[0] : rules.strip().split(", ")) {
      String[] words = rule.strip().split(" ");
      String action = words[0].equals("approve") ? "require_approval" : words[0];
      String name = String.valueOf(sources.size());
      sources.add(
          Policies.document(
              name + ".yaml",
              "scope: "
                  + words[2]
                  + "\nrules:\n- name: \""
                  + name
                  + "\"\n  action: "
                  + action
                  + "\n  priority: "
                  + words[1]
                  + (action.equals("mask") ? "\n  mask: args.a\n" : "\n")));
    }
    return Policies.parse(sources.toArray(new PolicySource[0]));
  }

  @ParameterizedTest
  @EnumSource(ConflictStrategy.class)
  void decidesByTheDefaultIfNoRuleThatMatchesHasASay(ConflictStrategy strategy) {
    PolicySet open =
        Policies.policy(
            "conflict: "
                + strategy.word()
                + "\ndefault_action: allow\nrules: [{name: w, action: warn}]\n");

    Decision decision = Policies.decide(open, "t", "{}");

    assertThat(decision.effect()).isEqualTo(Effect.ALLOW);
    assertThat(decision.rule()).isNull();
    assertThat(open.strategy()).isEqualTo(strategy);
  }

  @Test
  void overridesDenialsIfNoStrategyIsStated() {
    assertThat(Policies.policy("").strategy()).isEqualTo(ConflictStrategy.DENY_OVERRIDES);
  }

  @Test
  void filesThatStateAStrategyMustAgree() {
    PolicySource one = Policies.document("1.yaml", "conflict: priority-first\n");
    PolicySource silent = Policies.document("2.yaml", "");
    PolicySource three = Policies.document("3.yaml", "conflict: allow-overrides\n");

    assertThat(Policies.parse(one, silent).strategy()).isEqualTo(ConflictStrategy.PRIORITY_FIRST);
    assertThat(Policies.problems(one, silent, three))
        .containsExactly(
            "3.yaml:3:11: `conflict`: got `allow-overrides`, but 1.yaml:3 has `priority-first`, wanted the same in all files");
  }
}
