package dev.sallyport.engine;

import java.util.Arrays;
import java.util.List;

/** The numbers under which a {@link LimitCounter} knows the limits of a policy's rules. */
final class PolicyLimits {
  private final int[] numbers;

  PolicyLimits(List<Rule> rules) {
    numbers = new int[rules.size()];
    Arrays.fill(numbers, -1);
    int next = 0;
    for (int at = 0; at < numbers.length; at++) {
      if (rules.get(at).limit() != null) {
        numbers[at] = next++;
      }
    }
  }

  /** The number of a rule's limit; the rule must have one. */
  int numberOf(int rule) {
    return numbers[rule];
  }
}
