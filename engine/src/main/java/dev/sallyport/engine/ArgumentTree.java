package dev.sallyport.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Arguments as a tree, to show what a call has and to build calls that differ a little. Takes only
 * what the engine has accepted, which bounds depth and size; never decides anything.
 */
final class ArgumentTree {
  private static final JsonFactory JSON = new JsonFactory();

  private ArgumentTree() {}

  /**
   * Maps, lists, {@code String}, {@code BigDecimal}, {@code Boolean} and {@link NoValue#NULL}.
   *
   * @param json an object; null or blank for an empty one
   */
  static Object read(@Nullable String json) {
    if (json == null || json.isBlank()) {
      return Map.of();
    }
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      return value(parser, parser.nextToken());
    }
  }

  private static Object value(JsonParser parser, @Nullable JsonToken token) {
    if (token == null) {
      return NoValue.MISSING;
    }
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> list(parser);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new BigDecimal(parser.getString());
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NULL -> NoValue.NULL;
      default -> parser.getString();
    };
  }

  private static Object object(JsonParser parser) {
    Map<String, Object> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      members.put(name, value(parser, parser.nextToken()));
    }
    return members;
  }

  private static Object list(JsonParser parser) {
    List<Object> elements = new ArrayList<>();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      elements.add(value(parser, token));
      token = parser.nextToken();
    }
    return elements;
  }

  /**
   * The tree with {@code wanted} at a path, and objects made on the way where there is nothing.
   *
   * @param wanted {@link NoValue#MISSING} to take away what is there
   * @return null if the path does not fit the tree
   */
  static @Nullable Object with(Object tree, List<Operand.Segment> path, int step, Object wanted) {
    if (step == path.size()) {
      return wanted;
    }
    Operand.Segment segment = path.get(step);
    if (segment instanceof Operand.Key key) {
      if (tree instanceof Map<?, ?> || tree == NoValue.MISSING || tree == NoValue.NULL) {
        return withMember(tree, key.name(), path, step, wanted);
      }
      return null;
    }
    return tree instanceof List<?> list ? withElements(list, segment, path, step, wanted) : null;
  }

  private static @Nullable Object withMember(
      Object tree, String name, List<Operand.Segment> path, int step, Object wanted) {
    Map<Object, Object> copy = new LinkedHashMap<>();
    if (tree instanceof Map<?, ?> map) {
      copy.putAll(map);
    }
    Object old = copy.getOrDefault(name, NoValue.MISSING);
    Object changed = with(old, path, step + 1, wanted);
    if (changed == null) {
      return null;
    }
    if (changed == NoValue.MISSING) {
      copy.remove(name);
    } else {
      copy.put(name, changed);
    }
    return copy;
  }

  private static @Nullable Object withElements(
      List<?> list, Operand.Segment segment, List<Operand.Segment> path, int step, Object wanted) {
    int from = segment instanceof Operand.Index index ? index.position() : 0;
    int to = segment instanceof Operand.Index ? from + 1 : list.size();
    if (to > list.size() || list.isEmpty() || wanted == NoValue.MISSING) {
      return null;
    }
    List<Object> copy = new ArrayList<>(list);
    for (int at = from; at < to; at++) {
      Object changed = with(copy.get(at), path, step + 1, wanted);
      if (changed == null) {
        return null;
      }
      copy.set(at, changed);
    }
    return copy;
  }

  /** What lies at a path, at least one value: nothing below null or nothing, as conditions see. */
  static List<Object> at(Object tree, List<Operand.Segment> path) {
    List<Object> found = new ArrayList<>();
    collect(tree, path, 0, found);
    return found;
  }

  private static void collect(
      Object tree, List<Operand.Segment> path, int from, List<Object> found) {
    Object at = tree;
    for (int step = from; step < path.size(); step++) {
      if (path.get(step) instanceof Operand.Every && at instanceof List<?> list) {
        for (Object element : list) {
          collect(element, path, step + 1, found);
        }
        if (list.isEmpty()) {
          found.add(NoValue.MISSING);
        }
        return;
      }
      at = next(at, path.get(step));
    }
    found.add(at);
  }

  private static Object next(Object value, Operand.Segment segment) {
    if (value == NoValue.NULL || value == NoValue.MISSING) {
      return NoValue.MISSING;
    }
    Object next = NoValue.ERROR;
    if (segment instanceof Operand.Key key && value instanceof Map<?, ?> map) {
      next = map.get(key.name());
    } else if (segment instanceof Operand.Index index && value instanceof List<?> list) {
      next = index.position() < list.size() ? list.get(index.position()) : null;
    }
    return next == null ? NoValue.MISSING : next;
  }

  /** A value as JSON. */
  static String write(Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(Object value, StringBuilder out) {
    if (value instanceof String text) {
      text(text, out);
    } else if (value instanceof Map<?, ?> map) {
      String separator = "{";
      for (Map.Entry<?, ?> member : map.entrySet()) {
        out.append(separator);
        text(String.valueOf(member.getKey()), out);
        write(member.getValue(), out.append(':'));
        separator = ",";
      }
      out.append(map.isEmpty() ? "{}" : "}");
    } else if (value instanceof List<?> list) {
      out.append('[');
      for (int at = 0; at < list.size(); at++) {
        write(list.get(at), out.append(at == 0 ? "" : ","));
      }
      out.append(']');
    } else {
      out.append(value == NoValue.NULL ? "null" : value);
    }
  }

  private static void text(String text, StringBuilder out) {
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
