package dev.sallyport.instrumentation.sample.springai;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import reactor.core.publisher.Flux;

/** One conversation that is streamed, one that is not, and one call outside of any. */
public final class Conversations implements Supplier<String> {
  /** Calls the tool, then says what it returned. */
  static final class Model implements ChatModel {
    @Override
    public ChatOptions getOptions() {
      return ToolCallingChatOptions.builder().build();
    }

    @Override
    public ChatResponse call(Prompt prompt) {
      return new ChatResponse(List.of(new Generation(answer(prompt))));
    }

    @Override
    public Flux<ChatResponse> stream(Prompt prompt) {
      return Flux.just(call(prompt));
    }

    private static AssistantMessage answer(Prompt prompt) {
      List<?> messages = prompt.getInstructions();
      if (messages.get(messages.size() - 1) instanceof ToolResponseMessage result) {
        return new AssistantMessage(result.getResponses().get(0).responseData());
      }
      return AssistantMessage.builder()
          .content("")
          .properties(Map.of())
          .toolCalls(
              List.of(new AssistantMessage.ToolCall("1", "function", "danger", OwnTool.INPUT)))
          .build();
    }
  }

  static ChatClient.ChatClientRequestSpec request(String session) {
    ChatClient.ChatClientRequestSpec request =
        ChatClient.create(new Model()).prompt("go").tools(new OwnTool());
    return session.isEmpty()
        ? request
        : request.advisors(a -> a.param("chat_memory_conversation_id", session));
  }

  static String streamed(ChatClient.ChatClientRequestSpec request) {
    return String.valueOf(request.stream().content().collect(Collectors.joining()).block());
  }

  @Override
  public String get() {
    return streamed(request("streamed"))
        + " | "
        + request("called").call().content()
        + " | "
        + streamed(request(""))
        + " | "
        + request("").call().content();
  }
}
