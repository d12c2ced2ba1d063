package dev.sallyport.it;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One answer of the model, in the two forms of OpenAI's chat completions API: an object, or server
 * sent events with deltas.
 *
 * @param number makes ids unique
 * @param content the text, or null
 * @param calls the tool calls, or none
 */
record Completion(int number, @Nullable String content, List<ScriptedCall> calls) {

  String asObject() {
    ObjectNode message = Json.object().put("role", "assistant").put("content", content);
    if (!calls.isEmpty()) {
      ArrayNode toolCalls = message.putArray("tool_calls");
      for (int i = 0; i < calls.size(); i++) {
        toolCalls.add(toolCall(i, calls.get(i).arguments()));
      }
    }
    ObjectNode choice = Json.object().put("index", 0).put("finish_reason", finishReason());
    choice.set("message", message);
    ObjectNode completion = envelope("chat.completion");
    completion.putArray("choices").add(choice);
    completion.set("usage", usage());
    return completion.toString();
  }

  String asEvents() {
    StringBuilder events = new StringBuilder();
    event(events, Json.object().put("role", "assistant").put("content", ""), null);
    if (content != null) {
      int half = content.length() / 2;
      event(events, Json.object().put("content", content.substring(0, half)), null);
      event(events, Json.object().put("content", content.substring(half)), null);
    }
    for (int i = 0; i < calls.size(); i++) {
      callEvents(events, i);
    }
    event(events, Json.object(), finishReason());
    ObjectNode last = envelope("chat.completion.chunk");
    last.putArray("choices");
    last.set("usage", usage());
    return events.append("data: ").append(last).append("\n\ndata: [DONE]\n\n").toString();
  }

  /** The arguments come in two pieces, as real models send them in many. */
  private void callEvents(StringBuilder events, int index) {
    String arguments = calls.get(index).arguments();
    int half = arguments.length() / 2;
    ObjectNode first = toolCall(index, arguments.substring(0, half)).put("index", index);
    event(events, delta(first), null);
    ObjectNode rest = Json.object().put("index", index);
    rest.putObject("function").put("arguments", arguments.substring(half));
    event(events, delta(rest), null);
  }

  private static ObjectNode delta(ObjectNode toolCall) {
    ObjectNode delta = Json.object();
    delta.putArray("tool_calls").add(toolCall);
    return delta;
  }

  private void event(StringBuilder events, ObjectNode delta, @Nullable String finishReason) {
    ObjectNode choice = Json.object().put("index", 0).put("finish_reason", finishReason);
    choice.set("delta", delta);
    ObjectNode chunk = envelope("chat.completion.chunk");
    chunk.putArray("choices").add(choice);
    events.append("data: ").append(chunk).append("\n\n");
  }

  private ObjectNode toolCall(int index, String arguments) {
    ObjectNode call =
        Json.object().put("id", "call_" + number + "_" + index).put("type", "function");
    call.putObject("function").put("name", calls.get(index).tool()).put("arguments", arguments);
    return call;
  }

  private ObjectNode envelope(String kind) {
    return Json.object()
        .put("id", "chatcmpl-" + number)
        .put("object", kind)
        .put("created", 1_750_000_000)
        .put("model", "scripted");
  }

  private static ObjectNode usage() {
    return Json.object().put("prompt_tokens", 1).put("completion_tokens", 1).put("total_tokens", 2);
  }

  private String finishReason() {
    return calls.isEmpty() ? "stop" : "tool_calls";
  }
}
