package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.fail;

import dev.sallyport.engine.arguments.Decimal;
import dev.sallyport.engine.arguments.Kind;
import dev.sallyport.engine.arguments.Step;
import dev.sallyport.engine.arguments.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares what a scan found with what a strict reader, which builds trees, found. */
final class ScanComparison {
  private final Value lower = new Value();
  private final Value fact = new Value();
  private String question = "";

  /** What the comparisons that follow are about, for the message of one that fails. */
  void about(String newQuestion) {
    question = newQuestion;
  }

  void check(boolean right, Object got, Object expected) {
    if (!right) {
      fail("got " + got + ", wanted " + expected + ", " + question);
    }
  }

  void compare(Object expected, Value value, Object path) {
    check(value.kind() == kind(expected), value.kind(), path);
    if (expected instanceof String text) {
      compareText(text, value);
    } else if (expected instanceof BigDecimal number) {
      compareNumber(number, value);
    } else if (expected instanceof List<?> list) {
      check(value.size() == list.size(), value.size(), expected);
    } else if (expected instanceof Map<?, ?> map) {
      check(value.size() == map.size(), value.size(), expected);
    }
  }

  private void compareText(String text, Value value) {
    Charset charset = value.utf8() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    String found = new String(value.bytes(), value.start(), value.end() - value.start(), charset);
    check(found.equals(text), found, text);
    check(value.size() == text.codePointCount(0, text.length()), value.size(), text);
    fact.setText(text);
    check(fact.equalsText(value) && fact.compareText(value) == 0, found, text);
    lower.lower(value);
    StringBuilder expected = new StringBuilder();
    text.codePoints().map(Character::toLowerCase).forEach(expected::appendCodePoint);
    fact.setText(expected.toString());
    check(lower.equalsText(fact), "another lower case", expected);
  }

  private void compareNumber(BigDecimal number, Value value) {
    BigDecimal least = number.stripTrailingZeros();
    least = least.scale() < 0 ? least.setScale(0) : least;
    boolean small =
        least.scale() <= 18 && least.unscaledValue().abs().compareTo(BigInteger.TEN.pow(18)) < 0;
    check(value.isSmall() == small, value.isSmall(), number);
    check(value.signum() == number.signum(), value.signum(), number);
    check(value.compareTo(Decimal.parse(number.toString())) == 0, "another number", number);
    if (small) {
      check(value.scale() == least.scale(), value.scale(), number);
      check(value.unscaled() == least.unscaledValue().longValueExact(), value.unscaled(), number);
    }
  }

  private static int kind(Object value) {
    if (value == NoValue.MISSING) {
      return Kind.MISSING;
    }
    if (value == NoValue.ERROR) {
      return Kind.MISFIT;
    }
    if (value == NoValue.NULL) {
      return Kind.NULL;
    }
    if (value instanceof Boolean flag) {
      return flag ? Kind.TRUE : Kind.FALSE;
    }
    if (value instanceof BigDecimal) {
      return Kind.NUMBER;
    }
    return value instanceof String ? Kind.TEXT : value instanceof List ? Kind.LIST : Kind.OBJECT;
  }

  /** All values that {@code path} leads to, from its step number {@code from}. */
  static void collect(Object value, Step[] path, int from, List<Object> found) {
    Object at = value;
    for (int step = from; step < path.length; step++) {
      if (path[step].isEvery() && at instanceof List<?> list) {
        for (Object element : list) {
          collect(element, path, step + 1, found);
        }
        if (list.isEmpty()) {
          found.add(NoValue.MISSING);
        }
        return;
      }
      at = next(at, path[step]);
    }
    found.add(at);
  }

  /** The one value that a path without {@code [*]} leads to. */
  static Object at(Object value, Step[] path) {
    Object at = value;
    for (Step step : path) {
      at = next(at, step);
    }
    return at;
  }

  private static Object next(Object value, Step step) {
    if (value == NoValue.NULL || value == NoValue.MISSING) {
      return NoValue.MISSING;
    }
    @Nullable Object next = NoValue.ERROR;
    if (step.key() != null && value instanceof Map<?, ?> map) {
      next = map.get(step.key());
    } else if (step.index() >= 0 && value instanceof List<?> list) {
      next = step.index() < list.size() ? list.get(step.index()) : null;
    }
    return next == null ? NoValue.MISSING : next;
  }

  /**
   * Half of a pair as an escape and half as a character: a reader joins them, the scan does not.
   */
  static boolean isSplitPair(String json) {
    int at = 0;
    while (at < json.length()) {
      int codePoint = json.codePointAt(at);
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        return json.contains("\\u");
      }
      at += Character.charCount(codePoint);
    }
    return false;
  }
}
