package dev.sallyport.instrumentation.sample;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.sallyport.instrumentation.Bodies;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** An AI service whose tool asks a second one, which streams and runs two tools concurrently. */
public final class NestedServices implements Supplier<String> {
  interface Outer {
    String ask(String question);
  }

  interface Inner {
    TokenStream ask(String question);
  }

  @Override
  public String get() {
    Outer outer =
        AiServices.builder(Outer.class)
            .chatModel(new ScriptedModel("delegate"))
            .tools(Map.of(tool("delegate"), (request, memory) -> askInner()))
            .build();
    return outer.ask("?");
  }

  private static String askInner() {
    ToolExecutor executor = (request, memory) -> Bodies.ran(request.name(), request.arguments());
    Inner inner =
        AiServices.builder(Inner.class)
            .streamingChatModel(new ScriptedModel("one", "two").streaming())
            .tools(Map.of(tool("one"), executor, tool("two"), executor))
            .executeToolsConcurrently()
            .build();
    CompletableFuture<String> answer = new CompletableFuture<>();
    inner
        .ask("?")
        .onPartialResponse(part -> {})
        .onCompleteResponse(response -> answer.complete(response.aiMessage().text()))
        .onError(answer::completeExceptionally)
        .start();
    return answer.orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static ToolSpecification tool(String name) {
    return ToolSpecification.builder().name(name).build();
  }
}
