package dev.sallyport.benchmarks.policy;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One decision of one engine, as JMH sees it: the cross-check of {@link PolicyDecisionCpu}. {@link
 * PolicyDecisionJmh} runs it for every engine that goes as far as the number of rules.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class PolicyDecisionCost {
  /** An engine's name. */
  @Param("sallyport")
  public String engine = "sallyport";

  /** How many rules the policy has. */
  @Param({"10", "100", "1000"})
  public int rules;

  /** {@code hot}: the calls use 24 tools; {@code all}: every tool of the policy. */
  @Param({"hot", "all"})
  public String tools = "hot";

  /** {@code text}: from JSON text; {@code prepared}: from what the engine prefers to judge. */
  @Param("text")
  public String input = "text";

  private List<ToolCall> calls = List.of();
  private List<Object> requests = List.of();
  private PolicyEngine compiled = NaiveEngine.of(List.of());
  private int next;

  /** Compiles the rules, and refuses to measure an engine that answers differently. */
  @Setup(Level.Trial)
  public void compile() {
    Workload workload = Workload.of(rules, tools.equals("hot"));
    compiled = EngineKind.named(engine).compile(workload.rules());
    AnswerCheck.require(compiled, workload);
    calls = workload.calls();
    requests =
        input.equals("text")
            ? List.copyOf(calls)
            : List.copyOf(calls.stream().map(compiled::prepare).toList());
  }

  /** Decides the next call. */
  @Benchmark
  public Object decide() {
    Object request = requests.get(next);
    next = next + 1 == requests.size() ? 0 : next + 1;
    return input.equals("text")
        ? compiled.decide((ToolCall) request)
        : compiled.decidePrepared(request);
  }
}
