package dev.sallyport.instrumentation.sample;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.sallyport.instrumentation.Bodies;
import java.util.function.Supplier;

/** An anonymous class, called by reflection: only its own body can be guarded. */
public final class AnonymousExecutor implements Supplier<String> {
  @Override
  public String get() {
    ToolExecutor executor =
        new ToolExecutor() {
          @Override
          public String execute(ToolExecutionRequest request, Object memory) {
            return Bodies.ran("anonymous", request.arguments());
          }
        };
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
