package dev.sallyport.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a call's arguments as RFC 8259 JSON and refuses whatever two readers could understand
 * differently: duplicate keys, trailing text, unpaired surrogates, numbers outside a double's
 * range.
 */
final class ArgumentReader {
  /** More decimal places than a number of allowed length can have without a wild exponent. */
  private static final int MAX_SCALE = EngineLimits.NUMBER_CHARACTERS + 400;

  private final EngineLimits limits;

  ArgumentReader(EngineLimits limits) {
    this.limits = limits;
  }

  /**
   * Reads arguments into immutable maps and lists.
   *
   * @param json null or blank for no arguments
   */
  Map<String, Object> read(@Nullable String json) throws ArgumentException {
    if (json == null || isBlank(json)) {
      return Map.of();
    }
    if (json.length() > limits.argumentCharacters()) {
      String wanted = " characters, wanted at most " + limits.argumentCharacters();
      throw new ArgumentException("got " + json.length() + wanted);
    }
    try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), json)) {
      return new Reading(parser, limits).document();
    } catch (JacksonException e) {
      throw unreadable(e);
    }
  }

  private static ArgumentException unreadable(JacksonException e) {
    TokenStreamLocation location = e.getLocation(); // null when a limit of Jackson's is hit
    String where = location == null ? "" : " at offset " + location.getCharOffset();
    String why = Quoted.message(String.valueOf(e.getOriginalMessage()));
    return new ArgumentException("not acceptable JSON" + where + ": " + why);
  }

  /** The white space of RFC 8259, no other. */
  private static boolean isBlank(String json) {
    for (int at = 0; at < json.length(); at++) {
      if (" \t\r\n".indexOf(json.charAt(at)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static String kind(@Nullable JsonToken token) {
    if (token == null) {
      return "nothing";
    }
    switch (token) {
      case START_ARRAY:
        return "an array";
      case VALUE_STRING:
        return "a string";
      case VALUE_NUMBER_INT:
      case VALUE_NUMBER_FLOAT:
        return "a number";
      case VALUE_TRUE:
      case VALUE_FALSE:
        return "a boolean";
      case VALUE_NULL:
        return "null";
      default:
        return Quoted.of(token.name());
    }
  }

  /** One reading. */
  private static final class Reading {
    private final JsonParser parser;
    private final EngineLimits limits;
    private int values;

    Reading(JsonParser parser, EngineLimits limits) {
      this.parser = parser;
      this.limits = limits;
    }

    private Map<String, Object> document() throws ArgumentException {
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_OBJECT) {
        throw new ArgumentException("got " + kind(first) + ", wanted a JSON object");
      }
      Map<String, Object> root = object(1);
      if (parser.nextToken() != null) {
        throw problem("got more text after the object");
      }
      return root;
    }

    private Object value(JsonToken token, int depth) throws ArgumentException {
      if (++values > limits.argumentValues()) {
        throw new ArgumentException("got more than " + limits.argumentValues() + " values");
      }
      switch (token) {
        case START_OBJECT:
          return object(depth + 1);
        case START_ARRAY:
          return array(depth + 1);
        case VALUE_STRING:
          return wellFormed(parser.getString());
        case VALUE_NUMBER_INT:
        case VALUE_NUMBER_FLOAT:
          return number(parser.getString());
        case VALUE_TRUE:
          return Boolean.TRUE;
        case VALUE_FALSE:
          return Boolean.FALSE;
        case VALUE_NULL:
          return NoValue.NULL;
        default:
          throw problem("got " + kind(token) + ", wanted a JSON value");
      }
    }

    private Map<String, Object> object(int depth) throws ArgumentException {
      checkDepth(depth);
      Map<String, Object> members = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String key = wellFormed(parser.currentName());
        if (members.containsKey(key)) {
          throw problem("duplicate key " + Quoted.of(key));
        }
        members.put(key, value(parser.nextToken(), depth));
      }
      return Collections.unmodifiableMap(members);
    }

    private List<Object> array(int depth) throws ArgumentException {
      checkDepth(depth);
      List<Object> elements = new ArrayList<>();
      JsonToken token = parser.nextToken();
      while (token != JsonToken.END_ARRAY) {
        elements.add(value(token, depth));
        token = parser.nextToken();
      }
      return Collections.unmodifiableList(elements);
    }

    private void checkDepth(int depth) throws ArgumentException {
      if (depth > limits.argumentDepth()) {
        throw problem("got deeper nesting than " + limits.argumentDepth() + " levels");
      }
    }

    /** Checks the exponent before any arithmetic: 1e999999999 must cost nothing. */
    private BigDecimal number(String digits) throws ArgumentException {
      BigDecimal number;
      try {
        number = new BigDecimal(digits);
      } catch (NumberFormatException e) {
        throw problem("got the number " + Quoted.of(digits) + " with too wide an exponent");
      }
      boolean wild = number.scale() > MAX_SCALE || number.scale() < -MAX_SCALE;
      double nearest = wild ? 0 : number.doubleValue();
      if (wild || Double.isInfinite(nearest) || nearest == 0 && number.signum() != 0) {
        throw problem("got the number " + Quoted.of(digits) + ", which no double can hold");
      }
      return number;
    }

    private String wellFormed(String text) throws ArgumentException {
      for (int at = 0; at < text.length(); at++) {
        if (Character.isSurrogate(text.charAt(at))) {
          boolean pair =
              at + 1 < text.length()
                  && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
          if (!pair) {
            throw problem("got an unpaired surrogate in a text");
          }
          at++;
        }
      }
      return text;
    }

    private ArgumentException problem(String message) {
      return new ArgumentException(
          message + " at offset " + parser.currentTokenLocation().getCharOffset());
    }
  }

  /** Loaded by the first call that has arguments: parsing a policy needs no Jackson. */
  private static final class Json {
    static final JsonFactory FACTORY =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(EngineLimits.NUMBER_CHARACTERS)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            // A table of names that a model chose would only grow.
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .build();

    private Json() {}
  }
}
