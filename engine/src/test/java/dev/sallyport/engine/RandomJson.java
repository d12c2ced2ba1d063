package dev.sallyport.engine;

import java.util.Random;

/** JSON texts of all shapes, most of them valid, and texts that are nearly JSON. */
final class RandomJson {
  static final String[] KEYS = {
    "a",
    "b",
    "c",
    "id",
    "amount",
    "sixteen_letters_",
    "seventeen_letters",
    "a key of more than 24 letters",
    "a key of more than 24 LETTERS",
    "",
    "caf\u00e9",
    "\u20ac",
    "\ud83d\ude00",
    "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff",
    "\u0000",
    "q\"\\",
  };
  private static final String[] NUMBERS = {
    "0",
    "-0",
    "1",
    "-1",
    "9223372036854775807",
    "9223372036854775808",
    "999999999999999999",
    "1000000000000000000",
    "0.1",
    "1.0",
    "1.50",
    "1e0",
    "1e3",
    "1E+3",
    "15e-1",
    "1e400",
    "-1e400",
    "1e308",
    "1.7976931348623157e308",
    "1.7976931348623158e308",
    "1.7976931348623159e308",
    "1.8e308",
    "1e309",
    "1e-323",
    "4.9e-324",
    "2.5e-324",
    "2.4703282292062327e-324",
    "2.4703282292062328e-324",
    "2.4e-324",
    "1e-324",
    "1e-400",
    "0e10",
    "0e801",
    "0e800",
    "0e-800",
    "0e-801",
    "0.0e-799",
    "0e999999999",
    "0e99999999999",
    "1e99999999999",
    "0.000000000000000001",
    "0.0000000000000000001",
    "123456789012345678.5",
    "1.000000000000000000000000001",
    "01",
    "-",
    "1.",
    ".5",
    "+1",
    "1e",
    "1e+",
    "0x10",
    "--1",
    "1.2.3",
    "NaN",
    "Infinity",
    "00",
    "-01",
    "1a",
  };
  private static final String[] TEXTS = {
    "",
    "x",
    "hello world",
    "eight__8",
    "fifteen letters",
    "sixteen letters!",
    "0123456789abcdef0123456789abcdef0",
    "\\n",
    "\\u0041",
    "\\u20ac",
    "\\ud83d\\ude00",
    "\\\"",
    "\\\\",
    "\\/",
    "\\b\\f\\r\\t",
    "\\u0000",
    "caf\u00e9",
    "\u20ac100",
    "\ud83d\ude00",
    "\u0080",
    "\u00ff",
    "\u0100",
    "\u07ff\u0800",
    "\uffff",
    "\udbff\udfff",
  };
  private static final String[] BAD_TEXTS = {
    "\\x",
    "\\u12",
    "\\u12g4",
    "\\ud800",
    "\\udc00",
    "\\ud800\\u0041",
    "\\ud800x",
    "\u0001",
    "\n",
    "\u001f",
    "\\",
    "\\U0041",
    "\\'",
    "\\u-123",
    "\\u 123",
    "\ud800",
    "\udc00\ud800",
    "\\udc00\\ud800",
  };
  private static final String MUTATIONS =
      "{}[],:\"\\ \t\n\r0123456789-+.eEtrufalsn'/*#\u0000\u0001\u001f\u007f\u0080\u00a0\u00e9\u0100\u2028\ufeff\ud83d\ude00";

  private final Random random;
  private final StringBuilder out = new StringBuilder();
  private boolean ascii;
  private boolean latin1;

  RandomJson(long seed) {
    random = new Random(seed);
  }

  /** A text that is mostly valid: one in four has a flaw in it, or is changed at random. */
  String next() {
    out.setLength(0);
    ascii = random.nextInt(3) == 0;
    latin1 = !ascii && random.nextInt(2) == 0;
    space();
    object(0);
    space();
    String text = out.toString();
    return random.nextInt(3) == 0 ? mutated(text) : text;
  }

  private String mutated(String text) {
    StringBuilder changed = new StringBuilder(text);
    for (int changes = 1 + random.nextInt(2); changes > 0 && !changed.isEmpty(); changes--) {
      int at = random.nextInt(changed.length());
      char other = MUTATIONS.charAt(random.nextInt(MUTATIONS.length()));
      switch (random.nextInt(6)) {
        case 0:
          changed.insert(at, other);
          break;
        case 1:
          changed.setCharAt(at, other);
          break;
        case 2:
          changed.deleteCharAt(at);
          break;
        case 3:
          changed.setLength(at);
          break;
        case 4:
          int to = Math.min(changed.length(), at + random.nextInt(12));
          changed.insert(random.nextInt(changed.length() + 1), changed.substring(at, to));
          break;
        default:
          changed.delete(at, Math.min(changed.length(), at + random.nextInt(12)));
      }
    }
    return changed.toString();
  }

  private void value(int depth) {
    int choice = random.nextInt(depth > 3 ? 8 : 12);
    if (choice < 3) {
      text(pick(TEXTS));
    } else if (choice < 6) {
      number();
    } else if (choice == 6) {
      out.append(random.nextBoolean());
    } else if (choice == 7) {
      out.append("null");
    } else if (choice < 10) {
      object(depth + 1);
    } else {
      list(depth + 1);
    }
  }

  private void object(int depth) {
    out.append('{');
    int members = random.nextInt(12) == 0 ? 20 + random.nextInt(60) : random.nextInt(6);
    boolean mayRepeat = random.nextInt(10) == 0;
    int from = random.nextInt(KEYS.length);
    for (int member = 0; member < members; member++) {
      out.append(member == 0 ? "" : ",");
      space();
      String key = member < KEYS.length ? KEYS[(from + member) % KEYS.length] : "key" + member;
      key(mayRepeat && random.nextInt(6) == 0 ? KEYS[from] : key);
      space();
      out.append(':');
      space();
      value(members > 12 ? depth + 3 : depth);
      space();
    }
    out.append('}');
  }

  private void list(int depth) {
    out.append('[');
    space();
    for (int elements = random.nextInt(5); elements > 0; elements--) {
      value(depth);
      space();
      out.append(elements > 1 ? "," : "");
      space();
    }
    out.append(']');
  }

  private void key(String key) {
    out.append('"');
    for (int at = 0; at < key.length(); at++) {
      char character = key.charAt(at);
      boolean special = character < ' ' || character == '"' || character == '\\';
      if (special || random.nextInt(30) == 0 || !fits(character)) {
        escaped(character);
      } else {
        out.append(character);
      }
    }
    out.append('"');
  }

  private boolean fits(char character) {
    return character < (ascii ? 0x80 : latin1 ? 0x100 : 0x10000);
  }

  private void text(String text) {
    out.append('"');
    for (int parts = 1 + random.nextInt(random.nextInt(8) == 0 ? 20 : 2); parts > 0; parts--) {
      String part = random.nextInt(200) == 0 ? pick(BAD_TEXTS) : pick(TEXTS);
      for (int at = 0; at < part.length(); at++) {
        if (fits(part.charAt(at))) {
          out.append(part.charAt(at));
        } else {
          escaped(part.charAt(at));
        }
      }
    }
    out.append(text.length() < 3 && ascii ? "" : "_").append('"');
  }

  private void escaped(char character) {
    String digits = Integer.toHexString(0x10000 | character).substring(1);
    out.append("\\u")
        .append(random.nextBoolean() ? digits : digits.toUpperCase(java.util.Locale.ROOT));
  }

  private void number() {
    int choice = random.nextInt(12);
    if (choice == 0) {
      String number = pick(NUMBERS);
      out.append(random.nextInt(4) > 0 && !isPlain(number) ? "7" : number);
    } else if (choice == 1) {
      digits(1 + random.nextInt(random.nextInt(20) == 0 ? 500 : 30));
    } else if (choice < 5) {
      digits(1 + random.nextInt(20));
      out.append('.').append(random.nextInt(100000)).append("0".repeat(random.nextInt(3)));
    } else if (choice == 5) {
      digits(1 + random.nextInt(18));
      out.append(random.nextBoolean() ? "e" : "E-").append(random.nextInt(330));
    } else {
      out.append(random.nextInt(2000) - 1000);
    }
  }

  private static boolean isPlain(String number) {
    return number.length() < 6;
  }

  private void digits(int count) {
    out.append(random.nextInt(4) == 0 ? "-" : "").append((char) ('1' + random.nextInt(9)));
    for (int digit = 1; digit < count; digit++) {
      out.append((char) ('0' + random.nextInt(random.nextBoolean() ? 10 : 1)));
    }
  }

  private void space() {
    if (random.nextInt(6) == 0) {
      out.append(" \n\t\r ".charAt(random.nextInt(5)));
      out.append(" ".repeat(random.nextInt(3) == 0 ? random.nextInt(20) : 0));
    }
  }

  private String pick(String[] from) {
    return from[random.nextInt(from.length)];
  }
}
