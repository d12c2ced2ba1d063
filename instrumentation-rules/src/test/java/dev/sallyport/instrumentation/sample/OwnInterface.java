package dev.sallyport.instrumentation.sample;

import dev.langchain4j.service.tool.ToolExecutor;
import dev.sallyport.instrumentation.Bodies;
import java.util.function.Supplier;

/** A lambda of an interface that extends the framework's, called through that interface. */
public final class OwnInterface implements Supplier<String> {
  interface Mine extends ToolExecutor {}

  @Override
  public String get() {
    Mine executor = (request, memory) -> Bodies.ran("lambda", request.arguments());
    return executor.execute(Requests.danger(), "session-1");
  }
}
