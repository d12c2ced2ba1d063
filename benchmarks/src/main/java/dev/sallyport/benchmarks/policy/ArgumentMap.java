package dev.sallyport.benchmarks.policy;

import java.util.Map;
import java.util.Objects;

/** Reads arguments that every call of the workload has. */
final class ArgumentMap {
  private ArgumentMap() {}

  static long number(Map<String, Object> arguments, String name) {
    return (Long) Objects.requireNonNull(arguments.get(name));
  }

  static String text(Map<String, Object> arguments, String name) {
    return (String) Objects.requireNonNull(arguments.get(name));
  }
}
