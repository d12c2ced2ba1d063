package dev.sallyport.config;

/** What the gate does with a decision that refuses a tool call. */
public enum Mode {
  /** The call is refused. */
  ENFORCE("enforce"),

  /** The call runs, and its record says that it would have been refused. */
  OBSERVE("observe");

  private final String text;

  Mode(String text) {
    this.text = text;
  }

  /** The word as written in a setting. */
  @Override
  public String toString() {
    return text;
  }
}
