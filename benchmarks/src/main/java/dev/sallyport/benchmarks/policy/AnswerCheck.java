package dev.sallyport.benchmarks.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * Proves that engines answer every call of the workload as they must, from text and from prepared
 * requests. Arguments: the numbers of rules, 10 to 10,000; every engine that goes that far.
 */
public final class AnswerCheck {
  private AnswerCheck() {}

  /** Entry of the program: exits with 1 if an engine differs. */
  public static void main(String[] arguments) {
    boolean equal = true;
    for (String rules : arguments) {
      for (EngineKind kind : EngineKind.values()) {
        int count = Integer.parseInt(rules);
        if (count <= kind.mostRules()) {
          equal &= report(kind, count);
        }
      }
    }
    if (!equal) {
      System.exit(1);
    }
  }

  private static boolean report(EngineKind kind, int count) {
    Workload hot = Workload.of(count, true);
    PolicyEngine engine = kind.compile(hot.rules());
    List<String> differences = differences(engine, hot);
    differences.addAll(differences(engine, Workload.of(count, false)));
    System.out.println(kind.title() + ", " + count + " rules: " + differences.size() + " wrong");
    differences.stream().limit(3).forEach(System.out::println);
    return differences.isEmpty();
  }

  /** One line for each wrong answer; the engine must have the workload's rules. */
  static List<String> differences(PolicyEngine engine, Workload workload) {
    List<String> differences = new ArrayList<>();
    for (ToolCall call : workload.calls()) {
      Answer text = engine.decide(call);
      Answer prepared = engine.decidePrepared(engine.prepare(call));
      if (text != call.expected() || prepared != call.expected()) {
        differences.add(
            "got " + text + " and " + prepared + ", wanted " + call.expected() + ": " + call);
      }
    }
    return differences;
  }

  /**
   * Refuses to measure an engine that answers differently.
   *
   * @throws IllegalStateException with the first difference
   */
  static void require(PolicyEngine engine, Workload workload) {
    List<String> differences = differences(engine, workload);
    if (!differences.isEmpty()) {
      throw new IllegalStateException(
          differences.size() + " wrong answers, first: " + differences.get(0));
    }
  }
}
