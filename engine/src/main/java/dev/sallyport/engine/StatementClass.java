package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/** What an SQL statement does. */
public enum StatementClass {
  /** Reads. */
  SELECT("select"),
  /** Adds rows. */
  INSERT("insert"),
  /** Changes rows. */
  UPDATE("update"),
  /** Removes rows. */
  DELETE("delete"),
  /** Changes tables and the like. */
  DDL("ddl"),
  /** Anything else, and what can't be parsed. A box that restricts SQL never lets it run. */
  UNKNOWN("unknown");

  private static final StatementClass[] ALL = values();

  private final String word;

  StatementClass(String word) {
    this.word = word;
  }

  /** The name in policies and records. */
  public String word() {
    return word;
  }

  /** The class that a policy can name so; null if there is none. */
  static @Nullable StatementClass of(String word) {
    for (StatementClass one : ALL) {
      if (one != UNKNOWN && one.word.equals(word)) {
        return one;
      }
    }
    return null;
  }

  /** What a policy can name. */
  static String[] words() {
    String[] words = new String[ALL.length - 1];
    for (int at = 0; at < words.length; at++) {
      words[at] = ALL[at].word;
    }
    return words;
  }
}
