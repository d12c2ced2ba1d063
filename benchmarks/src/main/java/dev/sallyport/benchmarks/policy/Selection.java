package dev.sallyport.benchmarks.policy;

import java.util.Arrays;
import java.util.List;

/** What a person who runs a measurement picks: comma-separated, or {@code all}. */
final class Selection {
  private Selection() {}

  static List<EngineKind> engines(String names) {
    return names.equals("all")
        ? List.of(EngineKind.values())
        : Arrays.stream(names.split(",")).map(EngineKind::named).toList();
  }

  static List<Integer> sizes(String numbers) {
    return numbers.equals("all")
        ? List.of(10, 100, 1_000, 10_000)
        : Arrays.stream(numbers.split(",")).map(Integer::valueOf).toList();
  }
}
