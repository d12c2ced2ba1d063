package dev.sallyport.instrumentation.sample.springai;

import dev.sallyport.instrumentation.Bodies;
import java.util.function.Supplier;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;

/** A tool whose body is a default method. */
public final class DefaultMethodTool implements Supplier<String> {
  interface Body extends ToolCallback {
    @Override
    default String call(String input) {
      return Bodies.ran("default", input);
    }
  }

  record Tool() implements Body {
    @Override
    public ToolDefinition getToolDefinition() {
      return OwnTool.definition();
    }
  }

  @Override
  public String get() {
    return new Tool().call(OwnTool.INPUT, OwnTool.context());
  }
}
