package dev.sallyport.instrumentation.sample;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.sallyport.instrumentation.Bodies;
import java.util.function.Supplier;

/** A lambda that nobody calls in code: neither its body nor a call can be woven. */
public final class LambdaByReflection implements Supplier<String> {
  @Override
  public String get() {
    ToolExecutor executor = (request, memory) -> Bodies.ran("lambda", request.arguments());
    try {
      return (String)
          ToolExecutor.class
              .getMethod("execute", ToolExecutionRequest.class, Object.class)
              .invoke(executor, Requests.danger(), "session-1");
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
