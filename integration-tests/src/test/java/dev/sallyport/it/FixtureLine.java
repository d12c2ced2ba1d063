package dev.sallyport.it;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a fixture says about one shape that it ran.
 *
 * @param shape the shape as it was asked for
 * @param tool the name of its tool; tools called by that one are named {@code TOOL-inner}
 * @param ran how many tool bodies ran
 * @param executed the arguments that they ran with: the text, or {@code path|amount} as coerced
 * @param answer what the application got in the end, or null
 * @param error what ended the conversation, or null
 * @param whenAllowed how many tool bodies run if all calls are allowed
 * @param whenRefused how many calls are attempted if all are refused
 * @param agent the AI agent that the log must name, or null
 * @param session the session that the log must name, or null if the shape leaves it open
 */
record FixtureLine(
    String shape,
    String tool,
    int ran,
    List<String> executed,
    @Nullable String answer,
    @Nullable String error,
    int whenAllowed,
    int whenRefused,
    @Nullable String agent,
    @Nullable String session) {

  static FixtureLine parse(String line) {
    JsonNode json = Json.read(line);
    List<String> executed = new ArrayList<>();
    json.required("executed").forEach(arguments -> executed.add(arguments.asString()));
    return new FixtureLine(
        json.required("shape").asString(),
        json.required("tool").asString(),
        json.required("ran").asInt(),
        List.copyOf(executed),
        json.required("answer").asString(null),
        json.required("error").asString(null),
        json.required("whenAllowed").asInt(),
        json.required("whenRefused").asInt(),
        json.required("agent").asString(null),
        json.required("session").asString(null));
  }

  /** Whether a record of a tool of this name is about this shape. */
  boolean isAbout(@Nullable String recordedTool) {
    return tool.equals(recordedTool) || (tool + "-inner").equals(recordedTool);
  }

  String answerOrEmpty() {
    return answer == null ? "" : answer;
  }
}
