package dev.sallyport.instrumentation.sample.springai;

import dev.sallyport.instrumentation.Bodies;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;

/** A tool with only what a tool must have, called as the framework does. */
public class OwnTool implements ToolCallback, Supplier<String> {
  static final String INPUT = "{\"x\":\"a\"}";

  static ToolDefinition definition() {
    return ToolDefinition.builder().name("danger").description("").inputSchema("{}").build();
  }

  static ToolContext context() {
    return new ToolContext(Map.of("chat_memory_conversation_id", "session-1"));
  }

  @Override
  public ToolDefinition getToolDefinition() {
    return definition();
  }

  @Override
  public String call(String input) {
    return Bodies.ran("own", input);
  }

  @Override
  public String get() {
    return call(INPUT, context());
  }
}
