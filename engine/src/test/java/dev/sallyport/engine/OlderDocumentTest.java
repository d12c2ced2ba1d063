package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents of {@code field}, {@code operator} and {@code value}. */
class OlderDocumentTest {
  private static final String SHOP =
      """
      version: "1.0"
      name: shop
      description: What the shop's agent may do
      rules:
        - name: nothing-is-erased
          condition: {field: tool_name, operator: in, value: [erase, purge]}
          action: block
          priority: 100
          message: What is gone is gone
        - name: little-is-refunded
          condition: {field: amount, operator: lte, value: 99.5}
          action: audit
          priority: 50
        - name: the-rest-is-not
          condition: {field: amount, operator: gt, value: 0}
          action: deny
          priority: 10
      defaults:
        action: allow
      """;

  private static PolicySet parse(String document) {
    return Policies.parse(Policies.source("p.yaml", document));
  }

  /** A document with one rule that denies, and allows by default. */
  private static String rule(String fields) {
    return "rules:\n- name: r\n  action: deny\n  " + fields + "\ndefaults: {action: allow}\n";
  }

  private static List<String> warnings(String document) {
    return parse(document).warnings().stream()
        .map(PolicyProblem::toString)
        .collect(Collectors.toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "erase|{}|DENY|nothing-is-erased",
        "erase|{'amount':1}|DENY|nothing-is-erased",
        "refund|{'amount':99.5}|ALLOW|little-is-refunded",
        "refund|{'amount':99.51}|DENY|the-rest-is-not",
        "refund|{'amount':'99'}|DENY|the-rest-is-not",
        "refund|{}|ALLOW|null",
      })
  void theHighestPriorityDecides(String tool, String json, Effect effect, String rule) {
    PolicySet policy = parse(SHOP);
    assertThat(policy.strategy()).isEqualTo(ConflictStrategy.PRIORITY_FIRST);

    Decision decision = Policies.decide(policy, tool, json.replace('\'', '"'));

    assertThat(decision.effect()).isEqualTo(effect);
    assertThat(String.valueOf(decision.rule())).isEqualTo(rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "f, operator: eq, value: x|{'f':'x'}|true",
        "f, operator: eq, value: x|{'f':'y'}|false",
        "f, operator: eq, value: 1|{'f':1.0}|true",
        "f, operator: eq, value: true|{'f':true}|true",
        "f, operator: ne, value: x|{'f':'y'}|true",
        "f, operator: ne, value: x|{'f':'x'}|false",
        "f, operator: ne, value: x|{}|false",
        "f, operator: gt, value: 5|{'f':6}|true",
        "f, operator: gt, value: 5|{'f':5}|false",
        "f, operator: gte, value: 5|{'f':5}|true",
        "f, operator: lt, value: 5|{'f':4.99}|true",
        "f, operator: lt, value: b|{'f':'a'}|true",
        "f, operator: lte, value: 5|{'f':5}|true",
        "f, operator: lte, value: 5|{}|false",
        "f, operator: in, value: [a, b]|{'f':'b'}|true",
        "f, operator: in, value: [a, b]|{'f':'c'}|false",
        "f, operator: in, value: []|{'f':'c'}|false",
        "f, operator: not_in, value: [a, b]|{'f':'c'}|true",
        "f, operator: not_in, value: [a, b]|{'f':'a'}|false",
        "f, operator: not_in, value: [a, b]|{}|false",
        "f, operator: not_in, value: []|{'f':'c'}|true",
        "f, operator: contains, value: b c|{'f':'ab cd'}|true",
        "f, operator: contains, value: x|{'f':['y','x']}|true",
        "f, operator: contains, value: x|{'f':'y'}|false",
        "f, operator: matches, value: '[0-9]+'|{'f':'ab12c'}|true",
        "f, operator: matches, value: '^[0-9]+$'|{'f':'ab12c'}|false",
        "tool_name, operator: eq, value: t|{'tool_name':'x'}|true",
        "tool_name, operator: ne, value: t|{'tool_name':'x'}|false",
        "tool_name, operator: not_in, value: [a, b]|{}|true",
        "tool_name, operator: matches, value: '^t'|{}|true",
        "odd name, operator: eq, value: 1|{'odd name':1}|true",
        "args, operator: contains, value: word|{'args':'a word'}|true",
        // unlike types err, so that a rule that denies applies
        "f, operator: eq, value: 1|{'f':'1'}|true",
        "f, operator: gt, value: 1|{'f':'0'}|true",
        "f, operator: matches, value: x|{'f':5}|true",
      })
  void comparesFields(String condition, String json, boolean denies) {
    PolicySet policy = parse(rule("condition: {field: " + condition + "}"));

    Effect effect = Policies.decide(policy, "t", json.replace('\'', '"')).effect();

    assertThat(effect).isEqualTo(denies ? Effect.DENY : Effect.ALLOW);
  }

  @Test
  void comparesNamesOfToolsInTheirNormalForm() {
    PolicySet policy =
        parse(rule("condition: {field: tool_name, operator: in, value: [\"cafe\\u0301\"]}"));

    assertThat(Policies.decide(policy, "caf\u00e9", "{}").effect()).isEqualTo(Effect.DENY);
  }

  @ParameterizedTest
  @CsvSource({
    "allow, ALLOW",
    "audit, ALLOW",
    "deny, DENY",
    "block, DENY",
  })
  void mapsActionsOfRulesAndDefaults(String action, Effect effect) {
    String other = effect == Effect.ALLOW ? "deny" : "allow";
    String rule = "rules: [{name: r, action: %s, condition: {field: a, operator: eq, value: 1}}]\n";
    PolicySet policy = parse(String.format(rule, action) + "defaults: {action: " + other + "}\n");

    assertThat(Policies.decide(policy, "t", "{\"a\":1}").effect()).isEqualTo(effect);
    assertThat(Policies.decide(policy, "t", "{\"a\":1}").rule()).isEqualTo("r");
    assertThat(parse("defaults: {action: " + action + "}\n").defaultEffect()).isEqualTo(effect);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "type: time_window, start_time: '09:00', end_time: '17:00'|2026-11-21T09:00:00Z|true",
        "type: time_window, start_time: '09:00', end_time: '17:00'|2026-11-21T08:59:59Z|false",
        "type: time_window, start_time: '09:00', end_time: '17:00'|2026-11-21T16:59:59Z|true",
        "type: time_window, start_time: '09:00', end_time: '17:00'|2026-11-21T17:00:00Z|false",
        "type: time_window, start_time: '9:00', end_time: 17:00|2026-11-21T09:00:00Z|true",
        "type: time_window, start_time: '22:00', end_time: '06:00'|2026-11-21T23:00:00Z|true",
        "type: time_window, start_time: '22:00', end_time: '06:00'|2026-11-21T05:59:00Z|true",
        "type: time_window, start_time: '22:00', end_time: '06:00'|2026-11-21T06:00:00Z|false",
        "type: time_window, start_time: '22:00', end_time: '06:00'|2026-11-21T21:59:00Z|false",
        "type: time_window, start_time: '22:00', end_time: '00:00'|2026-11-21T23:59:00Z|true",
        "type: time_window, timezone: Europe/Berlin, start_time: '09:00', end_time: '10:00'|2026-11-21T08:30:00Z|true",
        "type: time_window, timezone: Europe/Berlin, start_time: '09:00', end_time: '10:00'|2026-07-21T08:30:00Z|false",
        "type: time_window, timezone: America/New_York, start_time: '03:00', end_time: '04:00'|2026-03-08T07:30:00Z|true",
        "type: time_window, timezone: America/New_York, start_time: '03:00', end_time: '04:00'|2026-03-08T06:30:00Z|false",
        "type: time_window, timezone: utc, start_time: '09:00', end_time: '10:00'|2026-11-21T09:30:00Z|true",
        // with days: 2026-11-21 is a saturday
        "type: time_window, start_time: '09:00', end_time: '17:00', days_of_week: [1, 2, 3]|2026-11-21T10:00:00Z|false",
        "type: time_window, start_time: '09:00', end_time: '17:00', days_of_week: [6]|2026-11-21T10:00:00Z|true",
        "type: day_of_week, days_of_week: [6, 7]|2026-11-21T00:00:00Z|true",
        "type: day_of_week, days_of_week: [6, 7]|2026-11-22T23:59:00Z|true",
        "type: day_of_week, days_of_week: [6, 7]|2026-11-23T00:00:00Z|false",
        "type: day_of_week, days_of_week: [1], timezone: Asia/Tokyo|2026-11-22T15:00:00Z|true",
      })
  void limitsARuleToATime(String dynamic, String moment, boolean denies) {
    String condition = "condition: {field: tool_name, operator: eq, value: t}\n";
    PolicySet policy = parse(rule(condition + "  dynamic_condition: {" + dynamic + "}"));
    CallView call = new CallView().time(Instant.parse(moment).toEpochMilli(), 0);

    Effect effect = new PolicyDecisionPoint(policy).decide(call.tool("t")).effect();

    assertThat(effect).isEqualTo(denies ? Effect.DENY : Effect.ALLOW);
    assertThat(new PolicyDecisionPoint(policy).decide(call.tool("u")).effect())
        .isEqualTo(Effect.ALLOW);
  }

  @Test
  void deniesByDefaultUnlessTheDocumentSaysOtherwise() {
    assertThat(parse("defaults: {}\n").defaultEffect()).isEqualTo(Effect.DENY);
    assertThat(warnings("name: x\ndefaults: {}\n"))
        .containsExactly(
            "p.yaml:2:11: no `defaults.action`: some versions allowed what no rule decides; here it"
                + " is denied");
  }

  @Test
  void readsWhatAProgramWroteWithItsEmptyKeys() {
    String document =
        """
        version: '1.0'
        name: x
        description: ''
        rules:
        - {name: r, action: deny, priority: 0, message: '', override: false, dynamic_condition: null,
           condition: {field: tool_name, operator: eq, value: t}}
        defaults: {action: allow, max_cpu: null, timeout_seconds: null}
        inherit: true
        scope: null
        network_allowlist: []
        tool_allowlist: []
        sandbox_mounts: {input_dir: null, output_dir: null}
        """;
    PolicySet policy = parse(document);

    assertThat(policy.warnings()).isEmpty();
    assertThat(Policies.decide(policy, "t", "{}").effect()).isEqualTo(Effect.DENY);
    assertThat(Policies.decide(policy, "u", "{}").effect()).isEqualTo(Effect.ALLOW);
  }

  @Test
  void warnsOfEachConstructOnce() {
    String document =
        """
        rules:
        - name: a
          condition: {field: amount, operator: lt, value: 5}
          action: allow
        - name: b
          condition: {field: token_count, operator: gt, value: 4096}
          action: deny
        - name: c
          condition: {field: kind, operator: eq, value: x}
          action: deny
          override: true
        - name: d
          condition: {field: kind, operator: ne, value: y}
          action: deny
        - name: e
          condition: {field: url, operator: matches, value: corp}
          action: deny
        defaults: {action: deny, max_tokens: 4096, max_tool_calls: 10}
        """;

    assertThat(warnings(document))
        .extracting(line -> line.substring(0, line.indexOf(": ", line.indexOf(": ") + 2)))
        .containsExactly(
            "p.yaml:3:14: `gt`, `lt`, `gte`, `lte` to allow",
            "p.yaml:5:3: equal priorities",
            "p.yaml:6:14: `gt`, `lt`, `gte`, `lte`",
            "p.yaml:6:22: fields of the host",
            "p.yaml:9:14: `eq`, `ne`, `in`, `not_in`, `contains`",
            "p.yaml:11:13: `override",
            "p.yaml:16:14: `matches`",
            "p.yaml:18:38: `max_tokens` and other `defaults`");
    assertThat(warnings(document))
        .contains(
            "p.yaml:5:3: equal priorities: there the earlier rule decides, here a rule that denies"
                + " does; give the allowing rule a higher priority");
  }

  @Test
  void warnsWhereAnotherFileDeniesByDefault() {
    PolicySource open = Policies.source("a.yaml", "defaults: {action: allow}\n");
    PolicySource shut = Policies.source("b.yaml", "defaults: {action: deny}\n");

    assertThat(Policies.parse(open, shut).defaultEffect()).isEqualTo(Effect.DENY);
    assertThat(Policies.parse(open, shut).warnings())
        .extracting(PolicyProblem::toString)
        .containsExactly(
            "a.yaml:1:1: `allow` by default in one of several files: there the first file decides;"
                + " here the policy denies by default, because another file does");
    assertThat(Policies.parse(open).warnings()).isEmpty();

    String rules = "default_action: %s\nrules: [{name: %s, action: deny, condition: %s}]\n";
    PolicySource governed =
        Policies.document("a.yaml", String.format(rules, "allow", "r", "x > 1"));
    PolicySource own = Policies.document("b.yaml", String.format(rules, "deny", "s", "args.x > 1"));
    assertThat(Policies.parse(governed, own).warnings())
        .anySatisfy(
            warning ->
                assertThat(warning.toString())
                    .startsWith("a.yaml:1:1: `allow` by default in one of several files: "));
    assertThat(
            Policies.parse(own, Policies.document("c.yaml", "default_action: allow\n")).warnings())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '\0',
      value = {
        "rule: []~5:1: unknown key `rule`, did you mean `rules`?",
        "default_action: deny~5:1: unknown key `default_action`, wanted one of `version`, `name`, `description`, `rules`, `defaults`,",
        "inherit: false~5:10: `inherit`: got `false`, wanted `true`: all files of a folder are one policy",
        "scope: src/*~5:8: `scope`: got what this version does not enforce, wanted rules without it: a policy holds for all paths",
        "tool_allowlist: [a]~5:17: `tool_allowlist`: got what this version does not enforce, wanted an agent's manifest with these `tools`",
        "network_allowlist: [a]~5:20: `network_allowlist`: got what this version does not enforce,",
        "sandbox_mounts: {input_dir: /x}~5:17: `sandbox_mounts`: got what this version does not enforce,",
        "description: []~5:14: `description`: got a list, wanted text",
      })
  void saysWhichKeysOfADocumentItDoesNotKnow(String line, String problem) {
    String condition = "  condition: {field: a, operator: eq, value: 1}\n";
    String document = "rules:\n- name: r\n  action: deny\n" + condition + line + "\n";
    assertThat(Policies.problems(Policies.source("p.yaml", document)))
        .anySatisfy(text -> assertThat(text).startsWith("p.yaml:" + problem));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '\0',
      value = {
        "condition: {field: a, operator: eq}~4:14: got a condition without `value`, wanted what to compare the field with",
        "condition: {operator: eq, value: 1}~4:14: got a condition without `field`, wanted an argument's name or `tool_name`",
        "condition: {field: a, value: 1}~4:14: got a condition without `operator`, wanted one of `eq`, `ne`,",
        "condition: {feild: a, operator: eq, value: 1}~4:15: unknown key `feild` in an older condition, did you mean `field`?",
        "condition: {field: a, operator: equals, value: 1}~4:35: `operator`: got `equals`, wanted one of `eq`, `ne`, `gt`, `lt`, `gte`, `lte`, `in`, `not_in`, `contains`, `matches`",
        "condition: {field: a, operator: not-in, value: [1]}~4:35: `operator`: got `not-in`, did you mean `not_in`?",
        "condition: {field: a.b, operator: eq, value: 1}~4:22: `field`: got `a.b`, wanted one name: a nested argument needs a document with `apiVersion`",
        "condition: {field: a, operator: ne, value: [1]}~4:46: `value`: got a list with `ne`, wanted a single value (lists go with `not_in`)",
        "condition: {field: a, operator: eq, value: [1]}~4:46: `value`: got a list with `eq`, wanted a single value (lists go with `in`)",
        "condition: {field: a, operator: in, value: x}~4:46: `value`: got text with `in`, wanted a list",
        "condition: {field: a, operator: not_in, value: 5}~4:50: `value`: got a number with `not_in`, wanted a list",
        "condition: {field: a, operator: in, value: [[1]]}~4:47: `value`: got a list, wanted a text, a number or a boolean",
        "condition: {field: a, operator: gt, value: true}~4:46: `value`: got a boolean, wanted a number or a text to order",
        "condition: {field: a, operator: gt, value: 1e3}~4:46: `value`: got `1e3`, wanted a number written in digits",
        "condition: {field: a, operator: matches, value: 5}~4:51: `value`: got a number `5`, wanted text (put it in quotes)",
        "condition: {field: a, operator: matches, value: '(?=x)'}~4:52: `value`: got ",
        "condition: {field: tool_name, operator: gt, value: 5}~4:54: `value`: got a number, wanted the name of a tool",
        "condition: {field: tool_name, operator: in, value: [5]}~4:54: `value`: got a value that is no text, wanted names of tools",
        "condition: [a]~4:14: `condition`: got a list, wanted `field`, `operator` and `value`",
        "condition: \"a == 1\"~4:14: `condition`: got text, wanted `field`, `operator` and `value`",
        "message: x~2:3: got a rule without `condition`, wanted `field`, `operator` and `value`",
        "conditions: []~4:3: unknown key `conditions` in an older rule, did you mean `condition`?",
        "priority: high~4:13: `priority`: got `high`, wanted a whole number of 32 bits",
        "override: 1~4:13: `override`: got `1`, wanted true or false",
        "dynamic_condition: {}~4:22: got a dynamic condition without `type`, wanted one of `time_window`,",
        "dynamic_condition: x~4:22: `dynamic_condition`: got text, wanted a mapping with `type`",
        "dynamic_condition: {type: time}~4:29: `type`: got `time`, wanted one of `time_window`,",
        "dynamic_condition: {type: token_count_per_window, window: 1h, limit: 100}~4:29: `type`: got `token_count_per_window`, but neither tokens nor cost are counted in this version, wanted the rule without it: `limit: 10/minute` of a document with `apiVersion` bounds the number of calls",
        "dynamic_condition: {type: cost_per_window, window: 1h, limit: 2}~4:29: `type`: got `cost_per_window`, but neither tokens nor cost are counted in this version,",
        "dynamic_condition: {type: time_window, start_time: '09:00'}~4:22: got `time_window` without `end_time`, wanted a time such as `09:00`",
        "dynamic_condition: {type: time_window, start_time: '09:00', end_time: '25:00'}~4:73: `end_time`: got `25:00`, wanted a time such as `09:00`",
        "dynamic_condition: {type: time_window, start_time: '09:00', end_time: '9:00'}~4:73: `end_time`: got `09:00`, which is the start too, wanted a window that is not empty",
        "dynamic_condition: {type: time_window, start_time: '09:00', end_time: '17:00', timezone: Europe/Berln}~4:92: `timezone`: got the time zone `Europe/Berln`, did you mean `Europe/Berlin`?",
        "dynamic_condition: {type: day_of_week}~4:22: got `day_of_week` without `days_of_week`, wanted a list such as [1, 5]",
        "dynamic_condition: {type: day_of_week, days_of_week: []}~4:56: `days_of_week`: got an empty list, wanted numbers from 1 (monday) to 7 (sunday)",
        "dynamic_condition: {type: day_of_week, days_of_week: [0]}~4:57: `days_of_week`: got `0`, wanted a whole number from 1 to 7",
        "dynamic_condition: {type: day_of_week, days_of_week: [1], limit: 5}~4:68: `limit`: got it with `type: day_of_week`, wanted it with another type",
        "dynamic_condition: {type: day_of_week, days_of_week: [1], colour: red}~4:61: unknown key `colour` in `dynamic_condition`, wanted one of `type`,",
      })
  void saysWhereARuleIsWrong(String line, String problem) {
    assertThat(Policies.problems(Policies.source("p.yaml", rule(line))))
        .anySatisfy(text -> assertThat(text).startsWith("p.yaml:" + problem));
  }

  @Test
  void aRuleNeedsANameAndAKnownAction() {
    String condition = "condition: {field: a, operator: eq, value: 1}";
    assertThat(
            Policies.problems(
                Policies.source(
                    "p.yaml",
                    "rules:\n- {action: log, "
                        + condition
                        + "}\n- {name: r, "
                        + condition
                        + "}\n- x\n- {name: r, action: deny, "
                        + condition
                        + "}\n")))
        .containsExactly(
            "p.yaml:2:3: got a rule without `name`, wanted a name that no other rule has",
            "p.yaml:2:12: `action`: got `log`, wanted one of `allow`, `deny`, `audit`, `block`",
            "p.yaml:3:3: got a rule without `action`, wanted one of `allow`, `deny`, `audit`,"
                + " `block`",
            "p.yaml:4:3: got text, wanted a rule (a mapping)",
            "p.yaml:5:10: `name`: got `r`, which p.yaml:3 has already, wanted a unique name");
  }

  @Test
  void anotherDocumentCanExtendAnOlderOne() throws Exception {
    ParentDocuments parents = (from, path) -> Policies.source(path, SHOP);
    PolicySource child =
        Policies.document(
            "child.yaml",
            "extends: shop.yaml\nconflict: priority-first\ndefault_action: allow\n"
                + "rules: [{name: all, action: allow, priority: 1000}]\n");
    PolicySet policy = PolicyParser.parse(List.of(child), EngineLimits.DEFAULTS, parents);

    assertThat(Policies.decide(policy, "erase", "{}").rule()).isEqualTo("nothing-is-erased");
    assertThat(Policies.decide(policy, "refund", "{\"amount\":5}").rule())
        .isEqualTo("the-rest-is-not");
    assertThat(Policies.decide(policy, "refund", "{}").rule()).isEqualTo("all");
  }
}
