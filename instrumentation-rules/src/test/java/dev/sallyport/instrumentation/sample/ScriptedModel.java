package dev.sallyport.instrumentation.sample;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.ArrayList;
import java.util.List;

/** Calls each of its tools once, then repeats what they said. Streams on a thread of its own. */
final class ScriptedModel implements ChatModel {
  private final List<String> tools;

  ScriptedModel(String... tools) {
    this.tools = List.of(tools);
  }

  /** The same model, streaming. */
  StreamingChatModel streaming() {
    return new StreamingChatModel() {
      @Override
      public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        Thread thread = new Thread(() -> stream(request, handler), "http client");
        thread.start();
      }
    };
  }

  @Override
  public ChatResponse doChat(ChatRequest request) {
    return ChatResponse.builder().aiMessage(answer(request.messages())).build();
  }

  private void stream(ChatRequest request, StreamingChatResponseHandler handler) {
    AiMessage answer = answer(request.messages());
    int index = 0;
    for (ToolExecutionRequest call : answer.toolExecutionRequests()) {
      handler.onCompleteToolCall(new CompleteToolCall(index++, call));
    }
    handler.onCompleteResponse(ChatResponse.builder().aiMessage(answer).build());
  }

  private AiMessage answer(List<ChatMessage> messages) {
    List<String> results = new ArrayList<>();
    for (ChatMessage message : messages) {
      if (message instanceof ToolExecutionResultMessage result) {
        results.add(result.text());
      }
    }
    if (!results.isEmpty()) {
      return AiMessage.from("model read " + results);
    }
    List<ToolExecutionRequest> calls = new ArrayList<>();
    for (String tool : tools) {
      calls.add(ToolExecutionRequest.builder().id(tool).name(tool).arguments("{}").build());
    }
    return AiMessage.from(calls);
  }
}
