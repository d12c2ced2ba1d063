package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/** Which of several matching rules decides; docs/policy-language.md has the tables. */
public enum ConflictStrategy {
  /** Deny, else require_approval, else allow. */
  DENY_OVERRIDES("deny-overrides", "deny_overrides"),
  /** Allow, else require_approval, else deny. */
  ALLOW_OVERRIDES("allow-overrides", "allow_overrides"),
  /** The highest priority; among equals deny, else require_approval, else allow. */
  PRIORITY_FIRST("priority-first", "priority_first_match"),
  /** The narrowest scope, in it the highest priority, among equals as {@link #DENY_OVERRIDES}. */
  MOST_SPECIFIC("most-specific", "most_specific_wins");

  private static final ConflictStrategy[] ALL = values();

  private final String word;
  private final String foreignWord;

  ConflictStrategy(String word, String foreignWord) {
    this.word = word;
    this.foreignWord = foreignWord;
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

  /** The strategy by the name that other readers of governance.toolkit/v1 give it. */
  static @Nullable ConflictStrategy ofForeign(String word) {
    for (ConflictStrategy strategy : ALL) {
      if (strategy.foreignWord.equals(word)) {
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
