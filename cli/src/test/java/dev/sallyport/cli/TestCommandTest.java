package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code test} shows and exits with. */
class TestCommandTest {
  private static final String POLICY =
      """
      apiVersion: governance.toolkit/v1
      name: desk
      rules:
        - {name: small, tools: [refund], condition: "args.amount <= 100", action: allow}
        - {name: large, tools: [refund], condition: "args.amount > 1000", action: deny}
        - {name: mail, tools: [mail], action: require_approval, approvers: [desk]}
      """;
  private static final String CASES =
      """
      policy: desk.yaml
      cases:
        - name: small refunds run
          call: {tool: refund, arguments: {amount: 50}}
          expect: allow
        - name: large ones do not
          call: {tool: refund, arguments: {amount: 5000}}
          expect: {effect: deny, rule: large}
      """;

  @TempDir Path work;

  @BeforeEach
  void writePolicy() throws Exception {
    write("desk.yaml", POLICY);
  }

  private void write(String name, String text) throws Exception {
    Path file = work.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void assertShows(int exitCode, String out, String err, String... args) {
    Cli cli = new Cli(work);
    int got = cli.run(args);
    assertThat(cli.err()).isEqualTo(err);
    assertThat(cli.out()).isEqualTo(out);
    assertThat(got).isEqualTo(exitCode);
  }

  @Test
  void casesHereAreFoundAndShownAsATable() throws Exception {
    write("desk.cases.yaml", CASES);
    assertShows(
        0,
        """
        desk.cases.yaml, policy desk.yaml
          pass  allow             small  small refunds run
          pass  deny              large  large ones do not
        2 cases passed
        """,
        "",
        "test");
  }

  @Test
  void aFailedCaseSaysWhatItGotAndWhatItWanted() throws Exception {
    write(
        "desk.cases.yaml",
        """
        cases:
          - name: "50" is a text
            call: {tool: refund, arguments: {amount: "50"}}
            expect: {effect: allow, rule: small}
          - name: broken arguments
            call: {tool: refund, arguments: '{"a": 1, "a": 2}'}
            expect: {effect: deny, rule: large, error: null}
          - name: who may approve
            call: {tool: mail}
            expect: {effect: require_approval, approvers: [boss]}
        """
            .replace("\"50\" is", "50 is"));
    assertShows(
        1,
        """
        desk.cases.yaml, policy desk.yaml
          FAIL  deny              large    50 is a text
                  effect: got deny, wanted allow
                  rule: got `large`, wanted `small`
                  could not answer: small, large
          FAIL  deny              (error)  broken arguments
                  rule: got none, wanted `large`
                  error: got `arguments: duplicate key `a` at offset 9`, wanted none
                  error `arguments: duplicate key `a` at offset 9`
          FAIL  require_approval  mail     who may approve
                  approvers: got `desk`, wanted `boss`
        3 cases, 3 failed
        """,
        "",
        "test",
        "desk.cases.yaml");
  }

  @Test
  void coverageListsTheRulesThatNoCaseHits() throws Exception {
    write("desk.cases.yaml", CASES);
    String table =
        """
        desk.cases.yaml, policy desk.yaml
        coverage of desk.yaml: 2 of 3 rules, 66 %
          no case  desk.yaml:6: rule `mail`
        2 cases passed
        """;
    assertShows(0, table, "", "test", "--failed", "--coverage");
    assertShows(0, table, "", "test", "--failed", "--min-coverage=66");
    assertShows(1, table, "", "test", "--failed", "--min-coverage=67");
  }

  @Test
  void anotherPolicyCanBeGiven() throws Exception {
    write("desk.cases.yaml", CASES);
    write("new/a.yaml", POLICY.replace("> 1000", "> 10000"));
    assertShows(
        1,
        """
        desk.cases.yaml, policy new
          FAIL  deny              (default)  large ones do not
                  rule: got none, wanted `large`
        2 cases, 1 failed
        """,
        "",
        "test",
        "--failed",
        "--policy",
        "new");
  }

  @Test
  void casesOfAPolicyFolderLieInItAndAreNoPolicy() throws Exception {
    write("sallyport.d/desk.yaml", POLICY);
    write("sallyport.d/desk.cases.yaml", CASES.replace("policy: desk.yaml", "policy: ."));
    assertShows(
        0,
        "sallyport.d/desk.cases.yaml, policy sallyport.d\n2 cases passed\n",
        "",
        "test",
        "--failed");
  }

  @Test
  void aCaseFileThatIsNotUnderstoodIsNotRun() throws Exception {
    write(
        "desk.cases.yaml",
        """
        polcy: desk.yaml
        cases:
          - name: a
            call: {tol: refund, arguments: {amount: 10}}
            expct: allow
          - {name: b, call: {tool: refund, arguments: {n: 1}}, expect: alow}
          - {name: b, call: {tool: refund}, repeat: 0, expect: {rule: x}}
          - {name: c, call: {tool: refund}, every: 5s, expect: {effect: deny, rul: x}}
          - {name: c, call: {tool: 5}, expect: deny}
        """);
    assertShows(
        2,
        "no case was run\n",
        """
        desk.cases.yaml:1:1: error: unknown key `polcy`, did you mean `policy`?
        desk.cases.yaml:3:5: error: got a case without `expect`, wanted an effect, or a mapping with `effect`
        desk.cases.yaml:4:11: error: `call`: got no `tool`, wanted the tool's name (or null)
        desk.cases.yaml:4:12: error: unknown key `tol` in a call, did you mean `tool`?
        desk.cases.yaml:5:5: error: unknown key `expct` in a case, did you mean `expect`?
        desk.cases.yaml:6:64: error: `expect`: got `alow`, did you mean `allow`?
        desk.cases.yaml:7:45: error: `repeat`: got `0`, wanted a whole number from 1 to 1000000
        desk.cases.yaml:7:56: error: `expect`: got no `effect`, wanted one of `allow`, `deny`, `require_approval`
        desk.cases.yaml:8:44: error: `every`: got it without `repeat`, wanted both
        desk.cases.yaml:8:71: error: unknown key `rul` in `expect`, did you mean `rule`?
        desk.cases.yaml:9:5: error: `name`: got `c`, which the case on line 8 has already, wanted a unique name
        desk.cases.yaml:9:28: error: `tool`: got `5`, wanted text (put it in quotes)
        """,
        "test");
  }

  @Test
  void valuesWhoseTypeIsInDoubtAreRefused() throws Exception {
    write(
        "desk.cases.yaml",
        """
        cases:
          - {name: a, call: {tool: refund, arguments: {n: 0x10, at: 2026-11-21}}, time: today, expect: deny}
          - {name: a, call: {tool: refund, arguments: [1]}, repeat: 2, every: 5, expect: deny}
        """);
    assertShows(
        2,
        "no case was run\n",
        """
        desk.cases.yaml:2:51: error: got `0x10`, which is neither plainly text nor a JSON number, wanted quotes around a text
        desk.cases.yaml:2:61: error: got `2026-11-21`, which is neither plainly text nor a JSON number, wanted quotes around a text
        desk.cases.yaml:2:81: error: `time`: got `today`, wanted an instant such as 2026-11-21T09:05:00Z
        desk.cases.yaml:3:5: error: `name`: got `a`, which the case on line 2 has already, wanted a unique name
        desk.cases.yaml:3:47: error: `arguments`: got a list, wanted a mapping, or JSON text in quotes
        desk.cases.yaml:3:71: error: `every`: got `5`, wanted a duration such as 30s, 5m, 2h or 1d
        """,
        "test");
  }

  @Test
  void aPolicyThatDoesNotLoadIsNamedAndOtherFilesRun() throws Exception {
    write("bad.yaml", POLICY.replace("args.amount <= 100", "args.amount = 100"));
    write("bad.cases.yaml", CASES.replace("desk.yaml", "bad.yaml"));
    write("desk.cases.yaml", CASES);
    write("lost.cases.yaml", CASES.replace("desk.yaml", "nowhere.yaml"));
    assertShows(
        2,
        "desk.cases.yaml, policy desk.yaml\n2 cases passed\n",
        "bad.yaml:4:60: error: `condition`: got `=`, wanted `==`\n"
            + "sallyport: policy `"
            + work.resolve("nowhere.yaml")
            + "`: got no such file, wanted a policy file\n",
        "test",
        "--failed");
  }

  @Test
  void withoutAnyCaseFileTheUseIsWrong() {
    assertShows(
        2,
        "",
        "sallyport: got no case file, and none named *.cases.yaml is here or in sallyport.d\n"
            + "try: java -jar sallyport.jar test --help\n",
        "test");
  }

  @ParameterizedTest
  @CsvSource({"101", "-1", "all"})
  void aMinimumOutOfRangeIsRefused(String got) {
    Cli cli = new Cli(work);
    assertThat(cli.run("test", "--min-coverage=" + got)).isEqualTo(2);
    assertThat(cli.err())
        .startsWith(
            "sallyport: --min-coverage: got `" + got + "`, wanted a whole number from 0 to 100\n");
  }

  @Test
  void hostileTextIsEscaped() throws Exception {
    write("desk.cases.yaml", CASES.replace("small refunds run", "\"\\e[31mred\\n\""));
    Cli cli = new Cli(work);
    assertThat(cli.run("test")).isZero();
    assertThat(cli.out()).contains("small  \\u{1b}[31mred\\n\n");
  }

  @Test
  void eachCaseIsAnObjectForPrograms() throws Exception {
    write("desk.cases.yaml", CASES);
    Cli cli = new Cli(work);
    assertThat(cli.run("test", "--json", "--coverage")).isZero();
    assertThat(cli.out())
        .startsWith(
            "{\"kind\":\"case\",\"file\":\"desk.cases.yaml\",\"line\":3,\"policy\":\"desk.yaml\","
                + "\"name\":\"small refunds run\",\"passed\":true,\"differences\":[],"
                + "\"wanted_effect\":\"allow\",\"effect\":\"allow\",\"rule\":\"small\","
                + "\"error\":null,\"erring_rules\":[],\"noted_rules\":[],\"approvers\":[],"
                + "\"masked_arguments\":null,\"masked_content\":null}\n")
        .contains(
            "{\"kind\":\"rule\",\"policy\":\"desk.yaml\",\"file\":\"desk.yaml\",\"line\":6,"
                + "\"rule\":\"mail\",\"cases\":0}\n")
        .endsWith("{\"kind\":\"summary\",\"cases\":2,\"failed\":0}\n");
    assertThat(JsonPage.documented("../docs/policy-testing.md"))
        .isEqualTo(JsonPage.emitted(cli.out()));
  }
}
