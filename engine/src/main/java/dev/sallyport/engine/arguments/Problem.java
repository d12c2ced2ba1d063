package dev.sallyport.engine.arguments;

import dev.sallyport.engine.Quoted;
import java.nio.charset.StandardCharsets;

/** Why a text was refused: noted as numbers, put in words only when somebody asks. */
final class Problem {
  static final int NONE = 0;
  static final int LENGTH = 1;
  static final int RAW_SURROGATE = 2;
  static final int NO_OBJECT = 3;
  static final int NO_VALUE = 4;
  static final int NO_KEY = 5;
  static final int NO_COLON = 6;
  static final int NO_COMMA_IN_OBJECT = 7;
  static final int NO_COMMA_IN_LIST = 8;
  static final int TRAILING_TEXT = 9;
  static final int DUPLICATE_KEY = 10;
  static final int CONTROL_CHARACTER = 11;
  static final int OPEN_TEXT = 12;
  static final int ESCAPE = 13;
  static final int SURROGATE = 14;
  static final int NUMBER = 15;
  static final int NUMBER_LENGTH = 16;
  static final int NUMBER_RANGE = 17;
  static final int DEPTH = 18;
  static final int VALUES = 19;
  static final int LEADING_ZERO = 20;

  private static final int SHOWN_BYTES = 768;

  private int code;
  private int at;
  private int to;
  private int limit;

  void clear() {
    code = NONE;
  }

  int set(int newCode, int from, int until, int allowed) {
    code = newCode;
    at = from;
    to = until;
    limit = allowed;
    return -1;
  }

  String message(byte[] text, int end, boolean utf8) {
    if (code == NONE) {
      return "";
    }
    if (code == LENGTH) {
      return "got " + at + " characters, wanted at most " + limit;
    }
    int offset = code == RAW_SURROGATE ? at : offset(text, utf8);
    return what(text, end, utf8) + " at offset " + offset;
  }

  private String what(byte[] text, int end, boolean utf8) {
    switch (code) {
      case RAW_SURROGATE:
      case SURROGATE:
        return "got an unpaired surrogate";
      case TRAILING_TEXT:
        return "got more text after the object";
      case DUPLICATE_KEY:
        return "duplicate key " + quoted(text, at + 1, to, utf8, true);
      case CONTROL_CHARACTER:
        return "got a control character in a text";
      case OPEN_TEXT:
        return "got a text without an end";
      case ESCAPE:
        return "got the unknown escape " + quoted(text, at, Math.min(end, to), utf8, false);
      case NUMBER_LENGTH:
        return "got a number of " + (to - at) + " characters, wanted at most " + limit;
      case NUMBER_RANGE:
        return "got the number " + quoted(text, at, to, utf8, false) + ", which no double can hold";
      case LEADING_ZERO:
        return "got a number with a leading zero";
      case DEPTH:
        return "got deeper nesting than " + limit + " levels";
      case VALUES:
        return "got more than " + limit + " values";
      default:
        return "got " + character(text, end, utf8) + ", wanted " + wanted();
    }
  }

  private String wanted() {
    switch (code) {
      case NO_OBJECT:
        return "a JSON object";
      case NO_KEY:
        return "a key in double quotes";
      case NO_COLON:
        return "`:`";
      case NO_COMMA_IN_OBJECT:
        return "`,` or `}`";
      case NO_COMMA_IN_LIST:
        return "`,` or `]`";
      case NUMBER:
        return "a digit";
      default:
        return "a JSON value";
    }
  }

  private String character(byte[] text, int end, boolean utf8) {
    return at < end
        ? quoted(text, at, at + (utf8 ? Utf8.length(text[at]) : 1), utf8, false)
        : "the end of the text";
  }

  /** Characters of the String before the place in question. */
  private int offset(byte[] text, boolean utf8) {
    if (!utf8) {
      return at;
    }
    int units = 0;
    for (int index = 0; index < at; index++) {
      int first = text[index] & 0xff;
      units += first >= 0xf0 ? 2 : first < 0x80 || first >= 0xc0 ? 1 : 0;
    }
    return units;
  }

  /** Only the beginning of what the caller sent, as characters, however long it is. */
  private static String quoted(byte[] text, int from, int to, boolean utf8, boolean escaped) {
    int shown = Math.min(to, from + SHOWN_BYTES);
    while (utf8 && shown < to && (text[shown] & 0xc0) == 0x80) {
      shown--; // not within a character
    }
    if (escaped) {
      shown = wholeEscapes(text, from, shown);
      byte[] out = new byte[(shown - from) * 2];
      int end = Escapes.resolve(text, from, shown, utf8, out, 0);
      return Quoted.of(new String(out, 0, end, StandardCharsets.UTF_8));
    }
    return Quoted.of(
        new String(
            text, from, shown - from, utf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1));
  }

  private static int wholeEscapes(byte[] text, int from, int to) {
    int at = from;
    while (at < to) {
      int next = text[at] == '\\' ? at + Escapes.length(text, at) : at + 1;
      if (next > to) {
        return at;
      }
      at = next;
    }
    return at;
  }
}
