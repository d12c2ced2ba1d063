package dev.sallyport.cli.export;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** The members of a JSON object as texts. */
final class JsonFields {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private JsonFields() {}

  /** Texts without their quotes, other values as JSON, null as the empty text. */
  static Map<String, String> of(String json) {
    Map<String, String> fields = new LinkedHashMap<>();
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        fields.put(name, text(parser, parser.nextToken()));
      }
    }
    return fields;
  }

  private static String text(JsonParser parser, JsonToken token) {
    return switch (token) {
      case VALUE_NULL -> "";
      case START_OBJECT, START_ARRAY -> structure(parser);
      default -> parser.getString();
    };
  }

  private static String structure(JsonParser parser) {
    StringWriter text = new StringWriter();
    try (JsonGenerator copy = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      copy.copyCurrentStructure(parser);
    }
    return text.toString();
  }

  /** A generator into {@code text} that writes ASCII only. */
  static JsonGenerator generator(StringWriter text) {
    return JSON.createGenerator(ObjectWriteContext.empty(), text);
  }
}
