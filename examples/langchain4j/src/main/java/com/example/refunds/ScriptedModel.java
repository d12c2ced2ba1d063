package com.example.refunds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * Stands in for a language model, so that the example runs without a key: an HTTP server on the
 * loopback interface that speaks the OpenAI chat completions protocol, with tool calls and with
 * streaming. What it answers is decided by {@link SupportScript}. It keeps no state: all it knows
 * is in the request, as with the real endpoint.
 */
public final class ScriptedModel implements Closeable {

  private final ObjectMapper json = new ObjectMapper();
  private final HttpServer server;

  private ScriptedModel(HttpServer server) {
    this.server = server;
  }

  /** Starts the server on a free port. */
  public static ScriptedModel start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ScriptedModel model = new ScriptedModel(server);
    ThreadFactory daemons =
        task -> {
          Thread thread = new Thread(task, "scripted-model");
          thread.setDaemon(true);
          return thread;
        };
    server.setExecutor(Executors.newCachedThreadPool(daemons));
    server.createContext("/v1/chat/completions", model::handle);
    server.start();
    return model;
  }

  /** What an OpenAI client takes as its base URL. */
  public String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode request = request(exchange);
      if (!request.path("messages").isArray()) {
        send(exchange, 400, error("the body must be JSON with an array `messages`"));
        return;
      }
      SupportScript.Reply reply = SupportScript.answer(request);
      if (request.path("stream").asBoolean()) {
        stream(exchange, request, reply);
      } else {
        send(exchange, 200, completion(request, reply));
      }
    }
  }

  private JsonNode request(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    try {
      return json.readTree(body);
    } catch (JsonProcessingException e) {
      return json.missingNode();
    }
  }

  private void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = json.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private JsonNode error(String message) {
    ObjectNode body = json.createObjectNode();
    body.putObject("error").put("message", message).put("type", "invalid_request_error");
    return body;
  }

  private JsonNode completion(JsonNode request, SupportScript.Reply reply) {
    ObjectNode body = envelope(request, "chat.completion");
    ObjectNode choice = body.putArray("choices").addObject();
    choice.put("index", 0).put("finish_reason", finishReason(reply));
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    message.put("content", reply.text());
    if (!reply.calls().isEmpty()) {
      ArrayNode calls = message.putArray("tool_calls");
      for (SupportScript.Call call : reply.calls()) {
        ObjectNode entry = calls.addObject().put("id", call.id()).put("type", "function");
        entry
            .putObject("function")
            .put("name", call.tool())
            .put("arguments", call.arguments().toString());
      }
    }
    body.set("usage", usage());
    return body;
  }

  /** Server-sent events, as the real endpoint sends them: text and arguments arrive in pieces. */
  private void stream(HttpExchange exchange, JsonNode request, SupportScript.Reply reply)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    ObjectNode role = json.createObjectNode().put("role", "assistant");
    event(out, chunk(request, role, null));
    for (String word : words(reply.text())) {
      event(out, chunk(request, json.createObjectNode().put("content", word), null));
    }
    for (int i = 0; i < reply.calls().size(); i++) {
      streamCall(out, request, i, reply.calls().get(i));
    }
    event(out, chunk(request, json.createObjectNode(), finishReason(reply)));
    if (request.path("stream_options").path("include_usage").asBoolean()) {
      ObjectNode last = envelope(request, "chat.completion.chunk");
      last.putArray("choices");
      last.set("usage", usage());
      event(out, last);
    }
    out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
  }

  private void streamCall(OutputStream out, JsonNode request, int index, SupportScript.Call call)
      throws IOException {
    String arguments = call.arguments().toString();
    int half = arguments.length() / 2;
    ObjectNode first = json.createObjectNode();
    ObjectNode opening = first.putArray("tool_calls").addObject().put("index", index);
    opening.put("id", call.id()).put("type", "function");
    opening.putObject("function").put("name", call.tool()).put("arguments", "");
    event(out, chunk(request, first, null));
    for (String part : List.of(arguments.substring(0, half), arguments.substring(half))) {
      ObjectNode delta = json.createObjectNode();
      ObjectNode entry = delta.putArray("tool_calls").addObject().put("index", index);
      entry.putObject("function").put("arguments", part);
      event(out, chunk(request, delta, null));
    }
  }

  private JsonNode chunk(JsonNode request, ObjectNode delta, String finishReason) {
    ObjectNode body = envelope(request, "chat.completion.chunk");
    ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
    choice.set("delta", delta);
    choice.put("finish_reason", finishReason);
    return body;
  }

  private void event(OutputStream out, JsonNode data) throws IOException {
    out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private ObjectNode envelope(JsonNode request, String object) {
    ObjectNode body = json.createObjectNode();
    body.put("id", "chatcmpl-scripted").put("object", object);
    body.put("created", System.currentTimeMillis() / 1000);
    body.put("model", request.path("model").asText());
    return body;
  }

  private ObjectNode usage() {
    ObjectNode usage = json.createObjectNode();
    return usage.put("prompt_tokens", 0).put("completion_tokens", 0).put("total_tokens", 0);
  }

  private static String finishReason(SupportScript.Reply reply) {
    return reply.calls().isEmpty() ? "stop" : "tool_calls";
  }

  /** The text in pieces that end after each space. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int from = 0;
    while (text != null && from < text.length()) {
      int space = text.indexOf(' ', from);
      int to = space < 0 ? text.length() : space + 1;
      words.add(text.substring(from, to));
      from = to;
    }
    return words;
  }
}
