package dev.sallyport.instrumentation.springai;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;

/** Calls a tool callback with and without a tool context. */
public final class SpringAiProbe implements Function<String, Integer> {
  private static final String RAN = "ran";

  /** For the self check. */
  public SpringAiProbe() {}

  @Override
  public Integer apply(String tool) {
    ToolCallback callback = new Body(tool);
    refused("ToolCallback.call(String)", callback.call("{}"));
    refused("ToolCallback's default call(String, ToolContext)", callback.call("{}", null));
    ToolCallback own = new BodyWithContext(tool);
    refused("ToolCallback.call(String, ToolContext)", own.call("{}", null));
    return 3;
  }

  private static void refused(String joinPoint, String result) {
    if (RAN.equals(result)) {
      throw new IllegalStateException(joinPoint + " let a call through");
    }
  }

  /** One that takes the context itself, so that nothing else stands before its body. */
  public static final class BodyWithContext implements ToolCallback {
    private final ToolDefinition definition;

    BodyWithContext(String tool) {
      definition = definition(tool);
    }

    @Override
    public ToolDefinition getToolDefinition() {
      return definition;
    }

    @Override
    public String call(String toolInput) {
      return call(toolInput, null);
    }

    @Override
    public String call(String toolInput, @Nullable ToolContext toolContext) {
      return RAN;
    }
  }

  private static ToolDefinition definition(String tool) {
    return ToolDefinition.builder().name(tool).description("self check").inputSchema("{}").build();
  }

  /** A tool callback as applications write them. */
  public static final class Body implements ToolCallback {
    private final ToolDefinition definition;

    Body(String tool) {
      definition = definition(tool);
    }

    @Override
    public ToolDefinition getToolDefinition() {
      return definition;
    }

    @Override
    public String call(String toolInput) {
      return RAN;
    }
  }
}
