package dev.sallyport.benchmarks.policy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * CPU time and allocation of one decision, engine beside engine. Every engine and number of rules
 * has a JVM of its own, whose answers are checked first; all stand ready, and each round goes
 * through all of them, so that a slow minute of the machine hits all alike. Prints the tables of
 * docs/benchmarks.md for the JDK that runs it.
 *
 * <p>Arguments: rounds, milliseconds of one measurement, engines, numbers of rules; the last two
 * comma-separated or {@code all}.
 */
public final class PolicyDecisionCpu {
  private static final int WARM_UP = 6;
  private static final int BUILD = 50;

  private PolicyDecisionCpu() {}

  /** Entry of the program. */
  public static void main(String[] arguments) throws IOException {
    int rounds = Integer.parseInt(arguments[0]);
    long millis = Long.parseLong(arguments[1]);
    List<EngineKind> kinds = Selection.engines(arguments[2]);
    List<Integer> sizes = Selection.sizes(arguments[3]);
    CpuResults results = new CpuResults();
    List<EngineProcess> processes = new ArrayList<>();
    try {
      for (EngineKind kind : kinds) {
        for (int rules : sizes) {
          if (rules <= kind.mostRules()) {
            System.err.println("starting " + kind.title() + ", " + rules + " rules");
            processes.add(new EngineProcess(kind, rules, results));
          }
        }
      }
      all(processes, "warm", WARM_UP * millis);
      all(processes, "warm", WARM_UP * millis);
      for (int round = 1; round <= rounds; round++) {
        all(processes, "round", millis);
      }
      all(processes, "build", BUILD * millis);
    } finally {
      for (EngineProcess process : processes) {
        process.close();
      }
    }
    System.out.print(new CpuTables(results, kinds, sizes).markdown());
  }

  private static void all(List<EngineProcess> processes, String command, long millis)
      throws IOException {
    System.err.println(command);
    for (EngineProcess process : processes) {
      process.obey(command, millis);
    }
  }
}
