package com.example.refunds;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;

/** The service's HTTP interface. */
@RestController
public class ChatController {

  /** What a customer says in a conversation; who sends the same name again goes on with it. */
  public record Question(String conversation, String message) {}

  /** An answer, or a part of one where it is streamed. */
  public record Answer(String text) {}

  private static final String ROLE =
      """
      You are the support desk of a shop for coffee machines. Use the tools to help the customer.
      When a tool call is refused, say so and do not try it again.
      """;

  private final ChatClient chatClient;
  private final Ledger ledger;

  public ChatController(
      ChatClient.Builder chatClient, ChatMemory memory, RefundTools tools, Ledger ledger) {
    this.chatClient =
        chatClient
            .defaultSystem(ROLE)
            .defaultTools(tools)
            .defaultAdvisors(MessageChatMemoryAdvisor.builder(memory).build())
            .build();
    this.ledger = ledger;
  }

  @PostMapping("/chat")
  public Answer chat(@RequestBody Question question) {
    return new Answer(prompt(question).call().content());
  }

  @PostMapping(path = "/chat/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  public Flux<Answer> stream(@RequestBody Question question) {
    return prompt(question).stream().content().map(Answer::new);
  }

  /** What the tools really did so far. */
  @GetMapping(path = "/ledger", produces = MediaType.TEXT_PLAIN_VALUE)
  public String ledger() {
    return ledger.report() + "\n";
  }

  private ChatClient.ChatClientRequestSpec prompt(Question question) {
    if (question.conversation() == null || question.message() == null) {
      throw new ResponseStatusException(
          HttpStatus.BAD_REQUEST, "`conversation` and `message` must be given");
    }
    return chatClient
        .prompt()
        .user(question.message())
        .advisors(spec -> spec.param(ChatMemory.CONVERSATION_ID, question.conversation()));
  }
}
