package dev.sallyport.benchmarks.policy;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What all rounds gave: of the first number of a task (nanoseconds) the lowest, which the machine
 * disturbed least; of the second the lowest and the highest.
 */
final class CpuResults {
  private final Map<String, Numbers> numbers = new HashMap<>();

  /** Lowest first number, lowest and highest second number. */
  record Numbers(double lowest, double lowestSecond, double highestSecond) {
    private Numbers with(Numbers other) {
      return new Numbers(
          Math.min(lowest, other.lowest),
          Math.min(lowestSecond, other.lowestSecond),
          Math.max(highestSecond, other.highestSecond));
    }
  }

  void add(String task, double first, double second) {
    numbers.merge(task, new Numbers(first, second, second), Numbers::with);
  }

  void add(EngineKind kind, int rules, String task, double first, double second) {
    add(key(kind, rules, task), first, second);
  }

  /** Null if it was not measured. */
  @Nullable Numbers get(EngineKind kind, int rules, String task) {
    return numbers.get(key(kind, rules, task));
  }

  Numbers require(String task) {
    return Objects.requireNonNull(numbers.get(task), task);
  }

  private static String key(EngineKind kind, int rules, String task) {
    return kind + " " + rules + " " + task;
  }
}
