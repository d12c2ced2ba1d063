package dev.sallyport.engine;

/** What a condition or a rule answers about one call. */
public enum Answer {
  /** It holds. */
  TRUE("true"),
  /** It does not hold. */
  FALSE("false"),
  /** It can't be answered, such as a text compared with a number. */
  ERROR("error"),
  /** It depends on arguments that are not known here. */
  UNKNOWN("unknown");

  private final String word;

  Answer(String word) {
    this.word = word;
  }

  /** The answer in one lower-case word. */
  public String word() {
    return word;
  }
}
