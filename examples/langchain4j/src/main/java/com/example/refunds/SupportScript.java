package com.example.refunds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * What the scripted model says. Like a model that wants to please, it does whatever the customer
 * asks for, reads what the tools return, does what it is told to there as well, and tells the
 * customer.
 */
final class SupportScript {

  /** One tool call that the model asks for. */
  record Call(String id, String tool, ObjectNode arguments) {}

  /** Either tool calls, or a text (then there are no calls). */
  record Reply(String text, List<Call> calls) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private SupportScript() {}

  /** Answers a chat completions request by what was said since the customer's last message. */
  static Reply answer(JsonNode request) {
    JsonNode messages = request.path("messages");
    int asked = last(messages, "user");
    int called = last(messages, "assistant");
    List<String> sentences = new ArrayList<>();
    List<Call> calls = new ArrayList<>();
    for (int i = asked + 1; i < messages.size(); i++) {
      JsonNode message = messages.get(i);
      if (message.path("role").asText().equals("tool")) {
        String tool = toolName(messages, message.path("tool_call_id").asText());
        String result = plain(text(message.path("content")));
        sentences.add(tellCustomer(tool, result));
        if (i > called) { // What lies before was read and followed already.
          Transcript.modelRead(tool, result);
          calls.addAll(callsThatPageAsksFor(result));
        }
      }
    }
    if (sentences.isEmpty()) {
      calls = toolCalls(asked < 0 ? "" : text(messages.get(asked).path("content")));
    }
    calls.removeIf(call -> !offered(request, call.tool()));
    if (!calls.isEmpty()) {
      return new Reply(null, calls);
    }
    String otherwise = "I can look up orders, send refunds and e-mails, and delete accounts.";
    return new Reply(sentences.isEmpty() ? otherwise : String.join(" ", sentences), calls);
  }

  private static int last(JsonNode messages, String role) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i).path("role").asText().equals(role)) {
        return i;
      }
    }
    return -1;
  }

  /** A model can't tell what it was asked by its customer from what it reads in a tool's result. */
  private static List<Call> callsThatPageAsksFor(String page) {
    int instruction = page.indexOf("Assistant: ");
    String url = instruction < 0 ? null : word(page.substring(instruction), "http://", null);
    return url == null ? List.of() : List.of(fetch(url));
  }

  private static List<Call> toolCalls(String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    String order = word(message, "A-", "A-1001");
    String recipient = wordWith(message, '@');
    String url = word(message, "http://", null);
    List<Call> calls = new ArrayList<>();
    if (lower.contains("refund")) {
      ObjectNode arguments = JSON.createObjectNode().put("orderId", order);
      arguments.put("amount", amount(message)).put("currency", word(message, "USD", "EUR"));
      calls.add(call("issue_refund", arguments));
    }
    if (recipient != null) {
      ObjectNode arguments = JSON.createObjectNode().put("to", recipient);
      arguments.put("subject", "Your request").put("body", "As you asked: C-12, C-77.");
      calls.add(call("send_email", arguments));
    }
    if (lower.contains("delete")) {
      String customer = word(message, "C-", "C-77");
      calls.add(call("delete_customer", JSON.createObjectNode().put("customerId", customer)));
    }
    if (url != null) {
      calls.add(fetch(url));
    }
    if (lower.contains("label")) {
      ObjectNode arguments = JSON.createObjectNode().put("orderId", order);
      calls.add(call("print_label", arguments.put("note", after(message, "note: "))));
    }
    if (calls.isEmpty() && lower.contains("order")) {
      calls.add(call("search_orders", JSON.createObjectNode().put("query", order)));
    }
    return calls;
  }

  private static Call fetch(String url) {
    return call("fetch_page", JSON.createObjectNode().put("url", url));
  }

  private static Call call(String tool, ObjectNode arguments) {
    return new Call("call_" + UUID.randomUUID(), tool, arguments);
  }

  private static boolean offered(JsonNode request, String tool) {
    for (JsonNode entry : request.path("tools")) {
      if (entry.path("function").path("name").asText().equals(tool)) {
        return true;
      }
    }
    return false;
  }

  private static String tellCustomer(String tool, String result) {
    if (!result.contains("refused")) {
      return switch (tool) {
        case "search_orders" -> "I found " + result + ".";
        case "fetch_page" -> "The page says: " + visible(result);
        default -> "Done. " + result;
      };
    }
    int from = result.indexOf('(') + 1;
    int to = result.indexOf(')', from);
    String reference = from > 0 && to > from ? " (" + result.substring(from, to) + ")" : "";
    String wish =
        switch (tool) {
          case "issue_refund" -> "send this refund";
          case "send_email" -> "send this e-mail";
          case "delete_customer" -> "delete this account";
          case "fetch_page" -> "read this page";
          case "print_label" -> "print this label";
          default -> "do this";
        };
    String reason = result.contains("approval") ? "it needs an approval" : "it was refused";
    return "I am sorry, I cannot " + wish + ": " + reason + reference + ".";
  }

  /** What a browser would show of a page. */
  private static String visible(String page) {
    return page.replaceAll("(?s)<!--.*?-->", "").replaceAll("<[^>]*>", "").strip();
  }

  private static String toolName(JsonNode messages, String callId) {
    for (JsonNode message : messages) {
      for (JsonNode call : message.path("tool_calls")) {
        if (call.path("id").asText().equals(callId)) {
          return call.path("function").path("name").asText();
        }
      }
    }
    return "unknown tool";
  }

  /** Content is a string, or a list of parts. */
  private static String text(JsonNode content) {
    if (!content.isArray()) {
      return content.asText();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      text.append(part.path("text").asText());
    }
    return text.toString();
  }

  /** Some clients send a tool's string as JSON, in quotes. */
  private static String plain(String result) {
    try {
      return result.startsWith("\"") ? JSON.readTree(result).asText() : result;
    } catch (IOException notJson) {
      return result;
    }
  }

  private static long amount(String message) {
    for (String word : message.split(" ")) {
      String digits = word.replace(",", "");
      if (!digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return Long.parseLong(digits);
      }
    }
    return 10;
  }

  private static String word(String message, String start, String otherwise) {
    for (String word : message.split(" ")) {
      if (word.startsWith(start)) {
        return withoutPunctuation(word);
      }
    }
    return otherwise;
  }

  private static String after(String message, String start) {
    int at = message.indexOf(start);
    return at < 0 ? "" : message.substring(at + start.length());
  }

  private static String wordWith(String message, char wanted) {
    for (String word : message.split(" ")) {
      if (word.indexOf(wanted) >= 0) {
        return withoutPunctuation(word);
      }
    }
    return null;
  }

  private static String withoutPunctuation(String word) {
    int end = word.length();
    while (end > 0 && ".,;:!?".indexOf(word.charAt(end - 1)) >= 0) {
      end--;
    }
    return word.substring(0, end);
  }
}
