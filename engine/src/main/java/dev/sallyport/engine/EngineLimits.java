package dev.sallyport.engine;

/**
 * Bounds on what the engine reads. A policy over a limit is not loaded; arguments over a limit are
 * an argument error, so the call is denied.
 */
public final class EngineLimits {
  /** Bytes of one policy document. */
  public static final int POLICY_BYTES = 1 << 20;

  /** Nesting of lists and mappings in a policy document. */
  public static final int POLICY_DEPTH = 16;

  /** Problems reported for one load; the rest is dropped. */
  public static final int POLICY_PROBLEMS = 50;

  /** UTF-16 characters of one condition. */
  public static final int CONDITION_CHARACTERS = 4_096;

  /** Nesting of parentheses, {@code not} and function calls in one condition. */
  public static final int CONDITION_DEPTH = 64;

  /**
   * Size of a compiled pattern: matching takes up to this many steps for each character of the
   * text.
   */
  public static final int PATTERN_STEPS = 5_000;

  /** States of the automaton of one pattern alone; a table row of some 100 bytes each. */
  public static final int PATTERN_STATES = 10_000;

  /** UTF-16 characters of a tool's name, and of a name or glob in a policy. */
  public static final int NAME_CHARACTERS = 512;

  /** UTF-16 characters of a call's JSON arguments. */
  public static final int ARGUMENT_CHARACTERS = 1 << 20;

  /** Nesting of arrays and objects in a call's arguments, the outermost object included. */
  public static final int ARGUMENT_DEPTH = 64;

  /** Values (objects and arrays included) in a call's arguments. */
  public static final int ARGUMENT_VALUES = 50_000;

  /** Characters of one number, in arguments and in conditions. */
  public static final int NUMBER_CHARACTERS = 400;

  /** UTF-16 characters of a text that {@code matches} looks at; a longer one is an error. */
  public static final int MATCH_CHARACTERS = 1 << 16;

  /** Comparisons of single values in one decision; the ones beyond it are errors. */
  public static final int COMPARISONS = 250_000;

  private EngineLimits() {}
}
