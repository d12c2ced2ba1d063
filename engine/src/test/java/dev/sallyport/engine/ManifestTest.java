package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ManifestTest {
  private static final String MANIFEST =
      """
      default_action: allow
      manifests:
        - agent: desk
          description: The refund desk
          tools:
            - search
            - "read_*"
            - name: refund
              description: Pays back
              classification: confidential
              max_calls_per_minute: 5
              parameters:
                amount: {type: number, min: 0.01, max: 100, required: true}
                currency: {type: string, enum: [EUR, USD]}
                note: {type: string, min_length: 2, max_length: 4, pattern: "^[a-z]+$"}
                count: {type: integer, description: How many}
                urgent: {type: boolean}
                tags: {type: array, max_length: 2}
                meta: {type: object}
            - name: close
              requires_human_approval: true
              approvers: [lead]
              max_amount: 10
          denied_tools: [read_secrets, "drop_*"]
      """;

  private static final LimitCounter UNLIMITED =
      new LimitCounter() {
        @Override
        public boolean tryAcquire(int limit, @Nullable String agent, long nowNanos) {
          return true;
        }

        @Override
        public void release(int limit, @Nullable String agent, long acquiredNanos) {
          throw new AssertionError("nothing is given back here");
        }
      };

  private static Decision decide(String body, @Nullable String agent, String tool, String json) {
    CallView call = new CallView().tool(tool).arguments(json.replace('\'', '"')).agent(agent);
    return new PolicyDecisionPoint(Policies.policy(body), UNLIMITED).decide(call);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "search|{}|manifest:desk:search",
        "read_file|{'path':1}|manifest:desk:read_*",
        "refund|{'amount':100,'currency':'EUR','note':'abcd'}|manifest:desk:refund",
        "refund|{'amount':0.01,'count':3,'urgent':false,'tags':[1,2],'meta':{}}|manifest:desk:refund",
        "refund|{'amount':1,'count':2.0}|manifest:desk:refund",
        "refund|{'amount':1,'count':1e2}|manifest:desk:refund",
        "refund|{'amount':1,'unlisted':'x'}|manifest:desk:refund",
      })
  void allowsWhatTheManifestLists(String tool, String json, String rule) {
    Decision decision = decide(MANIFEST, "desk", tool, json);

    assertThat(decision.effect()).isEqualTo(Effect.ALLOW);
    assertThat(decision.rule()).isEqualTo(rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "delete|{}|manifest:desk",
        "Search|{}|manifest:desk",
        "drop_table|{}|manifest:desk:drop_*:denied",
        "read_secrets|{}|manifest:desk:read_secrets:denied",
        "refund|{}|manifest:desk:refund:amount:required",
        "refund|{'amount':null}|manifest:desk:refund:amount:type",
        "refund|{'amount':'5'}|manifest:desk:refund:amount:type",
        "refund|{'amount':[5]}|manifest:desk:refund:amount:type",
        "refund|{'amount':0}|manifest:desk:refund:amount:min",
        "refund|{'amount':100.01}|manifest:desk:refund:amount:max",
        "refund|{'amount':1e300}|manifest:desk:refund:amount:max",
        "refund|{'amount':1,'currency':'GBP'}|manifest:desk:refund:currency:enum",
        "refund|{'amount':1,'currency':7}|manifest:desk:refund:currency:type",
        "refund|{'amount':1,'note':'a'}|manifest:desk:refund:note:min_length",
        "refund|{'amount':1,'note':'abcde'}|manifest:desk:refund:note:max_length",
        "refund|{'amount':1,'note':'ABC'}|manifest:desk:refund:note:pattern",
        "refund|{'amount':1,'count':1.5}|manifest:desk:refund:count:type",
        "refund|{'amount':1,'urgent':'true'}|manifest:desk:refund:urgent:type",
        "refund|{'amount':1,'tags':[1,2,3]}|manifest:desk:refund:tags:max_length",
        "refund|{'amount':1,'meta':[]}|manifest:desk:refund:meta:type",
        "close|{'amount':11}|manifest:desk:close:max_amount",
        "close|{}|manifest:desk:close:max_amount",
        "close|{'amount':'1'}|manifest:desk:close:max_amount",
      })
  void deniesWhatViolatesTheManifestAndSaysWhat(String tool, String json, String rule) {
    Decision decision = decide(MANIFEST, "desk", tool, json);

    assertThat(decision.effect()).isEqualTo(Effect.DENY);
    assertThat(decision.rule()).isEqualTo(rule);
    assertThat(decision.erringRules()).isEmpty();
  }

  @Test
  void asksAPersonWhereTheManifestWantsIt() {
    Decision decision = decide(MANIFEST, "desk", "close", "{'amount':10}");

    assertThat(decision.effect()).isEqualTo(Effect.REQUIRE_APPROVAL);
    assertThat(decision.rule()).isEqualTo("manifest:desk:close");
    assertThat(decision.approvers()).containsExactly("lead");
  }

  @Test
  void limitsCallsPerMinute() {
    PolicySet policy = Policies.policy(MANIFEST);

    assertThat(policy.limits())
        .containsExactly(new RuleLimit("manifest:desk:refund", new RateLimit(5, 60)));
    assertThat(Policies.decide(policy, "refund", "{\"amount\":1}").rule())
        .isEqualTo("manifest:desk:refund");
    assertThat(Policies.decide(policy, "refund", "{\"amount\":1}").effect()).isEqualTo(Effect.DENY);
  }

  @Test
  void isAboutItsAgentAndAboutCallsWithoutOne() {
    assertThat(decide(MANIFEST, "other", "delete", "{}").effect()).isEqualTo(Effect.ALLOW);
    assertThat(decide(MANIFEST, null, "delete", "{}").rule()).isEqualTo("manifest:desk");
    assertThat(decide(MANIFEST, null, "search", "{}").rule()).isNull();
  }

  @ParameterizedTest
  @EnumSource(ConflictStrategy.class)
  void agreesWithItselfUnderEveryStrategy(ConflictStrategy strategy) {
    String body = "conflict: " + strategy.word() + "\n" + MANIFEST;

    assertThat(decide(body, "desk", "refund", "{'amount':1}").effect()).isEqualTo(Effect.ALLOW);
    for (String denied : List.of("delete", "drop_table", "read_secrets", "refund", "close")) {
      assertThat(decide(body, "desk", denied, "{}").effect()).as(denied).isEqualTo(Effect.DENY);
    }
  }

  @Test
  void anEmptyManifestAllowsNothing() {
    String body = "default_action: allow\nmanifests: [{agent: 'd*', tools: []}]\n";

    assertThat(decide(body, "desk", "search", "{}").rule()).isEqualTo("manifest:d*");
    assertThat(decide(body, "other", "search", "{}").effect()).isEqualTo(Effect.ALLOW);
  }

  @Test
  void globsStandForWhatTheyStandForInRules() {
    String body = "manifests: [{agent: desk, tools: ['a.[?]*(', '?\u00e9+']}]\n";

    assertThat(decide(body, "desk", "a.[x](", "{}").effect()).isEqualTo(Effect.ALLOW);
    assertThat(decide(body, "desk", "a.[x]yz(", "{}").effect()).isEqualTo(Effect.ALLOW);
    assertThat(decide(body, "desk", "ab[x](", "{}").effect()).isEqualTo(Effect.DENY);
    assertThat(decide(body, "desk", "\ud83d\ude00\u00e9+", "{}").effect()).isEqualTo(Effect.ALLOW);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '\0',
      value = {
        "{}~3:12: `manifests`: got a mapping, wanted a list of manifests",
        "[x]~3:13: got text, wanted a manifest (a mapping)",
        "[{tools: []}]~3:13: got a manifest without `agent`, wanted an agent's name or a glob",
        "[{agent: a}]~3:13: got a manifest without `tools`, wanted a list of tools",
        "[{agent: a, tools: x}]~3:31: `tools`: got text, wanted a list of tools",
        "[{agent: [a], tools: []}]~3:21: `agent`: got a list, wanted text",
        "[{agnet: a, tools: []}]~3:14: unknown key `agnet` in a manifest, did you mean `agent`?",
        "[{agent: a, tools: [{}]}]~3:32: got a tool without `name`, wanted a tool's name or a glob",
        "[{agent: a, tools: [{name: t, max_call: 3}]}]~3:42: unknown key `max_call` in a tool of a manifest",
        "[{agent: a, tools: [{name: t, max_calls_per_minute: 0}]}]~3:64: `max_calls_per_minute`: got `0`, wanted a whole number from 1 to 100000",
        "[{agent: a, tools: [{name: t, max_amount: lots}]}]~3:54: `max_amount`: got `lots`, wanted a number written in digits",
        "[{agent: a, tools: [{name: t, approvers: [x]}]}]~3:53: `approvers`: got it for a tool that is not asked for, wanted it with `requires_human_approval: true` only",
        "[{agent: a, tools: [{name: t, parameters: [p]}]}]~3:54: `parameters`: got a list, wanted a mapping of parameters",
        "[{agent: a, tools: [{name: t, parameters: {p: string}}]}]~3:58: parameter `p`: got text, wanted a mapping such as `{type: string}`",
        "[{agent: a, tools: [{name: t, parameters: {p: {type: str}}}]}]~3:65: `type`: got `str`, did you mean `string`?",
        "[{agent: a, tools: [{name: t, parameters: {p: {maximum: 3}}}]}]~3:59: unknown key `maximum` in a parameter, wanted one of `type`,",
        "[{agent: a, tools: [{name: t, parameters: {p: {type: string, max: 3}}}]}]~3:78: `max`: got it with `type: string`, wanted it with `type: number`",
        "[{agent: a, tools: [{name: t, parameters: {p: {type: number, max_length: 3}}}]}]~3:85: `max_length`: got it with `type: number`, wanted it with `type: string`",
        "[{agent: a, tools: [{name: t, parameters: {p: {max: 1e3}}}]}]~3:64: `max`: got `1e3`, wanted a number written in digits",
        "[{agent: a, tools: [{name: t, parameters: {p: {max_length: -1}}}]}]~3:71: `max_length`: got `-1`, wanted a whole number from 0 to 2147483647",
        "[{agent: a, tools: [{name: t, parameters: {p: {enum: []}}}]}]~3:65: `enum`: got an empty list, wanted at least one value",
        "[{agent: a, tools: [{name: t, parameters: {p: {enum: [1, x]}}}]}]~3:69: `enum`: got values of different types, wanted one type",
        "[{agent: a, tools: [{name: t, parameters: {p: {type: string, enum: [1]}}}]}]~3:79: `enum`: got it with `type: string`, wanted it with `type: number`",
        "[{agent: a, tools: [{name: t, parameters: {p: {pattern: '('}}}]}]~3:69: `pattern`: got the pattern `(`",
        "[{agent: a, tools: [{name: t, parameters: {p: {required: maybe}}}]}]~3:69: `required`: got `maybe`, wanted true or false",
        "[{agent: a, tools: [t], denied_tools: [t]}]~3:51: got `t` in `tools` and in `denied_tools`, wanted it in one of them",
        "[{agent: a, tools: [t, t]}]~got `manifest:a:t`, which p.yaml:3 has already, wanted a unique name",
        "[{agent: a, tools: [t]}, {agent: a, tools: [u]}]~got `manifest:a`, which p.yaml:3 has already",
      })
  void saysWhereAManifestIsWrong(String manifests, String problem) {
    assertThat(Policies.problems(Policies.document("p.yaml", "manifests: " + manifests + "\n")))
        .anySatisfy(line -> assertThat(line).startsWith("p.yaml:").contains(problem));
  }

  @Test
  void namesTheLineOfWhatARuleStandsFor() {
    List<Rule> rules = Policies.policy(MANIFEST).rules();
    assertThat(rules)
        .anySatisfy(
            rule -> {
              assertThat(rule.name()).isEqualTo("manifest:desk:refund:amount:max");
              assertThat(rule.origin()).isEqualTo("p.yaml:15");
            });
  }

  @Test
  void aGeneratedNameKeepsToTheLengthOfNames() {
    String name = "n".repeat(300);
    assertThat(
            Policies.problems(
                Policies.document(
                    "p.yaml", "manifests: [{agent: " + name + ", tools: [" + name + "]}]\n")))
        .containsExactly(
            "p.yaml:3:331: got names that make a rule name of 610 characters, wanted at most 512");
  }
}
