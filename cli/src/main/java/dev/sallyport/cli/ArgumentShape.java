package dev.sallyport.cli;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What values were seen at one place of the arguments: types, bounds, small sets of values. Bounded
 * in memory whatever a model sends. Not thread-safe.
 */
final class ArgumentShape {
  /** More different values than these are a range, not a set. */
  static final int MAX_VALUES = 8;

  /** Objects with more names are taken for maps: a policy can't list their names. */
  static final int MAX_MEMBERS = 40;

  private static final int MAX_DEPTH = 6;
  private static final int MAX_VALUE_LENGTH = 40;

  private final int depth;
  final TreeMap<String, ArgumentShape> members = new TreeMap<>();
  final TreeSet<BigDecimal> numberValues = new TreeSet<>();
  final TreeSet<String> textValues = new TreeSet<>();
  private @Nullable ArgumentShape elements;
  private @Nullable BigDecimal min;
  private @Nullable BigDecimal max;
  long seen;
  long numbers;
  long texts;
  long nulls;
  long trues;
  long falses;
  long lists;
  long emptyLists;
  long objects;
  private int maxTextSize;
  int maxListSize;
  int maxMembers;
  private int maxRedactedSize;
  private long fullNumbers;
  private long fullTexts;
  private boolean manyNumbers;
  private boolean manyTexts;
  boolean openObject;
  boolean tooDeep;

  ArgumentShape() {
    this(0);
  }

  private ArgumentShape(int depth) {
    this.depth = depth;
  }

  /**
   * Adds a value.
   *
   * @param redacted whether texts stand for types, such as {@code string(15)}
   */
  void add(Object value, boolean redacted) {
    seen++;
    if (value instanceof Map<?, ?> object) {
      addObject(object, redacted);
    } else if (value instanceof List<?> list) {
      addList(list, redacted);
    } else if (value instanceof BigDecimal number) {
      addNumber(number);
    } else if (value instanceof Boolean flag) {
      trues += flag ? 1 : 0;
      falses += flag ? 0 : 1;
    } else if (value instanceof String text) {
      addText(text, redacted);
    } else {
      nulls++;
    }
  }

  private void addObject(Map<?, ?> object, boolean redacted) {
    objects++;
    maxMembers = Math.max(maxMembers, object.size());
    tooDeep |= depth == MAX_DEPTH;
    for (Map.Entry<?, ?> member : object.entrySet()) {
      String name = String.valueOf(member.getKey());
      ArgumentShape shape = members.get(name);
      if (shape == null && !tooDeep && members.size() < MAX_MEMBERS) {
        shape = new ArgumentShape(depth + 1);
        members.put(name, shape);
      }
      if (shape == null) {
        openObject = true;
      } else {
        shape.add(member.getValue(), redacted);
      }
    }
  }

  private void addList(List<?> list, boolean redacted) {
    lists++;
    emptyLists += list.isEmpty() ? 1 : 0;
    maxListSize = Math.max(maxListSize, list.size());
    tooDeep |= depth == MAX_DEPTH;
    if (elements == null) {
      elements = new ArgumentShape(depth + 1);
    }
    for (Object element : list) {
      if (!tooDeep) {
        elements.add(element, redacted);
      }
    }
  }

  private void addNumber(BigDecimal number) {
    numbers++;
    fullNumbers++;
    min = min == null ? number : min.min(number);
    max = max == null ? number : max.max(number);
    if (!manyNumbers) {
      numberValues.add(number);
      manyNumbers = numberValues.size() > MAX_VALUES || number.precision() > MAX_VALUE_LENGTH;
    }
  }

  private void addText(String text, boolean redacted) {
    if (!redacted) {
      texts++;
      fullTexts++;
      maxTextSize = Math.max(maxTextSize, text.codePointCount(0, text.length()));
      if (!manyTexts) {
        textValues.add(text);
        manyTexts = textValues.size() > MAX_VALUES || text.length() > MAX_VALUE_LENGTH;
      }
    } else if (text.equals("boolean")) {
      trues++;
      falses++;
    } else if (RedactedShape.size(text, "number") >= 0) {
      numbers++;
    } else {
      texts++;
      maxRedactedSize = Math.max(maxRedactedSize, RedactedShape.size(text, "string"));
    }
  }

  /** Whether only the type of the numbers seen is known. */
  boolean hasUnknownNumbers() {
    return fullNumbers == 0;
  }

  /** Whether few different numbers were seen, again and again. */
  boolean isNumberSet() {
    return isSet(manyNumbers, fullNumbers, numberValues.size());
  }

  /** Whether few different texts were seen, again and again, and none that may be another. */
  boolean isTextSet() {
    boolean fits = maxRedactedSize <= maxTextSize;
    return fits && isSet(manyTexts, fullTexts, textValues.size());
  }

  /** A value that came once is no evidence that only this one is meant. */
  private static boolean isSet(boolean many, long count, int values) {
    return !many && values > 0 && count >= 2L * values;
  }

  /** Characters of the longest text; of redacted ones UTF-16 units, which are no fewer. */
  int maxTextSize() {
    return Math.max(maxTextSize, maxRedactedSize);
  }

  /** The least number seen. */
  BigDecimal min() {
    return min == null ? BigDecimal.ZERO : min;
  }

  /** The greatest number seen. */
  BigDecimal max() {
    return max == null ? BigDecimal.ZERO : max;
  }

  /** What the elements of lists were; null if there was no list. */
  @Nullable ArgumentShape elements() {
    return elements;
  }

  /** How many types were seen; both booleans are one. */
  int types() {
    int types = 0;
    for (long count : new long[] {numbers, texts, nulls, trues + falses, lists, objects}) {
      types += count > 0 ? 1 : 0;
    }
    return types;
  }

  /** Whether all names of all objects were always there. */
  boolean hasFixedMembers() {
    for (ArgumentShape member : members.values()) {
      if (member.seen != objects) {
        return false;
      }
    }
    return !openObject && !tooDeep;
  }

  /** Whether one comparison can be asked of every value: of one type, and never missing. */
  boolean isUniform() {
    if (types() != 1 || lists > 0 || tooDeep || numbers > 0 && hasUnknownNumbers()) {
      return false;
    }
    if (objects == 0) {
      return true;
    }
    for (ArgumentShape member : members.values()) {
      if (!member.isUniform()) {
        return false;
      }
    }
    return hasFixedMembers() && !members.isEmpty();
  }
}
