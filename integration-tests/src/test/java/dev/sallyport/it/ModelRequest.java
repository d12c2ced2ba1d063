package dev.sallyport.it;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** One request that the model got: what it saw. */
record ModelRequest(JsonNode body) {

  boolean streaming() {
    return body.path("stream").asBoolean(false);
  }

  /** The last thing that the user said. */
  String lastUserText() {
    String text = "";
    for (JsonNode message : body.path("messages")) {
      if (message.path("role").asString("").equals("user")) {
        text = textOf(message.path("content"));
      }
    }
    return text;
  }

  /** The tool results after the model's last turn, in order; empty if the user spoke last. */
  List<String> newToolResults() {
    List<String> results = new ArrayList<>();
    for (JsonNode message : body.path("messages")) {
      if (message.path("role").asString("").equals("tool")) {
        results.add(textOf(message.path("content")));
      } else {
        results.clear();
      }
    }
    return results;
  }

  /** The names of the tools on offer. */
  List<String> offeredTools() {
    List<String> names = new ArrayList<>();
    for (JsonNode tool : body.path("tools")) {
      names.add(tool.path("function").path("name").asString(""));
    }
    return names;
  }

  private static String textOf(JsonNode content) {
    if (!content.isArray()) {
      return content.asString("");
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      text.append(part.path("text").asString(""));
    }
    return text.toString();
  }
}
