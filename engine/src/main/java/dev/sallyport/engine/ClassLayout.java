package dev.sallyport.engine;

import dev.sallyport.engine.arguments.Decimal;
import dev.sallyport.engine.arguments.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Divides all values that a subject can have into classes, so that every test of the subject has
 * one answer for each class: one class for each kind of value that a test does not look into, and
 * for numbers and texts one for each literal and one for each gap between neighbours.
 *
 * <p>The position of the literal with index i is 2i+1, that of the gap below it 2i.
 */
final class ClassLayout {

  /** What a bare path is compared with. */
  static final NumberLiteral ZERO = new NumberLiteral("0");

  static final int NUMBERS = Kind.OBJECT + 3;

  private final List<Decimal> numbers = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();

  void add(SimpleTest test) {
    if (test instanceof SimpleTest.Compare compare) {
      addLiteral(compare.literal());
    } else if (test instanceof SimpleTest.Member member) {
      for (Object literal : member.literals()) {
        addLiteral(literal);
      }
    } else if (test instanceof SimpleTest.Property) {
      addLiteral(ZERO);
    }
  }

  private void addLiteral(Object literal) {
    if (literal instanceof NumberLiteral number) {
      addNumber(Decimal.parse(number.digits()));
    } else if (literal instanceof String text) {
      int at = Collections.binarySearch(texts, text, TextOrder.BY_CODE_POINT);
      if (at < 0) {
        texts.add(-at - 1, text);
      }
    }
  }

  private void addNumber(Decimal number) {
    int at = Collections.binarySearch(numbers, number);
    if (at < 0) {
      numbers.add(-at - 1, number);
    }
  }

  List<Decimal> numbers() {
    return numbers;
  }

  List<String> texts() {
    return texts;
  }

  /** The position of a literal that was added. */
  int position(Object literal) {
    int at =
        literal instanceof NumberLiteral number
            ? Collections.binarySearch(numbers, Decimal.parse(number.digits()))
            : Collections.binarySearch(texts, (String) literal, TextOrder.BY_CODE_POINT);
    return 2 * at + 1;
  }

  /** The class of a text. */
  int classOfText(String text) {
    int at = Collections.binarySearch(texts, text, TextOrder.BY_CODE_POINT);
    return textBase() + (at >= 0 ? 2 * at + 1 : 2 * (-at - 1));
  }

  int textBase() {
    return NUMBERS + 2 * numbers.size() + 1;
  }

  int classes() {
    return textBase() + 2 * texts.size() + 1;
  }

  /** The kind of the values in a class. */
  int kindOf(int number) {
    if (number >= textBase()) {
      return Kind.TEXT;
    }
    if (number >= NUMBERS) {
      return Kind.NUMBER;
    }
    if (number > Kind.OBJECT) {
      return number == Kind.OBJECT + 1 ? Kind.LIST : Kind.OBJECT;
    }
    return number;
  }

  /** The position of the values in a class of numbers or texts. */
  int positionOf(int number) {
    return number >= textBase() ? number - textBase() : number - NUMBERS;
  }

  /** Whether the lists or objects of a class have nothing in them. */
  boolean isEmpty(int number) {
    return number > Kind.OBJECT && number < NUMBERS;
  }
}
