package dev.sallyport.benchmarks.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A number is worth nothing beside an engine that answers something else. */
class EnginesAgreeTest {
  private static final int RULES = 40;

  @ParameterizedTest
  @EnumSource
  void answersEveryCallAsExpected(EngineKind kind) {
    Workload workload = Workload.of(RULES, true);
    PolicyEngine engine = kind.compile(workload.rules());
    assertThat(AnswerCheck.differences(engine, workload)).isEmpty();
    assertThat(AnswerCheck.differences(engine.forThread(), workload)).isEmpty();
  }

  @Test
  void answersTenThousandRulesAsExpected() {
    Workload workload = Workload.of(10_000, true);
    for (EngineKind kind : List.of(EngineKind.SALLYPORT, EngineKind.NAIVE)) {
      PolicyEngine engine = kind.compile(workload.rules());
      assertThat(AnswerCheck.differences(engine, workload)).as(kind.title()).isEmpty();
    }
  }

  @Test
  void refusesToMeasureAnEngineThatAnswersDifferently() {
    Workload workload = Workload.of(RULES, true);
    List<WorkloadRule> fewer = new ArrayList<>(workload.rules());
    fewer.remove(fewer.size() - 1);
    PolicyEngine engine = EngineKind.NAIVE.compile(fewer);
    assertThatThrownBy(() -> AnswerCheck.require(engine, workload))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("wrong answers, first: got DEFAULT and DEFAULT, wanted ALLOW");
  }

  @Test
  void answersEveryPathAsExpected() {
    Workload workload = Workload.of(RULES, true);
    PolicyEngine engine = EngineKind.SALLYPORT.compile(workload.rules());
    CallPaths.of(workload)
        .forEach(
            (path, calls) -> {
              Workload part = new Workload(workload.rules(), calls);
              assertThat(calls).as(path).isNotEmpty();
              assertThat(AnswerCheck.differences(engine, part)).as(path).isEmpty();
            });
  }
}
