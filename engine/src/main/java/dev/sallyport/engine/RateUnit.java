package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/** The windows of a {@code limit}, each with its length in seconds. */
enum RateUnit {
  SECOND("second", 1),
  MINUTE("minute", 60),
  HOUR("hour", 3_600),
  DAY("day", 86_400);

  private static final RateUnit[] ALL = values();

  final String word;
  final int seconds;

  RateUnit(String word, int seconds) {
    this.word = word;
    this.seconds = seconds;
  }

  static @Nullable RateUnit of(String word) {
    for (RateUnit unit : ALL) {
      if (unit.word.equals(word)) {
        return unit;
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
