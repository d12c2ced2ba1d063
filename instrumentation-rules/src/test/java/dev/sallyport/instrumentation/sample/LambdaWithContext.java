package dev.sallyport.instrumentation.sample;

import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.sallyport.instrumentation.Bodies;
import java.util.function.Supplier;

/** Calls a lambda executor as the framework does from 1.6 on. */
public final class LambdaWithContext implements Supplier<String> {
  @Override
  public String get() {
    ToolExecutor executor = (request, memory) -> Bodies.ran("lambda", request.arguments());
    ToolExecutionResult result =
        executor.executeWithContext(
            Requests.danger(),
            InvocationContext.builder().interfaceName("Desk").chatMemoryId("session-1").build());
    return result.resultText() + (result.isError() ? " as an error" : "");
  }
}
