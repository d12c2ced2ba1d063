package dev.sallyport.instrumentation.sample.springai;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ToolContext;

/** Overrides what it inherits, and hands the same input on. */
public final class OverridingTool extends OwnTool {
  @Override
  public String call(String input) {
    return super.call(input);
  }

  @Override
  public String call(String input, @Nullable ToolContext context) {
    return super.call(input, context);
  }
}
