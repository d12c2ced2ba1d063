package dev.sallyport.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Replaces argument values by harmless ones of the same JSON type: {@code "***"}, 0, false; null
 * stays. A path that does not fit masks the value at which it stops fitting, because a framework
 * may read, say, a text with JSON in it as the object that the path means.
 */
final class ArgumentMask {
  static final String TEXT = "***";

  private ArgumentMask() {}

  /** The masked copy; the same object if nothing had to change. */
  static Object mask(Object value, List<Operand.Segment> path, int step) {
    if (value instanceof NoValue) {
      return value;
    }
    if (step == path.size()) {
      return blank(value);
    }
    Operand.Segment segment = path.get(step);
    if (segment instanceof Operand.Key key && value instanceof Map<?, ?> map) {
      return maskKey(map, key.name(), path, step);
    }
    if (value instanceof List<?> list && segment instanceof Operand.Index index) {
      return maskElements(list, index.position(), index.position() + 1, path, step);
    }
    if (value instanceof List<?> list && segment instanceof Operand.Every) {
      return maskElements(list, 0, list.size(), path, step);
    }
    return blank(value);
  }

  private static Object maskKey(Map<?, ?> map, String name, List<Operand.Segment> path, int step) {
    Object old = map.get(name);
    Object masked = old == null ? null : mask(old, path, step + 1);
    if (masked == null || masked == old) {
      return map;
    }
    Map<Object, Object> copy = new LinkedHashMap<>(map);
    copy.put(name, masked);
    return Collections.unmodifiableMap(copy);
  }

  private static Object maskElements(
      List<?> list, int from, int to, List<Operand.Segment> path, int step) {
    List<Object> copy = new ArrayList<>(list);
    boolean changed = false;
    for (int at = from; at < to && at < copy.size(); at++) {
      Object masked = mask(copy.get(at), path, step + 1);
      changed |= masked != copy.get(at);
      copy.set(at, masked);
    }
    return changed ? Collections.unmodifiableList(copy) : list;
  }

  private static Object blank(Object value) {
    if (value instanceof String) {
      return TEXT;
    }
    if (value instanceof BigDecimal) {
      return BigDecimal.ZERO;
    }
    if (value instanceof Boolean) {
      return Boolean.FALSE;
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>(list.size());
      for (Object element : list) {
        copy.add(blank(element));
      }
      return Collections.unmodifiableList(copy);
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        copy.put(entry.getKey(), blank(entry.getValue()));
      }
      return Collections.unmodifiableMap(copy);
    }
    return value;
  }
}
