package dev.sallyport.instrumentation.sample.springai;

import org.springframework.ai.tool.definition.ToolDefinition;

/** A tool that fails when it is asked for its name. */
public final class NamelessTool extends OwnTool {
  @Override
  public ToolDefinition getToolDefinition() {
    throw new IllegalStateException("no name");
  }
}
