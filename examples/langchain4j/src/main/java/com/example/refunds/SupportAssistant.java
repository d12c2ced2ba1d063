package com.example.refunds;

import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.UserMessage;

/** The AI service: LangChain4j implements it. */
public interface SupportAssistant {

  String ROLE =
      """
      You are the support desk of a shop for coffee machines. Use the tools to help the customer.
      When a tool call is refused, say so and do not try it again.
      """;

  @SystemMessage(ROLE)
  String chat(@MemoryId String conversation, @UserMessage String message);

  @SystemMessage(ROLE)
  TokenStream stream(@MemoryId String conversation, @UserMessage String message);
}
