package dev.sallyport.engine.arguments;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a call's arguments without their values: names, types and sizes, as JSON. {@code
 * {"to":"ann@example.com","amount":50}} becomes {@code {"to":"string(15)","amount":"number(2)"}}; a
 * size is the number of UTF-16 characters, escapes resolved. One pass without recursion, which
 * needs no memory once warm. Reusable; not for several threads.
 *
 * <p>Any value of RFC 8259 has a shape, also one that is refused as arguments, such as an object
 * with a key twice: the shape is what an incident reviewer sees. Only keys with half a surrogate
 * pair in an escape have none.
 */
public final class ArgumentShape {
  /** Longer shapes are cut behind the value at hand; far more than a reviewer reads. */
  public static final int MAX_CHARACTERS = 4096;

  // What is over one of these has no shape either.
  private static final int MAX_DEPTH = 500;
  private static final int MAX_NAME_CHARACTERS = 50_000;
  private static final int MAX_NUMBER_DIGITS = 1_000;

  private static final int FAILED = -1;

  private static final byte[] NOTHING = ascii("{}");
  private static final byte[] CUT = ascii("...");
  private static final byte[] NULL = ascii("null");
  private static final byte[] BOOLEAN = ascii("\"boolean\"");
  private static final byte[] STRING = ascii("\"string(");
  private static final byte[] NUMBER = ascii("\"number(");
  private static final byte[] INVALID = ascii("\"invalid(");
  private static final byte[] CLOSE = ascii(")\"");
  private static final byte[] COLON = ascii("\":");

  private final TextBytes source = new TextBytes();
  private final ShapeText shape = new ShapeText();

  /** A bit for each open container: whether it is an object. */
  private final long[] objects = new long[(MAX_DEPTH >> 6) + 1];

  private byte[] text = Scratch.NONE;
  private int end;
  private boolean utf8;
  private int depth;

  /** Whether a comma stands before the token at hand. */
  private boolean comma;

  private boolean cut;

  /** Of the text passed last: its length in characters, and whether it is as it is written. */
  private int characters;

  private boolean plain;

  /** Digits of the number at hand. */
  private int digits;

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Makes the shape of {@code json}, which is not kept: {@code {}} for null or blank text, {@code
   * "invalid(n)"} with the text's length for what is no JSON. What stands behind the cut of a long
   * shape is not looked at.
   */
  public void read(@Nullable String json) {
    shape.clear();
    if (json == null || json.isBlank()) {
      shape.put(NOTHING);
      return;
    }
    source.readAny(json);
    text = source.bytes();
    end = source.end();
    utf8 = source.utf8();
    depth = 0;
    comma = false;
    cut = false;
    int behind = document();
    boolean valid = cut || behind >= 0 && space(behind) == end;
    text = Scratch.NONE;
    source.clear();
    if (!valid) {
      shape.clear();
      sized(INVALID, json.length());
    }
  }

  /** The shape in UTF-8, from index 0; the same array until the next {@link #read}. */
  public byte[] bytes() {
    return shape.bytes();
  }

  /** How many of the {@link #bytes} the shape has. */
  public int length() {
    return shape.length();
  }

  /** The length of the shape in UTF-16 characters. */
  public int characters() {
    return shape.characters();
  }

  /** Forgets the shape. */
  public void clear() {
    shape.clear();
  }

  @Override
  public String toString() {
    return new String(shape.bytes(), 0, shape.length(), StandardCharsets.UTF_8);
  }

  /** The position behind the outermost value; negative if it is no JSON or cut. */
  private int document() {
    int at = space(0);
    do {
      byte first = at < end ? text[at] : 0;
      if (first == '{' || first == '[') {
        at = open(at, first == '{');
        if (at >= 0) {
          continue;
        }
        at = at == FAILED ? FAILED : ~at;
      } else {
        at = scalar(at, first);
      }
      if (at >= 0) {
        at = behindValue(at);
      }
    } while (at >= 0 && depth > 0);
    return at;
  }

  /** To be asked before each token: whether it is still to be shown. */
  private boolean begins() {
    if (shape.characters() > MAX_CHARACTERS) {
      shape.put(CUT);
      cut = true;
      return false;
    }
    if (comma) {
      shape.put(',');
      comma = false;
    }
    return true;
  }

  /** The position of the first value within; the complement of the closing bracket if none is. */
  private int open(int at, boolean isObject) {
    if (depth == MAX_DEPTH || !begins()) {
      return FAILED;
    }
    shape.put(isObject ? '{' : '[');
    long bit = 1L << depth;
    objects[depth >> 6] = isObject ? objects[depth >> 6] | bit : objects[depth >> 6] & ~bit;
    depth++;
    int next = space(at + 1);
    if (next < end && text[next] == (isObject ? '}' : ']')) {
      return ~next;
    }
    return isObject ? key(next) : next;
  }

  private boolean isInObject() {
    int top = depth - 1;
    return (objects[top >> 6] >>> top & 1) != 0;
  }

  /** Past commas and closing brackets to the next value, or behind the last bracket. */
  private int behindValue(int from) {
    int at = from;
    while (depth > 0) {
      at = space(at);
      boolean isObject = isInObject();
      byte next = at < end ? text[at] : 0;
      if (next == ',') {
        comma = true;
        at = space(at + 1);
        return isObject ? key(at) : at;
      }
      if (next != (isObject ? '}' : ']') || !begins()) {
        return FAILED;
      }
      shape.put((char) next);
      depth--;
      at++;
    }
    return at;
  }

  /** A key and its colon; the position of the value. */
  private int key(int at) {
    if (at >= end || text[at] != '"') {
      return FAILED;
    }
    int close = closingQuote(at + 1);
    if (close < 0 || characters > MAX_NAME_CHARACTERS || !begins()) {
      return FAILED;
    }
    shape.put('"');
    if (plain) {
      shape.putAscii(text, at + 1, close);
    } else if (!name(at + 1, close)) {
      return FAILED;
    }
    shape.put(COLON);
    int colon = space(close + 1);
    return colon < end && text[colon] == ':' ? space(colon + 1) : FAILED;
  }

  /** Writes a checked key with escapes or other characters than ASCII; false if it has no UTF-8. */
  private boolean name(int from, int to) {
    int at = from;
    while (at < to) {
      byte character = text[at];
      if (character == '\\') {
        if (!isCharacter(at, to)) {
          return false;
        }
        shape.putQuoted(Escapes.codePoint(text, at));
        at += Escapes.length(text, at);
      } else if (utf8) {
        shape.putQuoted(Utf8.decode(text, at));
        at += Utf8.length(character);
      } else {
        shape.putQuoted(character & 0xff);
        at++;
      }
    }
    return true;
  }

  /** Whether an escape stands for a character, alone or with the other half of a surrogate pair. */
  private boolean isCharacter(int at, int to) {
    if (text[at + 1] != 'u') {
      return true;
    }
    char unit = (char) Escapes.hex(text, at + 2);
    return !Character.isSurrogate(unit)
        || Character.isHighSurrogate(unit)
            && at + 12 <= to
            && text[at + 6] == '\\'
            && text[at + 7] == 'u'
            && Character.isLowSurrogate((char) Escapes.hex(text, at + 8));
  }

  private int scalar(int at, byte first) {
    switch (first) {
      case '"':
        int close = closingQuote(at + 1);
        return close >= 0 && begins() ? sized(STRING, characters, close + 1) : FAILED;
      case 't':
        return literal(at, Words.TRUE, at + 4, BOOLEAN);
      case 'f':
        return literal(at + 1, Words.ALSE, at + 5, BOOLEAN);
      case 'n':
        return literal(at, Words.NULL, at + 4, NULL);
      default:
        int behind = behindNumber(at);
        return behind >= 0 && begins() ? sized(NUMBER, behind - at, behind) : FAILED;
    }
  }

  private int sized(byte[] type, int size, int behind) {
    sized(type, size);
    return behind;
  }

  private void sized(byte[] type, int size) {
    shape.put(type);
    shape.put(size);
    shape.put(CLOSE);
  }

  private int literal(int at, int word, int behind, byte[] shown) {
    if (behind > end || Words.intAt(text, at) != word || !begins()) {
      return FAILED;
    }
    shape.put(shown);
    return behind;
  }

  /** The position behind a number of RFC 8259, section 6; negative if there is none. */
  private int behindNumber(int from) {
    int at = from < end && text[from] == '-' ? from + 1 : from;
    digits = 0;
    int behind = behindDigits(at);
    if (behind > at + 1 && text[at] == '0') {
      return FAILED;
    }
    if (behind >= 0 && behind < end && text[behind] == '.') {
      behind = behindDigits(behind + 1);
    }
    if (behind >= 0 && behind < end && (text[behind] | 0x20) == 'e') {
      at = behind + 1;
      boolean isSigned = at < end && (text[at] == '+' || text[at] == '-');
      behind = behindDigits(isSigned ? at + 1 : at);
    }
    return digits > MAX_NUMBER_DIGITS ? FAILED : behind;
  }

  /** Past one digit or more; negative if there is none. */
  private int behindDigits(int from) {
    int at = from;
    while (at < end && text[at] >= '0' && text[at] <= '9') {
      at++;
    }
    digits += at - from;
    return at == from ? FAILED : at;
  }

  /** The position of the quote that ends a text, which is measured; negative if there is none. */
  private int closingQuote(int from) {
    int escapes = 0;
    int at = special(from);
    while (at < end && text[at] == '\\') {
      int length = escape(at);
      if (length == 0) {
        return FAILED;
      }
      escapes += length - 1;
      at = special(at + length);
    }
    if (at >= end || text[at] != '"') {
      return FAILED;
    }
    plain = escapes == 0 && Texts.isAscii(text, from, at);
    characters = at - from - escapes;
    if (utf8 && !plain) {
      characters -= excess(from, at);
    }
    return at;
  }

  /** How many bytes UTF-8 has more than UTF-16 has characters. */
  private int excess(int from, int to) {
    int excess = 0;
    for (int at = from; at < to; at++) {
      excess += (text[at] & 0xc0) == 0x80 ? 1 : 0;
      excess -= (text[at] & 0xf8) == 0xf0 ? 1 : 0;
    }
    return excess;
  }

  /** Characters of an escape, 0 if it is none. Half a surrogate pair is one, by the grammar. */
  private int escape(int at) {
    switch (at + 1 < end ? text[at + 1] : 0) {
      case '"':
      case '\\':
      case '/':
      case 'b':
      case 'f':
      case 'n':
      case 'r':
      case 't':
        return 2;
      case 'u':
        return at + 6 <= end && Escapes.hex(text, at + 2) >= 0 ? 6 : 0;
      default:
        return 0;
    }
  }

  /** The next quote, backslash or control character, or the end. */
  private int special(int from) {
    byte[] bytes = text;
    int at = from;
    for (int last = end - 8; at <= last; at += 8) {
      long marks = Words.special(Words.at(bytes, at));
      if (marks != 0) {
        return at + Words.first(marks);
      }
    }
    while (at < end && bytes[at] != '"' && bytes[at] != '\\' && (bytes[at] & 0xe0) != 0) {
      at++;
    }
    return at;
  }

  /** Past white space. */
  private int space(int from) {
    int at = from;
    while (at < end && text[at] <= ' ' && JsonScanner.isSpace(text[at])) {
      at++;
    }
    return at;
  }
}
