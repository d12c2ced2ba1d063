package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/** Which of several matching rules decides; docs/policy-language.md has the tables. */
public enum ConflictStrategy {
  /** Deny, else require_approval, else allow. */
  DENY_OVERRIDES("deny-overrides"),
  /** Allow, else require_approval, else deny. */
  ALLOW_OVERRIDES("allow-overrides"),
  /** The highest priority; among equals deny, else require_approval, else allow. */
  PRIORITY_FIRST("priority-first"),
  /** The narrowest scope, in it the highest priority, among equals as {@link #DENY_OVERRIDES}. */
  MOST_SPECIFIC("most-specific");

  private static final ConflictStrategy[] ALL = values();

  private final String word;

  ConflictStrategy(String word) {
    this.word = word;
  }

  /** The strategy as policies write it. */
  public String word() {
    return word;
  }

  static @Nullable ConflictStrategy of(String word) {
    for (ConflictStrategy strategy : ALL) {
      if (strategy.word.equals(word)) {
        return strategy;
      }
    }
    return null;
  }

  static String[] words() {
    String[] words = new String[ALL.length];
    for (int at = 0; at < words.length; at++) {
      words[at] = ALL[at].word;
    }
    return words;
  }
}
