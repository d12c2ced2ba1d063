package dev.sallyport.engine;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/**
 * What may stand at a path, as far as conditions can tell values apart: the kinds without finer
 * parts as bits, numbers and texts as ranges. Immutable.
 */
final class ValueSet {
  static final int MISSING = 1;
  static final int ERROR = 2;
  static final int NULL = 4;
  static final int FALSE = 8;
  static final int TRUE = 16;
  static final int LIST = 32;
  static final int OBJECT = 64;
  private static final int ALL_KINDS = 127;

  static final Comparator<BigDecimal> NUMBERS = BigDecimal::compareTo;
  static final Comparator<String> TEXTS = ValueSet::compareTexts;

  static final ValueSet EVERYTHING =
      new ValueSet(ALL_KINDS, Ranges.all(NUMBERS), Ranges.all(TEXTS));
  static final ValueSet NOTHING = new ValueSet(0, Ranges.none(NUMBERS), Ranges.none(TEXTS));

  private final int kinds;
  private final Ranges<BigDecimal> numbers;
  private final Ranges<String> texts;

  private ValueSet(int kinds, Ranges<BigDecimal> numbers, Ranges<String> texts) {
    this.kinds = kinds;
    this.numbers = numbers;
    this.texts = texts;
  }

  static ValueSet kinds(int kinds) {
    return new ValueSet(kinds, Ranges.none(NUMBERS), Ranges.none(TEXTS));
  }

  static ValueSet numbers(Ranges<BigDecimal> numbers) {
    return new ValueSet(0, numbers, Ranges.none(TEXTS));
  }

  static ValueSet texts(Ranges<String> texts) {
    return new ValueSet(0, Ranges.none(NUMBERS), texts);
  }

  static ValueSet allTexts() {
    return texts(Ranges.all(TEXTS));
  }

  /** By code points, as conditions compare texts. */
  private static int compareTexts(String one, String other) {
    int at = 0;
    while (at < one.length() && at < other.length()) {
      int left = one.codePointAt(at);
      int right = other.codePointAt(at);
      if (left != right) {
        return Integer.compare(left, right);
      }
      at += Character.charCount(left);
    }
    return Integer.compare(one.length(), other.length());
  }

  ValueSet complement() {
    return new ValueSet(~kinds & ALL_KINDS, numbers.complement(), texts.complement());
  }

  ValueSet union(ValueSet other) {
    return new ValueSet(
        kinds | other.kinds, numbers.union(other.numbers), texts.union(other.texts));
  }

  ValueSet intersection(ValueSet other) {
    return new ValueSet(
        kinds & other.kinds, numbers.intersection(other.numbers), texts.intersection(other.texts));
  }

  boolean isEmpty() {
    return kinds == 0 && numbers.isEmpty() && texts.isEmpty();
  }

  boolean mayBeMissing() {
    return (kinds & MISSING) != 0;
  }

  /** The texts, if nothing but texts is possible and they are known to be finitely many. */
  List<String> finiteTexts() {
    List<String> values = kinds == 0 && numbers.isEmpty() ? texts.values() : null;
    return values == null ? List.of() : values;
  }
}
