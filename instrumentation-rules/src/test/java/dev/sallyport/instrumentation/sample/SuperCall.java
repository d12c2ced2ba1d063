package dev.sallyport.instrumentation.sample;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.sallyport.instrumentation.Bodies;
import java.util.function.Supplier;

/** A class that overrides an executor, loaded before its superclass is, and calls it. */
public final class SuperCall implements Supplier<String> {
  static class Base implements ToolExecutor {
    @Override
    public String execute(ToolExecutionRequest request, Object memory) {
      return Bodies.ran("base", request.arguments());
    }
  }

  static final class Derived extends Base {
    @Override
    public String execute(ToolExecutionRequest request, Object memory) {
      return super.execute(request, memory);
    }
  }

  @Override
  public String get() {
    return new Derived().execute(Requests.danger(), "session-1");
  }
}
