package dev.sallyport.engine;

import java.util.List;
import java.util.Map;

/** Writes JSON values in the form that {@link ArgumentReader} makes of them. */
final class ArgumentWriter {
  private final StringBuilder out = new StringBuilder();

  private ArgumentWriter() {}

  static String write(Object value) {
    ArgumentWriter writer = new ArgumentWriter();
    writer.value(value);
    return writer.out.toString();
  }

  private void value(Object value) {
    if (value instanceof String text) {
      text(text);
    } else if (value instanceof Map<?, ?> map) {
      object(map);
    } else if (value instanceof List<?> list) {
      array(list);
    } else if (value == NoValue.NULL) {
      out.append("null");
    } else {
      out.append(value); // a BigDecimal or a Boolean, whose notation is JSON's
    }
  }

  private void object(Map<?, ?> map) {
    out.append('{');
    boolean first = true;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!first) {
        out.append(',');
      }
      first = false;
      text((String) entry.getKey());
      out.append(':');
      value(entry.getValue());
    }
    out.append('}');
  }

  private void array(List<?> list) {
    out.append('[');
    for (int at = 0; at < list.size(); at++) {
      if (at > 0) {
        out.append(',');
      }
      value(list.get(at));
    }
    out.append(']');
  }

  private void text(String text) {
    out.append('"');
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20) {
        out.append("\\u00").append(c < 0x10 ? '0' : '1').append(Character.forDigit(c & 15, 16));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
