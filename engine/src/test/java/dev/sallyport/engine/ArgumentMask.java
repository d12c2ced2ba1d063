package dev.sallyport.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Masks argument values and keeps their JSON types. A path that does not fit masks the value at
 * which it stops fitting, because a framework may read, say, a text with JSON in it as the object
 * that the path means.
 */
final class ArgumentMask {
  private static final Mask EVERYTHING = Mask.NONE;

  private final Mask mask;

  /** Whether values are hidden because of where they are, not because of what is found in them. */
  private final boolean whole;

  ArgumentMask(Mask mask) {
    this.mask = mask;
    this.whole = mask.detectors().isEmpty() && mask.patterns().isEmpty();
  }

  /** The masked copy of a call's arguments; the same object if nothing had to change. */
  Object mask(Object arguments) {
    if (mask.paths().isEmpty()) {
      return hidden(arguments);
    }
    Object result = arguments;
    for (Operand.Path path : mask.paths()) {
      result = united(arguments, result, mask(arguments, path.segments(), 0));
    }
    return result;
  }

  private static Object of(Object map, Object key) {
    return Objects.requireNonNull(((Map<?, ?>) map).get(key));
  }

  /** What two paths hide of the same value, each value once. */
  private static Object united(Object value, Object one, Object other) {
    if (one == value) {
      return other;
    }
    if (value instanceof Map<?, ?> map && other != value) {
      Map<Object, Object> members = new LinkedHashMap<>();
      for (Map.Entry<?, ?> member : map.entrySet()) {
        Object key = member.getKey();
        members.put(key, united(member.getValue(), of(one, key), of(other, key)));
      }
      return members;
    }
    if (value instanceof List<?> list && other != value) {
      List<Object> elements = new ArrayList<>();
      for (int at = 0; at < list.size(); at++) {
        elements.add(united(list.get(at), ((List<?>) one).get(at), ((List<?>) other).get(at)));
      }
      return elements;
    }
    return TextMask.HIDDEN.equals(other) ? other : one;
  }

  private Object mask(Object value, List<Operand.Segment> path, int step) {
    if (value instanceof NoValue) {
      return value;
    }
    if (step == path.size()) {
      return hidden(value);
    }
    Operand.Segment segment = path.get(step);
    if (segment instanceof Operand.Key key && value instanceof Map<?, ?> map) {
      Object old = map.get(key.name());
      return old == null ? map : with(map, key.name(), old, mask(old, path, step + 1));
    }
    if (value instanceof List<?> list && segment instanceof Operand.Index index) {
      return maskElements(list, index.position(), index.position() + 1, path, step);
    }
    if (value instanceof List<?> list && segment instanceof Operand.Every) {
      return maskElements(list, 0, list.size(), path, step);
    }
    // Where a path stops fitting, a text may have in it what the path means: none of it stays.
    return new ArgumentMask(EVERYTHING).hidden(value);
  }

  private static Object with(Map<?, ?> map, String name, Object old, Object masked) {
    if (masked == old) {
      return map;
    }
    Map<Object, Object> copy = new LinkedHashMap<>(map);
    copy.put(name, masked);
    return Collections.unmodifiableMap(copy);
  }

  private Object maskElements(
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

  /** What becomes of a value that the mask is about, with all that is in it. */
  private Object hidden(Object value) {
    if (value instanceof String text) {
      String masked = whole ? TextMask.whole(text, mask.keepLast()) : TextMask.found(text, mask);
      return masked.equals(text) ? text : masked;
    }
    if (whole && value instanceof BigDecimal) {
      return value.equals(BigDecimal.ZERO) ? value : BigDecimal.ZERO;
    }
    if (whole && value instanceof Boolean) {
      return Boolean.FALSE;
    }
    if (value instanceof List<?> list) {
      return hiddenElements(list);
    }
    return value instanceof Map<?, ?> map ? hiddenMembers(map) : value;
  }

  private Object hiddenElements(List<?> list) {
    List<Object> copy = new ArrayList<>(list.size());
    boolean changed = false;
    for (Object element : list) {
      Object masked = hidden(element);
      changed |= masked != element;
      copy.add(masked);
    }
    return changed ? Collections.unmodifiableList(copy) : list;
  }

  private Object hiddenMembers(Map<?, ?> map) {
    Map<Object, Object> copy = new LinkedHashMap<>();
    boolean changed = false;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object masked = hidden(entry.getValue());
      changed |= masked != entry.getValue();
      copy.put(entry.getKey(), masked);
    }
    return changed ? Collections.unmodifiableMap(copy) : map;
  }
}
