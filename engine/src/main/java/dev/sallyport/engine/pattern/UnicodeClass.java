package dev.sallyport.engine.pattern;

import java.lang.Character.UnicodeScript;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The classes of {@code \p}: general categories (one or two letters), scripts and {@code Any}, in
 * the Unicode version of the running JDK.
 */
final class UnicodeClass {

  /** Planes 4 to 13 hold no character. */
  private static final int UNASSIGNED_FROM = 0x40000;

  private static final int UNASSIGNED_TO = 0xe0000;

  private static final String[] CATEGORIES = new String[31];

  /** What was asked for so far; a scan of all code points takes milliseconds. */
  private static final Map<String, int[]> KNOWN = new HashMap<>();

  static {
    CATEGORIES[Character.UPPERCASE_LETTER] = "Lu";
    CATEGORIES[Character.LOWERCASE_LETTER] = "Ll";
    CATEGORIES[Character.TITLECASE_LETTER] = "Lt";
    CATEGORIES[Character.MODIFIER_LETTER] = "Lm";
    CATEGORIES[Character.OTHER_LETTER] = "Lo";
    CATEGORIES[Character.NON_SPACING_MARK] = "Mn";
    CATEGORIES[Character.ENCLOSING_MARK] = "Me";
    CATEGORIES[Character.COMBINING_SPACING_MARK] = "Mc";
    CATEGORIES[Character.DECIMAL_DIGIT_NUMBER] = "Nd";
    CATEGORIES[Character.LETTER_NUMBER] = "Nl";
    CATEGORIES[Character.OTHER_NUMBER] = "No";
    CATEGORIES[Character.SPACE_SEPARATOR] = "Zs";
    CATEGORIES[Character.LINE_SEPARATOR] = "Zl";
    CATEGORIES[Character.PARAGRAPH_SEPARATOR] = "Zp";
    CATEGORIES[Character.CONTROL] = "Cc";
    CATEGORIES[Character.FORMAT] = "Cf";
    CATEGORIES[Character.PRIVATE_USE] = "Co";
    CATEGORIES[Character.SURROGATE] = "Cs";
    CATEGORIES[Character.DASH_PUNCTUATION] = "Pd";
    CATEGORIES[Character.START_PUNCTUATION] = "Ps";
    CATEGORIES[Character.END_PUNCTUATION] = "Pe";
    CATEGORIES[Character.CONNECTOR_PUNCTUATION] = "Pc";
    CATEGORIES[Character.OTHER_PUNCTUATION] = "Po";
    CATEGORIES[Character.INITIAL_QUOTE_PUNCTUATION] = "Pi";
    CATEGORIES[Character.FINAL_QUOTE_PUNCTUATION] = "Pf";
    CATEGORIES[Character.MATH_SYMBOL] = "Sm";
    CATEGORIES[Character.CURRENCY_SYMBOL] = "Sc";
    CATEGORIES[Character.MODIFIER_SYMBOL] = "Sk";
    CATEGORIES[Character.OTHER_SYMBOL] = "So";
  }

  private UnicodeClass() {}

  /** The code points of a class, or null if there is none of that name. */
  static int @Nullable [] of(String name) {
    if (name.equals("Any")) {
      return CharacterSet.ALL;
    }
    synchronized (KNOWN) {
      int[] ranges = KNOWN.get(name);
      if (ranges == null) {
        ranges = scan(name);
        if (ranges != null) {
          KNOWN.put(name, ranges);
        }
      }
      return ranges;
    }
  }

  private static int @Nullable [] scan(String name) {
    int categories = categories(name);
    if (categories != 0) {
      return scan(categories, null);
    }
    UnicodeScript script = script(name);
    return script == null ? null : scan(0, script);
  }

  /** A bit for each general category that {@code name} stands for. */
  private static int categories(String name) {
    int categories = 0;
    for (int i = 0; i < CATEGORIES.length; i++) {
      String category = CATEGORIES[i];
      if (category != null
          && (name.equals(category) || name.length() == 1 && category.startsWith(name))) {
        categories |= 1 << i;
      }
    }
    return categories;
  }

  private static @Nullable UnicodeScript script(String name) {
    for (UnicodeScript script : UnicodeScript.values()) {
      if (script != UnicodeScript.UNKNOWN && script.name().equals(name.toUpperCase(Locale.ROOT))) {
        return name.equals(spelling(script)) ? script : null;
      }
    }
    return null;
  }

  /** {@code OLD_ITALIC} is written {@code Old_Italic}. */
  private static String spelling(UnicodeScript script) {
    StringBuilder spelling = new StringBuilder(script.name().toLowerCase(Locale.ROOT));
    for (int at = 0; at < spelling.length(); at++) {
      if (at == 0 || spelling.charAt(at - 1) == '_') {
        spelling.setCharAt(at, Character.toUpperCase(spelling.charAt(at)));
      }
    }
    return spelling.toString().equals("Signwriting") ? "SignWriting" : spelling.toString();
  }

  private static int[] scan(int categories, @Nullable UnicodeScript script) {
    CharacterSet found = new CharacterSet();
    int from = -1;
    for (int character = 0; character <= CharacterSet.MAX; character++) {
      if (character == UNASSIGNED_FROM) {
        character = UNASSIGNED_TO;
      }
      int category = Character.getType(character);
      boolean isIn =
          script == null
              ? (categories >>> category & 1) != 0
              : category != Character.UNASSIGNED && UnicodeScript.of(character) == script;
      if (isIn && from < 0) {
        from = character;
      } else if (!isIn && from >= 0) {
        found.add(from, character - 1);
        from = -1;
      }
    }
    if (from >= 0) {
      found.add(from, CharacterSet.MAX);
    }
    return found.ranges();
  }
}
