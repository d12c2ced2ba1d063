package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/** What a policy can read of the time: {@code time.hour}, {@code time['Europe/Berlin'].date}. */
enum TimeField {
  /** 0 to 23. */
  HOUR("hour", 23),
  /** 0 to 59. */
  MINUTE("minute", 59),
  /** {@code monday} to {@code sunday}. */
  WEEKDAY("weekday", -1),
  /** {@code 2026-11-21}. */
  DATE("date", -1),
  /** {@code 09:05}, hours and minutes. */
  CLOCK("clock", -1);

  private static final TimeField[] ALL = values();

  final String word;

  /** The greatest value of a number, -1 if the field is a text. */
  final int greatest;

  TimeField(String word, int greatest) {
    this.word = word;
    this.greatest = greatest;
  }

  boolean isNumber() {
    return greatest >= 0;
  }

  static @Nullable TimeField of(String word) {
    for (TimeField field : ALL) {
      if (field.word.equals(word)) {
        return field;
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
