package dev.sallyport.engine.pattern;

import java.util.Random;

/** Patterns and texts over a few characters, so that they often have to do with each other. */
final class RandomPatterns {
  private static final String[] ATOMS = {
    "a",
    "b",
    "c",
    "k",
    "s",
    "K",
    "S",
    "A",
    "B",
    "_",
    "1",
    " ",
    "-",
    ",",
    "\\n",
    ".",
    ".",
    "\\.",
    "é",
    "É",
    "ß",
    "ẞ",
    "Ω",
    "ω",
    "\u2126",
    "\u212a",
    "ſ",
    "日",
    "\uD83D\uDE00",
    "\\x41",
    "\\x{1F600}",
    "\\x{e9}",
    "\\d",
    "\\D",
    "\\w",
    "\\W",
    "\\s",
    "\\S",
    "^",
    "$",
    "^",
    "$",
    "\\A",
    "\\z",
    "\\b",
    "\\B",
    "\\b",
    "\\pL",
    "\\p{Lu}",
    "\\P{L}",
    "\\p{Greek}",
    "\\p{^Han}",
    "\\pN",
    "[ab]",
    "[^ab]",
    "[a-c]",
    "[^a-c\\n]",
    "[a-c1-]",
    "[-a]",
    "[]a]",
    "[^]a]",
    "[\\d_]",
    "[\\Wa]",
    "[^\\s,]",
    "[[:alpha:]]",
    "[[:^digit:]x]",
    "[A-\\x{1F600}]",
    "[^\\x00-\\x7f]",
    "[\\pL-]",
    "[é-ÿ]",
    "[α-ω]",
    "\\Qa.b\\E",
    "\\Q*\\E",
    "\\t",
    "\\141",
    "\\0",
    "[A-Z]",
    "[k-s]",
    "()",
    "(?i)",
    "(?s)",
    "(?m)",
    "(?-i)",
    "(?U)"
  };
  private static final String[] REPEATS = {
    "*", "+", "?", "*?", "+?", "??", "{2}", "{0}", "{1,}", "{0,2}", "{1,3}?", "{2,}?", "{0,}",
    "{,2}"
  };
  private static final String[] GROUPS = {
    "(", "(", "(?:", "(?:", "(?i:", "(?s:", "(?m:", "(?im-s:", "(?-s:", "(?U:", "(?i-m:"
  };
  private static final String[] TEXT = {
    "a",
    "b",
    "c",
    "a",
    "b",
    "c",
    "k",
    "s",
    "K",
    "S",
    "A",
    "B",
    "_",
    "1",
    "2",
    " ",
    "-",
    ",",
    "\n",
    "\n",
    ".",
    "*",
    "é",
    "É",
    "ß",
    "ẞ",
    "Ω",
    "ω",
    "\u2126",
    "\u212a",
    "ſ",
    "日",
    "\uD83D\uDE00",
    "\t",
    "\0",
    "x",
    "\u00ff",
    "\u0100"
  };

  private final Random random;

  RandomPatterns(long seed) {
    random = new Random(seed);
  }

  String pattern() {
    StringBuilder out = new StringBuilder();
    if (random.nextInt(8) == 0) {
      out.append(pick("(?i)", "(?m)", "(?s)", "(?im)"));
    }
    alternation(out, 3);
    return out.toString();
  }

  /** A text of up to 12 characters; Latin-1 only if asked for. */
  String text(boolean latin1) {
    StringBuilder out = new StringBuilder();
    for (int left = random.nextInt(13); left > 0; left--) {
      String next = pick(TEXT);
      out.append(latin1 && next.charAt(0) > 0xff ? "a" : next);
    }
    return out.toString();
  }

  int number(int bound) {
    return random.nextInt(bound);
  }

  private void alternation(StringBuilder out, int depth) {
    sequence(out, depth);
    while (random.nextInt(4) == 0) {
      out.append('|');
      sequence(out, depth);
    }
  }

  private void sequence(StringBuilder out, int depth) {
    for (int left = random.nextInt(5); left > 0; left--) {
      if (depth > 0 && random.nextInt(4) == 0) {
        out.append(pick(GROUPS));
        alternation(out, depth - 1);
        out.append(')');
      } else {
        out.append(pick(ATOMS));
      }
      if (random.nextInt(4) == 0) {
        out.append(pick(REPEATS));
      }
    }
  }

  private String pick(String... from) {
    return from[random.nextInt(from.length)];
  }
}
