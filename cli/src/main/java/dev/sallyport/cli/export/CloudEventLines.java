package dev.sallyport.cli.export;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * CloudEvents 1.0 in their JSON format, one a line: source and id name the leaf, the data is the
 * whole record.
 */
public final class CloudEventLines implements RecordLine {
  private static final String TYPE = "dev.sallyport.audit.";
  private static final String UNRESERVED = "-._~/:@!$&()*,;=";

  /** Makes events. */
  public CloudEventLines() {}

  @Override
  public String line(String json, Place place) {
    Map<String, String> fields = JsonFields.of(json);
    StringWriter text = new StringWriter();
    try (JsonGenerator event = JsonFields.generator(text)) {
      event.writeStartObject();
      event.writeStringProperty("specversion", "1.0");
      event.writeStringProperty("id", place.id());
      event.writeStringProperty("source", uriReference(place.source()));
      event.writeStringProperty("type", TYPE + fields.getOrDefault("kind", ""));
      optional(event, "time", fields.get("time"));
      optional(event, "subject", fields.get("decision_id"));
      event.writeStringProperty("datacontenttype", "application/json");
      event.writeName("data");
      event.writeRawValue(json);
      event.writeEndObject();
    }
    return text.append('\n').toString();
  }

  private static void optional(JsonGenerator event, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      event.writeStringProperty(name, value);
    }
  }

  /** The name of a log may hold what a URI can't. */
  private static String uriReference(String source) {
    StringBuilder uri = new StringBuilder();
    for (byte octet : source.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xFF);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (letter || UNRESERVED.indexOf(c) >= 0) {
        uri.append(c);
      } else {
        uri.append('%')
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      }
    }
    return uri.toString();
  }
}
