package dev.sallyport.benchmarks.policy;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link PolicyDecisionCost} with the JDK that runs this, one fork for each combination, and
 * prints the table of docs/benchmarks.md.
 *
 * <p>Arguments: engines, numbers of rules; comma-separated or {@code all}.
 */
public final class PolicyDecisionJmh {
  private PolicyDecisionJmh() {}

  /** Entry of the program. */
  public static void main(String[] arguments) throws RunnerException {
    List<EngineKind> kinds = Selection.engines(arguments[0]);
    List<Integer> sizes = Selection.sizes(arguments[1]);
    System.out.println("\nJDK " + Runtime.version() + ", JMH, from JSON text to decision:\n");
    System.out.println("| | rules | tools | ns | B/op |\n|---|---|---|---|---|");
    for (int size : sizes) {
      for (EngineKind kind : kinds) {
        if (size <= kind.mostRules()) {
          System.err.println("JMH: " + kind.title() + ", " + size + " rules");
          run(kind, size).forEach(result -> System.out.println(row(kind, result)));
        }
      }
    }
  }

  private static Collection<RunResult> run(EngineKind kind, int size) throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include(PolicyDecisionCost.class.getName())
                .param("engine", kind.name())
                .param("rules", Integer.toString(size))
                .jvmArgsAppend(JvmFlags.of(kind).toArray(String[]::new))
                .forks(1)
                .shouldFailOnError(true)
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .build())
        .run();
  }

  private static String row(EngineKind kind, RunResult result) {
    BenchmarkParams parameters = result.getParams();
    Result<?> time = result.getPrimaryResult();
    Result<?> allocated =
        Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"));
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %s | %,.1f ± %,.1f | %,.1f |",
        kind.title(),
        Integer.parseInt(parameters.getParam("rules")),
        parameters.getParam("tools"),
        time.getScore(),
        time.getScoreError(),
        allocated.getScore());
  }
}
