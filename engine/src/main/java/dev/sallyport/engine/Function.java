package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/** The functions of conditions. */
enum Function {
  SIZE("size"),
  HAS("has"),
  LOWER("lower");

  private static final Function[] ALL = values();

  final String word;

  Function(String word) {
    this.word = word;
  }

  static @Nullable Function of(String word) {
    for (Function function : ALL) {
      if (function.word.equals(word)) {
        return function;
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
