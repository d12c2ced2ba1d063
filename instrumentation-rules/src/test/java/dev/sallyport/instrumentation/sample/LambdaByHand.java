package dev.sallyport.instrumentation.sample;

import dev.langchain4j.service.tool.ToolExecutor;
import dev.sallyport.instrumentation.Bodies;
import java.util.function.Supplier;

/** Calls a lambda executor without the framework. */
public final class LambdaByHand implements Supplier<String> {
  @Override
  public String get() {
    ToolExecutor executor = (request, memory) -> Bodies.ran("lambda", request.arguments());
    return executor.execute(Requests.danger(), "session-1");
  }
}
