package dev.sallyport.engine.arguments;

/** What is at a path. */
public final class Kind {
  /** Nothing: no such member or element, or below null. */
  public static final int MISSING = 0;

  /** A step does not fit, such as a member of a text; or the value is no valid Unicode text. */
  public static final int MISFIT = 1;

  public static final int NULL = 2;
  public static final int FALSE = 3;
  public static final int TRUE = 4;
  public static final int NUMBER = 5;
  public static final int TEXT = 6;
  public static final int LIST = 7;
  public static final int OBJECT = 8;

  private Kind() {}
}
