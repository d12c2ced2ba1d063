package dev.sallyport.instrumentation.sample;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.sallyport.instrumentation.Bodies;
import java.util.function.Supplier;

/** An executor that hands its request to another one twice. */
public final class RetryingExecutor implements Supplier<String> {
  static final class Retrying implements ToolExecutor {
    private final ToolExecutor inner =
        (request, memory) -> Bodies.ran("inner", request.arguments());

    @Override
    public String execute(ToolExecutionRequest request, Object memory) {
      return inner.execute(request, memory) + ", " + inner.execute(request, memory);
    }
  }

  @Override
  public String get() {
    return new Retrying().execute(Requests.danger(), "session-1");
  }
}
