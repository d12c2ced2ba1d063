package dev.sallyport.instrumentation.sample;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.sallyport.instrumentation.Bodies;
import java.util.function.Supplier;

/** Calls through {@code ToolExecutor::execute}. */
public final class UnboundReference implements Supplier<String> {
  interface Call {
    String of(ToolExecutor executor, ToolExecutionRequest request, Object memory);
  }

  @Override
  public String get() {
    Call call = ToolExecutor::execute;
    return call.of(
        (request, memory) -> Bodies.ran("lambda", request.arguments()),
        Requests.danger(),
        "session-1");
  }
}
