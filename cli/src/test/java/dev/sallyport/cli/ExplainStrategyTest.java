package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.RecordedEffect;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code explain} says about strategies, limits, masks and documents that extend others. */
class ExplainStrategyTest {
  private static final String HEADER = "apiVersion: governance.toolkit/v1\nname: desk\n";

  @TempDir Path work;

  private void write(String name, String body) throws Exception {
    Files.writeString(work.resolve(name), HEADER + body);
  }

  private String explain(int exitCode, String... args) {
    Cli cli = new Cli(work);
    int got = cli.run(args);
    assertThat(cli.err()).isEmpty();
    assertThat(got).isEqualTo(exitCode);
    return cli.transcript();
  }

  @Test
  void saysWhatTheStrategyCompared() throws Exception {
    write(
        "sallyport.yaml",
        """
        conflict: priority-first
        rules:
          - {name: low, action: deny, priority: 1}
          - {name: high, action: allow, priority: 7}
        """);
    assertThat(explain(0, "explain", "--tool=t"))
        .startsWith(
            """
            decision   allow, rule high
                       priority-first: no matching rule has a higher priority than 7
            """);
    write(
        "sallyport.yaml",
        """
        conflict: most-specific
        scope: agent
        rules:
          - {name: one, action: allow, priority: 2}
        """);
    assertThat(explain(0, "explain", "--tool=t"))
        .contains(
            "most-specific: no matching rule has a narrower scope than agent, and there none a"
                + " higher priority than 2\n");
  }

  @Test
  void saysThatAnInheritedDenyAlwaysDenies() throws Exception {
    write("base.yaml", "rules:\n  - {name: never, tools: [drop], action: deny}\n");
    write(
        "sallyport.yaml",
        """
        extends: [base.yaml]
        conflict: allow-overrides
        rules:
          - {name: all, tools: ["d*"], action: allow}
        """);
    assertThat(explain(0, "explain", "--tool=drop", "--all"))
        .startsWith(
            """
            decision   deny, rule never
                       denies under every strategy: another document extends the rule's
            """)
        .contains("sallyport.yaml (2 rules, ");
    assertThat(explain(0, "explain", "--tool=dig"))
        .contains("allow-overrides: the mildest matching rule decides\n");
  }

  @Test
  void saysThatALimitMayBeUsedUp() throws Exception {
    write(
        "sallyport.yaml", "rules:\n  - {name: few, tools: [t], action: allow, limit: 2/minute}\n");
    assertThat(explain(0, "explain", "--tool=t"))
        .startsWith("decision   allow, rule few\n           if no limit is used up: ")
        .contains("few                 allow             matches, and decides")
        .contains("(limit: 2 calls in 60 seconds)\n")
        .contains("  deny: when the limit of few is used up (rule few)\n");
  }

  @Test
  void aRefusalByALimitedRuleWasAUsedUpLimit() throws Exception {
    String body = "rules:\n  - {name: few, tools: [t], action: allow, limit: 2/minute}\n";
    write("sallyport.yaml", body);
    try (TestLog log = TestLog.start(work.resolve("sallyport-audit"), 0)) {
      byte[] digest = ReviewLog.parse(HEADER + body).digest();
      log.append(
          log.call("desk", "t").effect(RecordedEffect.DENY).rule("few").policyDigest(digest));
    }
    assertThat(explain(0, "explain", "3f9a1c20-1"))
        .contains("the limit of few was used up then: 2 calls in 60 seconds\n")
        .doesNotContain("if no limit is used up", "not what the log says");
  }

  @Test
  void saysThatAStageWithoutRulesIsNotJudged() throws Exception {
    write("sallyport.yaml", "rules:\n  - {name: all, tools: [t], action: allow}\n");
    String note = "has no rule of stage post_tool, so an application does not ask it then\n";
    assertThat(explain(0, "explain", "--tool=t", "--stage=post_tool")).contains(note);
    assertThat(explain(0, "explain", "--tool=t")).doesNotContain("does not ask it");
  }

  @Test
  void showsWhatRunsInsteadOfWhatIsMasked() throws Exception {
    write(
        "sallyport.yaml",
        """
        rules:
          - {name: pay, tools: [pay], action: allow}
          - {name: hide, tools: [pay], action: mask, mask: {detect: [iban], keep_last: 4}}
          - {name: results, stage: post_tool, action: allow}
          - {name: hide-results, stage: post_tool, action: mask, mask: {patterns: ['k-[0-9]+']}}
        """);
    assertThat(
            explain(0, "explain", "--tool=pay", "--arguments={\"to\":\"DE89370400440532013000\"}"))
        .contains("runs with  {\"to\":\"***3000\"} (masked)\n");
    assertThat(explain(0, "explain", "--tool=pay", "--stage=post_tool", "--content=key k-123 end"))
        .contains("passes     key *** end (masked)\n");
    assertThat(explain(0, "explain", "--tool=pay", "--json", "--arguments={\"n\":1}"))
        .contains("\"masked_arguments\":null", "\"strategy\":\"deny-overrides\"");
  }
}
