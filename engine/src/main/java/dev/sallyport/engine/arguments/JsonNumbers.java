package dev.sallyport.engine.arguments;

import dev.sallyport.engine.EngineLimits;

/** Checks the numbers of JSON (RFC 8259, section 6), and that a double can hold them. */
final class JsonNumbers {
  private static final int FAILED = -1;

  /** Decimal places of a number of allowed length that is no zero with a wild exponent. */
  private static final int MOST_PLACES = EngineLimits.NUMBER_CHARACTERS + 400;

  /** Up to here, a number without exponent is far from a double's bounds. */
  private static final int PLAIN_CHARACTERS = 300;

  private final Problem problem;
  private final NumberParts number = new NumberParts();
  private byte[] text = Scratch.NONE;
  private int end;

  JsonNumbers(Problem problem) {
    this.problem = problem;
  }

  void forget() {
    read(Scratch.NONE, 0);
    number.forget();
  }

  void read(byte[] source, int length) {
    text = source;
    end = length;
  }

  /** The position behind a number that starts with {@code first}; negative for a problem. */
  int behind(int from, byte first) {
    int at = first == '-' ? from + 1 : from;
    if (at <= end - 8) {
      long word = Words.at(text, at);
      long others = Words.noDigits(word);
      int count = Words.first(others);
      // What is behind a short whole number, from the same word: mostly the end of the value.
      int next = (int) (word >>> (count << 3)) & 0xff;
      if (others != 0 && isEnd(next) && count > 0 && (count == 1 || (word & 0xff) != '0')) {
        return at + count;
      }
    }
    return longNumber(from, at, first);
  }

  private static boolean isEnd(int character) {
    return character == ',' || character == '}' || character == ']';
  }

  private int longNumber(int from, int digits, byte first) {
    int at = digits(digits);
    if (at == digits || at > digits + 1 && text[digits] == '0') {
      return noNumber(digits, first);
    }
    if (at < end && text[at] == '.') {
      int places = at + 1;
      at = digits(places);
      if (at == places) {
        return fail(Problem.NUMBER, at);
      }
    }
    boolean exponent = at < end && (text[at] | 0x20) == 'e';
    if (exponent) {
      at = exponent(at + 1);
    }
    if (at < 0 || (exponent || at - from > PLAIN_CHARACTERS) && !isHoldable(from, at)) {
      return FAILED;
    }
    return at;
  }

  private int noNumber(int at, byte first) {
    if (at < end && text[at] == '0') {
      return fail(Problem.LEADING_ZERO, at);
    }
    return fail(first == '-' ? Problem.NUMBER : Problem.NO_VALUE, at);
  }

  /** Past digits, without a branch for each: how many there are is hard to predict. */
  private int digits(int from) {
    int at = from;
    for (int last = end - 8; at <= last; at += 8) {
      long others = Words.noDigits(Words.at(text, at));
      if (others != 0) {
        return at + Words.first(others);
      }
    }
    while (at < end && text[at] >= '0' && text[at] <= '9') {
      at++;
    }
    return at;
  }

  private int exponent(int from) {
    int at = from < end && (text[from] == '+' || text[from] == '-') ? from + 1 : from;
    int behind = digits(at);
    return behind == at ? fail(Problem.NUMBER, at) : behind;
  }

  private boolean isHoldable(int from, int to) {
    if (to - from > EngineLimits.NUMBER_CHARACTERS) {
      problem.set(Problem.NUMBER_LENGTH, from, to, EngineLimits.NUMBER_CHARACTERS);
      return false;
    }
    number.read(text, from, to);
    boolean holdable =
        number.sign == 0 ? Math.abs(number.places()) <= MOST_PLACES : DoubleRange.holds(number);
    if (!holdable) {
      problem.set(Problem.NUMBER_RANGE, from, to, 0);
    }
    return holdable;
  }

  private int fail(int code, int at) {
    return problem.set(code, at, at, 0);
  }
}
