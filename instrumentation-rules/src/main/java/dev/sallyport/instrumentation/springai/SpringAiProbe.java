package dev.sallyport.instrumentation.springai;

import java.util.function.Function;
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
    refused("ToolCallback.call(String, ToolContext)", callback.call("{}", null));
    return 2;
  }

  private static void refused(String joinPoint, String result) {
    if (RAN.equals(result)) {
      throw new IllegalStateException(joinPoint + " let a call through");
    }
  }

  /** A tool callback as applications write them. */
  public static final class Body implements ToolCallback {
    private final ToolDefinition definition;

    Body(String tool) {
      definition =
          ToolDefinition.builder().name(tool).description("self check").inputSchema("{}").build();
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
