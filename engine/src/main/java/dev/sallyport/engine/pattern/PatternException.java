package dev.sallyport.engine.pattern;

/** A pattern that is not RE2 syntax as supported here, or needs too large an automaton. */
public final class PatternException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int offset;

  /** The message is one line: what was got and what was wanted. */
  public PatternException(int offset, String message) {
    super(message, null, false, false);
    this.offset = offset;
  }

  /** Where in the pattern, in UTF-16 characters from 0. */
  public int offset() {
    return offset;
  }
}
