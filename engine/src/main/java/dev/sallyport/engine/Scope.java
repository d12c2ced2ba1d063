package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/** How narrow a document is meant; the strategy {@code most-specific} compares it. */
enum Scope {
  GLOBAL("global"),
  TENANT("tenant"),
  AGENT("agent");

  private static final Scope[] ALL = values();

  final String word;

  Scope(String word) {
    this.word = word;
  }

  static @Nullable Scope of(String word) {
    for (Scope scope : ALL) {
      if (scope.word.equals(word)) {
        return scope;
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
