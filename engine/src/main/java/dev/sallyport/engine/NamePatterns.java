package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Names or globs of tools or agents: {@code *} stands for any characters, {@code ?} for one. Case
 * counts. Immutable.
 */
final class NamePatterns {
  /** Every name, also an unknown one. */
  static final NamePatterns ANY = new NamePatterns(List.of("*"));

  private final int[][] patterns;
  private final boolean any;

  /** {@code patterns} must be in Unicode normal form C. */
  NamePatterns(List<String> patterns) {
    this.patterns = new int[patterns.size()][];
    boolean star = false;
    for (int at = 0; at < this.patterns.length; at++) {
      this.patterns[at] = characters(patterns.get(at));
      star |= patterns.get(at).equals("*");
    }
    this.any = star;
  }

  /** Whether one of the patterns is {@code *} alone, which matches an unknown name too. */
  boolean matchesAnything() {
    return any;
  }

  /** The patterns as texts. */
  List<String> texts() {
    List<String> texts = new ArrayList<>(patterns.length);
    for (int[] pattern : patterns) {
      texts.add(new String(pattern, 0, pattern.length));
    }
    return texts;
  }

  /** Whether a pattern matches; {@code name} must be in Unicode normal form C. */
  boolean matches(String name) {
    if (any) {
      return true;
    }
    int[] characters = characters(name);
    for (int[] pattern : patterns) {
      if (matches(pattern, characters)) {
        return true;
      }
    }
    return false;
  }

  /** Remembers the last star only: an earlier one can never need to give characters back. */
  private static boolean matches(int[] pattern, int[] name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int resume = 0;
    while (n < name.length) {
      if (p < pattern.length && pattern[p] == '*') {
        star = p++;
        resume = n;
      } else if (p < pattern.length && (pattern[p] == '?' || pattern[p] == name[n])) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length && pattern[p] == '*') {
      p++;
    }
    return p == pattern.length;
  }

  private static int[] characters(String text) {
    int[] characters = new int[text.codePointCount(0, text.length())];
    for (int at = 0, next = 0; at < text.length(); next++) {
      characters[next] = text.codePointAt(at);
      at += Character.charCount(characters[next]);
    }
    return characters;
  }
}
