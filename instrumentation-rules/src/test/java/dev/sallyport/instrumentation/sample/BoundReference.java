package dev.sallyport.instrumentation.sample;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.sallyport.instrumentation.Bodies;
import java.io.Serializable;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Hands {@code executor::execute} on as a function that is also serializable. */
public final class BoundReference implements Supplier<String> {
  @Override
  public String get() {
    ToolExecutor executor = (request, memory) -> Bodies.ran("lambda", request.arguments());
    BiFunction<ToolExecutionRequest, Object, String> function =
        (BiFunction<ToolExecutionRequest, Object, String> & Serializable) executor::execute;
    return function.apply(Requests.danger(), "session-1");
  }
}
