package dev.sallyport.instrumentation.sample;

import dev.langchain4j.agent.tool.ToolExecutionRequest;

/** The request that every sample makes. */
public final class Requests {
  private Requests() {}

  /** A call of the tool {@code danger}. */
  public static ToolExecutionRequest danger() {
    return ToolExecutionRequest.builder()
        .id("call_1")
        .name("danger")
        .arguments("{\"x\":\"a\"}")
        .build();
  }
}
