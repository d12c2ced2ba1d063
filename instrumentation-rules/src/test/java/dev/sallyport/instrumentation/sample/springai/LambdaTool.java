package dev.sallyport.instrumentation.sample.springai;

import dev.sallyport.instrumentation.Bodies;
import java.util.function.Supplier;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;

/** A lambda that an interface of the application's makes a tool of. */
public final class LambdaTool implements Supplier<String> {
  interface Body extends ToolCallback {
    @Override
    default ToolDefinition getToolDefinition() {
      return OwnTool.definition();
    }
  }

  @Override
  public String get() {
    Body tool = input -> Bodies.ran("lambda", input);
    return tool.call(OwnTool.INPUT, OwnTool.context());
  }
}
