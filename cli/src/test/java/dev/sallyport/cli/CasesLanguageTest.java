package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases about every part of the language: detectors, stages, zones, documents, manifests. */
class CasesLanguageTest {
  private static final String HEADER = "apiVersion: governance.toolkit/v1\nname: desk\n";

  @TempDir Path work;

  private void assertPasses(int cases, String policy, String caseText) throws Exception {
    Files.writeString(work.resolve("desk.yaml"), HEADER + policy);
    Files.writeString(work.resolve("desk.cases.yaml"), "cases:\n" + caseText);
    Cli cli = new Cli(work);
    assertThat(cli.run("test")).as(cli.out() + cli.err()).isZero();
    String count = cases == 1 ? "1 case" : cases + " cases";
    assertThat(cli.out()).endsWith(count + " passed\n");
  }

  @Test
  void whatDetectorsHideIsExpectedInArgumentsAndResults() throws Exception {
    assertPasses(
        3,
        """
        rules:
          - {name: pay, tools: [pay], action: allow}
          - {name: hide, tools: [pay], action: mask, mask: {detect: [iban], keep_last: 4}}
          - {name: results, stage: post_tool, action: allow}
          - {name: hide-mail, stage: post_tool, action: mask, mask: {detect: [email]}}
        """,
        """
          - name: an iban keeps its end
            call: {tool: pay, arguments: {to: "DE89 3704 0044 0532 0130 00", n: 1}}
            expect: {effect: allow, masked: {to: "***0 00", n: 1}}
          - name: no iban, nothing masked
            call: {tool: pay, arguments: {to: somebody}}
            expect: {effect: allow, masked: null}
          - name: an address in a result
            call: {tool: pay, arguments: {}}
            stage: post_tool
            content: "write to ann@example.com"
            expect: {effect: allow, rule: results, masked_content: "write to ***"}
        """);
  }

  @Test
  void timesAreThoseOfTheZoneThatTheRuleNames() throws Exception {
    assertPasses(
        2,
        """
        rules:
          - name: office
            condition: "time['America/New_York'].hour >= 9 and time['America/New_York'].hour < 17"
            action: allow
        """,
        """
          - name: nine in the morning there
            call: {tool: pay}
            time: 2026-07-01T13:00:00Z
            expect: allow
          - name: an hour before
            call: {tool: pay}
            time: 2026-07-01T12:59:59Z
            expect: deny
        """);
  }

  @Test
  void documentsThatAreExtendedDecideToo() throws Exception {
    Files.writeString(
        work.resolve("base.yaml"),
        HEADER + "rules:\n  - {name: never, tools: [drop], action: deny}\n");
    assertPasses(
        2,
        """
        extends: [base.yaml]
        conflict: allow-overrides
        rules:
          - {name: all, tools: ["d*"], action: allow}
        """,
        """
          - name: an inherited deny stands
            call: {tool: drop}
            expect: {effect: deny, rule: never}
          - name: the rest runs
            call: {tool: dig}
            expect: {effect: allow, rule: all}
        """);
  }

  @Test
  void manifestsAreRulesByTheirNames() throws Exception {
    assertPasses(
        2,
        """
        manifests:
          - agent: desk
            tools:
              - name: pay
                max_calls_per_minute: 2
                parameters: {amount: {type: number, max: 100}}
        """,
        """
          - name: within the maximum
            call: {tool: pay, arguments: {amount: 100}}
            agent: desk
            expect: {effect: allow, rule: "manifest:desk:pay"}
          - name: the third call of a minute
            call: {tool: pay, arguments: {amount: 1}}
            agent: desk
            repeat: 3
            every: 5s
            expect: deny
        """);
  }

  @Test
  void theHighestPriorityDecidesIfThePolicySaysSo() throws Exception {
    assertPasses(
        1,
        """
        conflict: priority-first
        rules:
          - {name: low, action: deny, priority: 1}
          - {name: high, action: allow, priority: 2}
        """,
        """
          - name: high wins
            call: {tool: pay}
            expect: {effect: allow, rule: high}
        """);
  }
}
