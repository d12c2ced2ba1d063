package dev.sallyport.instrumentation.forked;

import dev.langchain4j.service.tool.ToolExecutor;
import org.jspecify.annotations.Nullable;

/** Creates a lambda executor when it is run. */
public final class LambdaBeforePremain implements Runnable {
  static @Nullable ToolExecutor executor;

  /** Created by name. */
  public LambdaBeforePremain() {}

  @Override
  public void run() {
    executor = (request, memory) -> "ran";
  }
}
