package dev.sallyport.instrumentation.sample;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.service.tool.ToolExecutor;
import java.util.function.Supplier;

/** A tool that throws. */
public final class ThrowingExecutor implements Supplier<String> {
  static final class Throwing implements ToolExecutor {
    @Override
    public String execute(ToolExecutionRequest request, Object memory) {
      throw new IllegalStateException("out of stock");
    }
  }

  @Override
  public String get() {
    return new Throwing().execute(Requests.danger(), "session-1");
  }
}
