package dev.sallyport.engine;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * Names of tools and agents. Two names are the same if they are equal after Unicode normalisation
 * (NFC). A name that looks like another one but differs in characters nobody sees is refused.
 */
final class CallNames {
  private CallNames() {}

  /** The name in Unicode normal form C. */
  static String normalised(String name) {
    // Loading the normaliser's tables costs milliseconds at start; ASCII is always normal.
    return isAscii(name) ? name : Normalizer.normalize(name, Normalizer.Form.NFC);
  }

  /** What is wrong with a name that a call came with, or null if it is acceptable. */
  static @Nullable String problemOf(@Nullable String name) {
    if (name == null) {
      return "got none, wanted a name";
    }
    if (name.isEmpty()) {
      return "got an empty one, wanted a name";
    }
    if (name.length() > EngineLimits.NAME_CHARACTERS) {
      return "got " + name.length() + " characters, wanted at most " + EngineLimits.NAME_CHARACTERS;
    }
    int hidden = hiddenCharacterIn(name);
    if (hidden >= 0) {
      String what = " with character U+" + Integer.toHexString(hidden);
      return "got " + Quoted.of(name) + what + ", wanted visible characters only";
    }
    if (hasOuterSpace(name)) {
      return "got " + Quoted.of(name) + ", wanted no space at its start or end";
    }
    if (!isNormal(name)) {
      return "got " + Quoted.of(name) + ", wanted Unicode normal form C";
    }
    return null;
  }

  /** Whether {@link #problemOf} has nothing to say, without saying it. */
  static boolean isAcceptable(@Nullable String name) {
    return name != null
        && !name.isEmpty()
        && name.length() <= EngineLimits.NAME_CHARACTERS
        && hiddenCharacterIn(name) < 0
        && !hasOuterSpace(name)
        && isNormal(name);
  }

  private static boolean hasOuterSpace(String name) {
    return name.charAt(0) == ' ' || name.charAt(name.length() - 1) == ' ';
  }

  private static boolean isNormal(String name) {
    return isAscii(name) || Normalizer.isNormalized(name, Normalizer.Form.NFC);
  }

  /** The first character nobody sees, or -1. */
  private static int hiddenCharacterIn(String name) {
    for (int at = 0; at < name.length(); ) {
      int character = name.codePointAt(at);
      if (isInvisible(character)) {
        return character;
      }
      at += Character.charCount(character);
    }
    return -1;
  }

  /**
   * Whether a character cannot be seen or told from a plain space: control, format (zero-width and
   * bidirectional ones), surrogate, private-use, unassigned, line separators, any space but U+0020,
   * and what Unicode lists as Default_Ignorable_Code_Point beside those.
   */
  static boolean isInvisible(int character) {
    if (character < 0x7f) {
      return character < 0x20;
    }
    switch (Character.getType(character)) {
      case Character.CONTROL:
      case Character.FORMAT:
      case Character.SURROGATE:
      case Character.PRIVATE_USE:
      case Character.UNASSIGNED:
      case Character.LINE_SEPARATOR:
      case Character.PARAGRAPH_SEPARATOR:
      case Character.SPACE_SEPARATOR:
        return true;
      default:
        return isIgnorable(character);
    }
  }

  private static boolean isIgnorable(int character) {
    return character == 0x034f
        || character == 0x115f
        || character == 0x1160
        || character == 0x17b4
        || character == 0x17b5
        || character >= 0x180b && character <= 0x180f
        || character == 0x3164
        || character >= 0xfe00 && character <= 0xfe0f
        || character == 0xffa0
        || character >= 0xe0000 && character <= 0xe0fff;
  }

  private static boolean isAscii(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
