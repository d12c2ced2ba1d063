package dev.sallyport.instrumentation.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.service.tool.ToolExecutor;
import java.util.function.Function;

/**
 * Calls a tool through a call site, behind which a lambda hides the body from every transformer,
 * and through the body of an executor class. Uses only what all supported versions have.
 */
public final class LangChain4jProbe implements Function<String, Integer> {
  private static final String RAN = "ran";

  /** For the self check. */
  public LangChain4jProbe() {}

  @Override
  public Integer apply(String tool) {
    ToolExecutor lambda = (request, memoryId) -> RAN;
    refused("a call of ToolExecutor.execute", lambda.execute(request(tool), null));
    refused("a ToolExecutor's own execute", callBody(request(tool)));
    return 2;
  }

  private static ToolExecutionRequest request(String tool) {
    return ToolExecutionRequest.builder().id("self-check").name(tool).arguments("{}").build();
  }

  /** By reflection, for a plain call would be guarded at its call site already. */
  private static Object callBody(ToolExecutionRequest request) {
    try {
      return Body.class
          .getMethod("execute", ToolExecutionRequest.class, Object.class)
          .invoke(new Body(), request, null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the probe could not be called: " + e, e);
    }
  }

  private static void refused(String joinPoint, Object result) {
    if (RAN.equals(result)) {
      throw new IllegalStateException(joinPoint + " let a call through");
    }
  }

  /** An executor class as applications write them. */
  public static final class Body implements ToolExecutor {
    /** For the probe. */
    public Body() {}

    @Override
    public String execute(ToolExecutionRequest request, Object memoryId) {
      return RAN;
    }
  }
}
