package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/** The values of a rule's {@code action}. */
enum Action {
  ALLOW("allow"),
  DENY("deny"),
  REQUIRE_APPROVAL("require_approval"),
  MASK("mask"),
  WARN("warn"),
  LOG("log");

  private static final Action[] ALL = values();

  final String word;

  Action(String word) {
    this.word = word;
  }

  static @Nullable Action of(String word) {
    for (Action action : ALL) {
      if (action.word.equals(word)) {
        return action;
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
