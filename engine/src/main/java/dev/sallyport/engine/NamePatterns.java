package dev.sallyport.engine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Names or globs of tools or agents: {@code *} stands for any characters, {@code ?} for one. Case
 * counts. Immutable.
 */
final class NamePatterns {
  /** Every name, also an unknown one. */
  static final NamePatterns ANY = new NamePatterns(List.of("*"));

  private final List<String> texts;
  private final int[][] patterns;
  private final boolean any;

  /** {@code patterns} must be in Unicode normal form C. */
  NamePatterns(List<String> patterns) {
    this.texts = List.copyOf(patterns);
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

  /** Whether all are names: no pattern has a {@code *} or {@code ?}. */
  boolean areNames() {
    for (String text : texts) {
      if (text.indexOf('*') >= 0 || text.indexOf('?') >= 0) {
        return false;
      }
    }
    return true;
  }

  /** The patterns as they are written, each once. */
  Set<String> distinct() {
    return new LinkedHashSet<>(texts);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NamePatterns patterns && texts.equals(patterns.texts);
  }

  @Override
  public int hashCode() {
    return texts.hashCode();
  }

  /** The patterns as texts. */
  List<String> texts() {
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
