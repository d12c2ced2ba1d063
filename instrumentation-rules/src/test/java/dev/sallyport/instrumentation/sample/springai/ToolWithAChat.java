package dev.sallyport.instrumentation.sample.springai;

import dev.sallyport.instrumentation.Bodies;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.memory.MessageWindowChatMemory;

/** A tool that holds conversations of its own, streamed and not, with tools of theirs. */
public final class ToolWithAChat extends OwnTool {
  @Override
  public String call(String input) {
    MessageChatMemoryAdvisor memory =
        MessageChatMemoryAdvisor.builder(MessageWindowChatMemory.builder().build()).build();
    return Bodies.ran("outer", input)
        + Conversations.streamed(Conversations.request(""))
        + Conversations.streamed(Conversations.request("inner").advisors(memory));
  }
}
