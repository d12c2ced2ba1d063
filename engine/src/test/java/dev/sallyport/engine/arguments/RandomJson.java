package dev.sallyport.engine.arguments;

import java.util.Random;

/** Makes up JSON: all kinds of values, escapes, white space and characters. */
final class RandomJson {
  private static final String[] CHARACTERS = {
    "a",
    "b",
    "z",
    "0",
    " ",
    "/",
    "\u007f",
    "\u0080",
    "\u00e9",
    "\u00ff",
    "\u0100",
    "\u07ff",
    "\u20ac",
    "\ufffd",
    "\uffff",
    "\ud83d\ude00",
    "\ud83d",
    "\ude00",
    "\\\"",
    "\\\\",
    "\\/",
    "\\b",
    "\\f",
    "\\n",
    "\\r",
    "\\t",
    "\\u0041",
    "\\u0000",
    "\\u001f",
    "\\u0022",
    "\\u005C",
    "\\u20aC",
    "\\ud83d\\ude00",
    "\\ud83d",
    "\\ude00",
    "\\uD83D"
  };
  private static final String[] NUMBERS = {
    "0", "-0", "1", "12", "-5", "0.5", "-12.50", "1e5", "1E+5", "2.5e-3", "1e400", "123456789012345"
  };
  private static final String[] SPACES = {"", "", "", " ", "\n", "\t\r ", "  "};

  private final Random random;
  private final StringBuilder out = new StringBuilder();
  private int charactersUsed;

  RandomJson(Random random) {
    this.random = random;
  }

  /** One document; a third of them in ASCII alone, a third in Latin-1 as well. */
  String next() {
    charactersUsed = new int[] {7, 10, CHARACTERS.length}[random.nextInt(3)];
    out.setLength(0);
    space();
    value(random.nextInt(6));
    space();
    return out.toString();
  }

  private void space() {
    out.append(any(SPACES));
  }

  private String any(String[] texts) {
    return texts[random.nextInt(texts.length)];
  }

  private void value(int depth) {
    int kind = random.nextInt(depth > 0 ? 10 : 5);
    if (kind >= 5) {
      container(kind >= 7, depth - 1);
    } else if (kind >= 3) {
      text();
    } else if (kind == 2) {
      out.append(any(NUMBERS));
    } else {
      out.append(any(new String[] {"true", "false", "null"}));
    }
  }

  private void container(boolean isObject, int depth) {
    out.append(isObject ? '{' : '[');
    int count = random.nextInt(random.nextInt(20) == 0 ? 40 : 5);
    for (int at = 0; at < count; at++) {
      space();
      if (isObject) {
        text();
        space();
        out.append(':');
        space();
      }
      value(depth);
      space();
      out.append(at + 1 < count ? "," : "");
    }
    space();
    out.append(isObject ? '}' : ']');
  }

  private void text() {
    out.append('"');
    int length = random.nextInt(random.nextInt(5) == 0 ? 40 : 8);
    for (int at = 0; at < length; at++) {
      out.append(CHARACTERS[random.nextInt(charactersUsed)]);
    }
    out.append('"');
  }
}
