package dev.sallyport.instrumentation.sample.springai;

import dev.sallyport.instrumentation.Bodies;
import java.util.function.Supplier;
import org.springframework.ai.tool.function.FunctionToolCallback;

/** A function that the framework makes a tool of. */
public final class FrameworkTool implements Supplier<String> {
  /** The function's argument. */
  public record Input(String x) {}

  @Override
  public String get() {
    return FunctionToolCallback.builder(
            "danger", (Input input) -> Bodies.ran("function", "{\"x\":\"" + input.x() + "\"}"))
        .inputType(Input.class)
        .build()
        .call(OwnTool.INPUT, OwnTool.context());
  }
}
