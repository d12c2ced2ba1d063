package dev.sallyport.engine.arguments;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.json.JsonFactory;

/**
 * The shape of arguments as a parser of somebody else's tells it: what {@link ArgumentShape} must
 * say.
 */
final class JacksonShape {
  private static final JsonFactory JSON = new JsonFactory();

  private final StringBuilder shape = new StringBuilder();
  private int depth;

  private JacksonShape() {}

  static String of(String arguments) {
    if (arguments.isBlank()) {
      return "{}";
    }
    JacksonShape made = new JacksonShape();
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), arguments)) {
      if (made.write(parser)) {
        return made.shape.toString();
      }
    } catch (JacksonException e) {
      // no JSON
    }
    return "\"invalid(" + arguments.length() + ")\"";
  }

  /** False if a second value follows the outermost one, which the parser would read as well. */
  private boolean write(JsonParser parser) {
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (depth == 0 && shape.length() > 0) {
        return false;
      }
      if (shape.length() > ArgumentShape.MAX_CHARACTERS) {
        shape.append("...");
        return true;
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      separate(token);
      append(token, parser);
    }
    return true;
  }

  private void separate(JsonToken token) {
    if (shape.length() == 0 || token.isStructEnd()) {
      return;
    }
    char last = shape.charAt(shape.length() - 1);
    if (last != '{' && last != '[' && last != ':') {
      shape.append(',');
    }
  }

  private void append(JsonToken token, JsonParser parser) {
    switch (token) {
      case PROPERTY_NAME -> {
        shape.append('"');
        JsonStringEncoder.getInstance().quoteAsString(parser.currentName(), shape);
        shape.append("\":");
      }
      case VALUE_STRING -> appendSized("string", parser);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> appendSized("number", parser);
      case VALUE_TRUE, VALUE_FALSE -> shape.append("\"boolean\"");
      default -> shape.append(token.asString());
    }
  }

  private void appendSized(String type, JsonParser parser) {
    shape.append('"').append(type).append('(').append(parser.getStringLength()).append(")\"");
  }
}
