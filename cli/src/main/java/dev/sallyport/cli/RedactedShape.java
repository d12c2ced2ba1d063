package dev.sallyport.cli;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The shape of arguments that a log kept redacted, such as {@code {"to":"string(15)"}}: names,
 * types and sizes.
 */
final class RedactedShape {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MAX_DIGITS = 9;

  private RedactedShape() {}

  /** Arguments with the names and types of a redacted form; null if it is none, or was cut. */
  static @Nullable String standIn(String redacted) {
    Map<String, Object> shape = JsonTree.object(redacted);
    if (shape == null) {
      return null;
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      if (!write(shape, json)) {
        return null;
      }
    }
    return text.toString();
  }

  private static boolean write(Object shape, JsonGenerator json) {
    boolean known = true;
    if (shape instanceof Map<?, ?> members) {
      json.writeStartObject();
      for (Map.Entry<?, ?> member : members.entrySet()) {
        json.writeName(String.valueOf(member.getKey()));
        known &= write(member.getValue(), json);
      }
      json.writeEndObject();
    } else if (shape instanceof List<?> elements) {
      json.writeStartArray();
      for (Object element : elements) {
        known &= write(element, json);
      }
      json.writeEndArray();
    } else {
      known = writeScalar(shape, json);
    }
    return known;
  }

  private static boolean writeScalar(Object shape, JsonGenerator json) {
    if (size(shape, "string") >= 0) {
      json.writeString("x");
    } else if (size(shape, "number") >= 0) {
      json.writeNumber(0);
    } else if (shape.equals("boolean")) {
      json.writeBoolean(true);
    } else {
      json.writeNull();
      return shape == JsonTree.NULL;
    }
    return true;
  }

  /** The number in {@code type(number)}; -1 if {@code shape} is of another type. */
  static int size(Object shape, String type) {
    if (!(shape instanceof String text) || !text.startsWith(type + "(") || !text.endsWith(")")) {
      return -1;
    }
    String digits = text.substring(type.length() + 1, text.length() - 1);
    if (digits.isEmpty() || digits.length() > MAX_DIGITS) {
      return -1;
    }
    for (int at = 0; at < digits.length(); at++) {
      if (digits.charAt(at) < '0' || digits.charAt(at) > '9') {
        return -1;
      }
    }
    return Integer.parseInt(digits);
  }
}
