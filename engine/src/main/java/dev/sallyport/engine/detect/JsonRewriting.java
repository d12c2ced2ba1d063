package dev.sallyport.engine.detect;

import dev.sallyport.engine.detect.JsonReader.NotJson;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites one JSON text in one pass, without a tree and without recursion. Whatever is not masked
 * is copied as it is written: white space, order, escapes, notation of numbers.
 */
final class JsonRewriting {
  private static final String MASK = TextDetector.MASK;

  /** Digits of an integer that a detector is shown without its exponent; none needs more. */
  private static final int INTEGER_DIGITS = 64;

  private final String json;
  private final JsonReader reader;
  private final Deque<Container> open = new ArrayDeque<>();
  private @Nullable StringBuilder out;
  private int copied;

  private JsonRewriting(String json) {
    this.json = json;
    reader = new JsonReader(json);
  }

  /** The rewritten text; the same object if nothing is masked. */
  static String rewrite(String json, List<MaskTarget> targets) throws NotJson {
    return new JsonRewriting(json).document(ActiveTargets.of(targets));
  }

  private String document(ActiveTargets targets) throws NotJson {
    value(targets, "");
    while (!open.isEmpty()) {
      next(open.element());
    }
    if (!reader.isAtEnd()) {
      throw new NotJson();
    }
    return result();
  }

  private String result() {
    return out == null ? json : out.append(json, copied, json.length()).toString();
  }

  private void next(Container container) throws NotJson {
    if (reader.skip(container.object ? '}' : ']')) {
      if (container.isAfterComma) {
        throw new NotJson();
      }
      open.remove();
      container.isAfterComma = false;
      return;
    }
    if (container.count > 0 && !container.isAfterComma) {
      reader.expect(',');
      container.isAfterComma = true;
      return;
    }
    container.isAfterComma = false;
    String key = null;
    if (container.object) {
      key = reader.text().text();
      reader.expect(':');
    }
    ActiveTargets targets = container.targets.child(key, container.count++);
    value(targets, key == null ? container.label : key);
  }

  private void value(ActiveTargets targets, String label) throws NotJson {
    char first = reader.peek();
    switch (first) {
      case '{':
      case '[':
        reader.expect(first);
        open.push(new Container(first == '{', targets.inside(first == '{'), label));
        break;
      case '"':
        text(reader.text(), targets, label);
        break;
      case 't':
        reader.literal("true");
        if (targets.isWhole() || targets.hasPending()) {
          replace(reader.position() - 4, reader.position(), "false");
        }
        break;
      case 'f':
        reader.literal("false");
        break;
      case 'n':
        reader.literal("null");
        break;
      default:
        number(targets, label);
    }
  }

  private void number(ActiveTargets targets, String label) throws NotJson {
    int start = reader.position();
    String notation = reader.number();
    if (targets.isWhole() || targets.hasPending() || isFound(notation, targets, label)) {
      replace(start, reader.position(), "0");
    }
  }

  private static boolean isFound(String notation, ActiveTargets targets, String label) {
    if (targets.detectors().isEmpty()) {
      return false;
    }
    String integer = integer(notation);
    return isFoundIn(notation, targets, label)
        || !integer.equals(notation) && isFoundIn(integer, targets, label);
  }

  private static boolean isFoundIn(String text, ActiveTargets targets, String label) {
    Spans spans = new Spans(text.length());
    for (TextDetector detector : targets.detectors()) {
      detector.find(label, text, spans);
    }
    return !spans.united().isEmpty();
  }

  /** An integer in plain digits, because 4.1e3 is 4100; anything else as it is written. */
  private static String integer(String notation) {
    int exponentSign = Math.max(notation.indexOf('e'), notation.indexOf('E'));
    String mantissa = exponentSign < 0 ? notation : notation.substring(0, exponentSign);
    int point = mantissa.indexOf('.');
    if (exponentSign < 0 && point < 0) {
      return notation;
    }
    int exponent = exponentSign < 0 ? 0 : exponent(notation, exponentSign + 1);
    int decimals = point < 0 ? 0 : mantissa.length() - point - 1;
    StringBuilder digits = new StringBuilder(mantissa);
    if (point >= 0) {
      digits.deleteCharAt(point);
    }
    int zeros = exponent - decimals;
    while (zeros < 0 && digits.length() > 1 && digits.charAt(digits.length() - 1) == '0') {
      digits.setLength(digits.length() - 1);
      zeros++;
    }
    if (zeros < 0 || zeros > INTEGER_DIGITS || digits.length() > INTEGER_DIGITS) {
      return notation;
    }
    return withoutLeadingZeros(digits.append("0".repeat(zeros)));
  }

  private static String withoutLeadingZeros(StringBuilder digits) {
    int from = 0;
    while (from < digits.length() - 1 && "-0".indexOf(digits.charAt(from)) >= 0) {
      from++;
    }
    return digits.substring(from);
  }

  /** The exponent, or one that is beyond any card number if it is longer than five characters. */
  private static int exponent(String notation, int from) {
    return notation.length() - from > 5
        ? Integer.MIN_VALUE / 2
        : Integer.parseInt(notation.substring(notation.charAt(from) == '+' ? from + 1 : from));
  }

  private void text(JsonString string, ActiveTargets targets, String label) {
    String text = string.text();
    if (targets.isWhole() || targets.hasPending()) {
      int tail = tailStart(text, targets.hasPending() ? 0 : targets.keepLast());
      int end = string.offset(text.length());
      replace(string.offset(0), end, MASK + json.substring(string.offset(tail), end));
      return;
    }
    Spans spans = new Spans(text.length());
    for (TextDetector detector : targets.detectors()) {
      detector.find(label, text, spans);
    }
    for (Spans.Span span : spans.united()) {
      int tail = string.offset(TextDetector.tailStart(text, span));
      int end = string.offset(span.end());
      replace(string.offset(span.start()), end, MASK + json.substring(tail, end));
    }
  }

  /** Where the rest of a whole masked text begins that stays, be it masked now or before. */
  private static int tailStart(String text, int keepLast) {
    int behind = MASK.length();
    boolean masked =
        text.startsWith(MASK) && text.codePointCount(behind, text.length()) <= keepLast;
    return masked
        ? behind
        : TextDetector.tailStart(text, new Spans.Span(0, text.length(), keepLast));
  }

  /** A text that is no JSON, as if it were the only value of one. */
  static String rewriteText(String text, List<MaskTarget> targets) {
    ActiveTargets whole = ActiveTargets.of(targets);
    JsonRewriting rewriting = new JsonRewriting(text);
    rewriting.text(new JsonString(text, 0, text.length(), false), whole, "");
    return rewriting.result();
  }

  private void replace(int start, int end, String replacement) {
    if (end - start == replacement.length() && json.startsWith(replacement, start)) {
      return;
    }
    if (out == null) {
      out = new StringBuilder(json.length());
    }
    out.append(json, copied, start).append(replacement);
    copied = end;
  }

  /** An object or list that is not read to its end. */
  private static final class Container {
    final boolean object;
    final ActiveTargets targets;

    /** The name that the values of a list go by. */
    final String label;

    int count;
    boolean isAfterComma;

    Container(boolean object, ActiveTargets targets, String label) {
      this.object = object;
      this.targets = targets;
      this.label = label;
    }
  }
}
