package dev.sallyport.benchmarks.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadTest {
  @ParameterizedTest
  @CsvSource({"10, 3", "100, 14", "1000, 17", "10000, 62"})
  void givesEachCallAboutAsManyRulesForItsToolAsPromised(int rules, double wanted) {
    assertThat(Workload.of(rules, false).candidates()).isCloseTo(wanted, within(wanted / 3));
  }

  @Test
  void isHalfAllowedAQuarterDeniedAndAQuarterLeftToTheDefault() {
    Workload workload = Workload.of(100, false);
    assertThat(workload.calls()).hasSize(512).doesNotHaveDuplicates();
    assertThat(count(workload, Answer.ALLOW)).isEqualTo(256);
    assertThat(count(workload, Answer.DENY)).isEqualTo(128);
    assertThat(count(workload, Answer.DEFAULT)).isEqualTo(128);
  }

  @Test
  void hasTheMixtureOfRules() {
    List<WorkloadRule> rules = Workload.of(1_000, false).rules();
    assertThat(rules).filteredOn(r -> r.tool().kind() == ToolTest.Kind.EXACT).hasSize(720);
    assertThat(rules).filteredOn(r -> r.tool().kind() == ToolTest.Kind.PREFIX).hasSize(240);
    assertThat(rules).filteredOn(r -> r.text().pattern() == null).hasSize(600);
  }

  @Test
  void matchesAtMostOneRuleWithEachCall() {
    Workload workload = Workload.of(100, false);
    for (ToolCall call : workload.calls()) {
      long matching =
          workload.rules().stream()
              .filter(rule -> rule.tool().accepts(call.tool()))
              .filter(rule -> rule.acceptsArguments(call.arguments()))
              .count();
      assertThat(matching).isEqualTo(call.expected() == Answer.DEFAULT ? 0 : 1);
    }
  }

  @Test
  void usesTwentyFourToolsWhenHot() {
    assertThat(Workload.of(1_000, true).calls().stream().map(ToolCall::tool).distinct())
        .hasSizeLessThanOrEqualTo(24);
    assertThat(Workload.of(1_000, false).calls().stream().map(ToolCall::tool).distinct())
        .hasSizeGreaterThan(150);
  }

  @Test
  void hasEightArgumentsInAboutTheLengthOfARealCall() {
    List<ToolCall> calls = Workload.of(100, false).calls();
    assertThat(calls).allSatisfy(call -> assertThat(call.arguments()).hasSize(8));
    double length = calls.stream().mapToInt(call -> call.json().length()).average().orElseThrow();
    assertThat(length).isCloseTo(175, within(8.0));
  }

  @Test
  void isTheSameEveryTime() {
    assertThat(Workload.of(100, true).calls()).isEqualTo(Workload.of(100, true).calls());
  }

  private static long count(Workload workload, Answer answer) {
    return workload.calls().stream().filter(call -> call.expected() == answer).count();
  }
}
