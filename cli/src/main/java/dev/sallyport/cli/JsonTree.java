package dev.sallyport.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads recorded JSON into maps, lists, texts, numbers, booleans and {@link #NULL}. */
final class JsonTree {
  /** JSON's null. */
  static final Object NULL =
      new Object() {
        @Override
        public String toString() {
          return "null";
        }
      };

  /** As deep as the engine takes arguments, and some more. */
  private static final int MAX_DEPTH = 200;

  /** A number's notation must not make a short text a long one. */
  private static final int MAX_SCALE = 1_000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private JsonTree() {}

  /** The members of a JSON object; null if {@code json} is anything else. Blank is empty. */
  static @Nullable Map<String, Object> object(String json) {
    if (json.isBlank()) {
      return Map.of();
    }
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      Map<String, Object> members = members(parser);
      return parser.nextToken() == null ? members : null;
    } catch (JacksonException | ArithmeticException | NumberFormatException e) {
      return null;
    }
  }

  private static Map<String, Object> members(JsonParser parser) {
    Map<String, Object> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      members.put(name, value(parser, parser.nextToken()));
    }
    return members;
  }

  private static Object value(JsonParser parser, JsonToken token) {
    return switch (token) {
      case START_OBJECT -> members(parser);
      case START_ARRAY -> elements(parser);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString());
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NULL -> NULL;
      default -> parser.getString();
    };
  }

  private static List<Object> elements(JsonParser parser) {
    List<Object> elements = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      elements.add(value(parser, token));
    }
    return elements;
  }

  private static BigDecimal number(String digits) {
    BigDecimal number = new BigDecimal(digits);
    if (Math.abs((long) number.scale()) > MAX_SCALE) {
      throw new ArithmeticException("the exponent of a number is out of range");
    }
    return number;
  }
}
