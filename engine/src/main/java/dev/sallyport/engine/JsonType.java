package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/** The types that a manifest can demand of an argument. */
enum JsonType {
  STRING("string"),
  NUMBER("number"),
  /** A number without a fraction, however it is written: {@code 1.0} and {@code 1e2} are. */
  INTEGER("integer"),
  BOOLEAN("boolean"),
  ARRAY("array"),
  OBJECT("object");

  private static final JsonType[] ALL = values();

  final String word;

  JsonType(String word) {
    this.word = word;
  }

  boolean isNumeric() {
    return this == NUMBER || this == INTEGER;
  }

  static @Nullable JsonType of(String word) {
    for (JsonType type : ALL) {
      if (type.word.equals(word)) {
        return type;
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
