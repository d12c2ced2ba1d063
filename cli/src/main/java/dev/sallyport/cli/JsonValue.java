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
import tools.jackson.core.json.JsonFactory;

/** JSON texts that mean the same: white space, order of members and notation of numbers aside. */
final class JsonValue {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** Stands for JSON's null, so that null can mean "no value". */
  private static final Object NULL = new Object();

  private JsonValue() {}

  /** Whether two texts are JSON and mean the same, or are the same text. */
  static boolean same(String left, String right) {
    if (left.equals(right)) {
      return true;
    }
    Object value = read(left);
    return value != null && value.equals(read(right));
  }

  private static @Nullable Object read(String json) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      Object value = value(parser, parser.nextToken());
      return parser.nextToken() == null ? value : null;
    } catch (JacksonException | ArithmeticException e) {
      return null;
    }
  }

  /** Jackson bounds the depth. */
  private static @Nullable Object value(JsonParser parser, @Nullable JsonToken token) {
    if (token == JsonToken.START_OBJECT) {
      Map<String, Object> members = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        Object member = value(parser, parser.nextToken());
        if (member == null || members.put(name, member) != null) {
          return null;
        }
      }
      return members;
    }
    if (token == JsonToken.START_ARRAY) {
      List<@Nullable Object> elements = new ArrayList<>();
      JsonToken next = parser.nextToken();
      while (next != JsonToken.END_ARRAY && next != null) {
        elements.add(value(parser, next));
        next = parser.nextToken();
      }
      return elements;
    }
    return scalar(parser, token);
  }

  private static @Nullable Object scalar(JsonParser parser, @Nullable JsonToken token) {
    if (token == JsonToken.VALUE_STRING) {
      return parser.getString();
    }
    if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
      return new BigDecimal(parser.getString()).stripTrailingZeros();
    }
    if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return token == JsonToken.VALUE_TRUE;
    }
    return token == JsonToken.VALUE_NULL ? NULL : null;
  }
}
