package dev.sallyport.instrumentation.sample.springai;

import dev.sallyport.instrumentation.Bodies;
import java.util.function.Supplier;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;

/** A tool whose body is in a class that does not know that it is one. */
public final class InheritedBody implements Supplier<String> {
  static class Body {
    public String call(String input) {
      return Bodies.ran("inherited", input);
    }
  }

  static final class Tool extends Body implements ToolCallback {
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
