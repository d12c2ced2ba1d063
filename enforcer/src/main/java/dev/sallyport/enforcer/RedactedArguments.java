package dev.sallyport.enforcer;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.json.JsonFactory;

/**
 * The shape of a call's arguments without their values: names, types and sizes, as JSON. {@code
 * {"to":"ann@example.com","amount":50}} becomes {@code {"to":"string(15)","amount":"number(2)"}}.
 * Thread-safe.
 */
final class RedactedArguments {
  /** Longer shapes are cut; far more than an incident reviewer reads. */
  static final int MAX_CHARS = 4096;

  private static final JsonFactory JSON = new JsonFactory();

  private RedactedArguments() {}

  /** The shape of {@code arguments}; {@code "invalid(n)"} with its length if it is not JSON. */
  static String of(@Nullable String arguments) {
    if (arguments == null || arguments.isBlank()) {
      return "{}";
    }
    StringBuilder shape = new StringBuilder(Math.min(MAX_CHARS, arguments.length() + 32));
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), arguments)) {
      write(parser, shape);
    } catch (JacksonException e) {
      return "\"invalid(" + arguments.length() + ")\"";
    }
    return shape.toString();
  }

  private static void write(JsonParser parser, StringBuilder shape) {
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (shape.length() > MAX_CHARS) {
        shape.append("...");
        return;
      }
      separate(token, shape);
      append(token, parser, shape);
    }
  }

  private static void separate(JsonToken token, StringBuilder shape) {
    if (shape.length() == 0 || token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
      return;
    }
    char last = shape.charAt(shape.length() - 1);
    if (last != '{' && last != '[' && last != ':') {
      shape.append(',');
    }
  }

  private static void append(JsonToken token, JsonParser parser, StringBuilder shape) {
    switch (token) {
      case PROPERTY_NAME -> {
        shape.append('"');
        JsonStringEncoder.getInstance().quoteAsString(parser.currentName(), shape);
        shape.append("\":");
      }
      case VALUE_STRING -> appendSized("string", parser, shape);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> appendSized("number", parser, shape);
      case VALUE_TRUE, VALUE_FALSE -> shape.append("\"boolean\"");
      default -> shape.append(token.asString());
    }
  }

  private static void appendSized(String type, JsonParser parser, StringBuilder shape) {
    shape.append('"').append(type).append('(').append(parser.getStringLength()).append(")\"");
  }
}
