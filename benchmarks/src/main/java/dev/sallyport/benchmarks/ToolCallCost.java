package dev.sallyport.benchmarks;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.service.tool.ToolExecutor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;

/**
 * The cost of one allowed tool call from join point to join point: enter, evaluate ten rules,
 * append the decision, run an empty tool, append the outcome, exit. {@code benchmarks/run} starts
 * it with and without the javaagent; the classes are the same.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class ToolCallCost {
  private static final String ARGUMENTS =
      "{\"order_id\":\"A-1007\",\"amount\":49.90,\"currency\":\"EUR\",\"reason\":\"damaged in"
          + " transit\",\"customer\":\"C-2210\",\"notify\":true,\"channel\":\"web\",\"attempt\":1}";

  private final ToolExecutor executor = new EmptyExecutor();
  private final ToolCallback callback = new EmptyCallback();
  private ToolExecutionRequest request = request();

  private static ToolExecutionRequest request() {
    return ToolExecutionRequest.builder().id("1").name("issue_refund").arguments(ARGUMENTS).build();
  }

  /** A fresh request, as each call has its own. */
  @Setup
  public void newRequest() {
    request = request();
  }

  /** An empty tool of LangChain4j. */
  @Benchmark
  public String langchain4j() {
    return executor.execute(request, "session-1");
  }

  /** An empty tool of Spring AI. */
  @Benchmark
  public String springAi() {
    return callback.call(ARGUMENTS);
  }

  private static final class EmptyExecutor implements ToolExecutor {
    @Override
    public String execute(ToolExecutionRequest toolExecutionRequest, Object memoryId) {
      return "ok";
    }
  }

  private static final class EmptyCallback implements ToolCallback {
    private final ToolDefinition definition =
        ToolDefinition.builder().name("issue_refund").description("-").inputSchema("{}").build();

    @Override
    public ToolDefinition getToolDefinition() {
      return definition;
    }

    @Override
    public String call(String toolInput) {
      return "ok";
    }
  }
}
