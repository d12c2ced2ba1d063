package dev.sallyport.benchmarks.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CpuTablesTest {
  private final CpuResults results = new CpuResults();

  @Test
  void showsTheLowestTimeTheHighestAllocationAndTheRatio() {
    add(EngineKind.SALLYPORT, 10, MeasuredTask.TEXT_HOT, 260, 0);
    add(EngineKind.SALLYPORT, 10, MeasuredTask.TEXT_HOT, 250, 0);
    add(EngineKind.SALLYPORT, 100, MeasuredTask.TEXT_HOT, 275, 0);
    add(EngineKind.MVEL, 10, MeasuredTask.TEXT_HOT, 1_000, 1_870);
    add(EngineKind.MVEL, 10, MeasuredTask.TEXT_HOT, 1_100, 1_871);
    add(EngineKind.NAIVE, 10, MeasuredTask.TEXT_HOT, 500, 1);
    String markdown = tables();
    assertThat(markdown).contains("| Sallyport | 250 | 275 | 0 | 0 | 1.10 |");
    assertThat(markdown).contains("| MVEL 2.6.0 | 1,000 | - | 1,871 | - | - |");
    assertThat(markdown).contains("| MVEL 2.6.0 | 4.00 | - | - | - |");
    assertThat(markdown).contains("| fastest of the six peers | 4.00 | - | - | - |");
  }

  @Test
  void showsWhatASecondThreadAddsByElapsedAndByCpuTime() {
    add(EngineKind.SALLYPORT, 10, "one-thread", 250, 240);
    add(EngineKind.SALLYPORT, 10, "two-threads", 128, 244);
    assertThat(tables()).contains("| Sallyport | 1.95 | - | 1.97 | - |");
  }

  private void add(EngineKind kind, int rules, String task, double first, double second) {
    results.add(kind, rules, task, first, second);
  }

  private String tables() {
    List<EngineKind> kinds = List.of(EngineKind.SALLYPORT, EngineKind.NAIVE, EngineKind.MVEL);
    return new CpuTables(results, kinds, List.of(10, 100)).markdown();
  }
}
