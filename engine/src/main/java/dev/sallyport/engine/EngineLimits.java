package dev.sallyport.engine;

/**
 * Bounds on what the engine reads. A policy over a limit is not loaded; arguments over a limit are
 * an argument error, so the call is denied. The components can be set, the constants can't.
 *
 * @param policyBytes bytes of one policy document; 1 to 16 Mi
 * @param rules rules of a whole policy, disabled and generated ones included; 1 to 1,000,000
 * @param conditionDepth nesting of parentheses, {@code not} and function calls in one condition; 1
 *     to 256
 * @param argumentCharacters UTF-16 characters of a call's JSON arguments; 1 to 16 Mi
 * @param argumentDepth nesting of arrays and objects in a call's arguments, the outermost object
 *     included; 1 to 512
 * @param argumentValues values (objects and arrays included) in a call's arguments; 1 to 1,000,000
 */
public record EngineLimits(
    int policyBytes,
    int rules,
    int conditionDepth,
    int argumentCharacters,
    int argumentDepth,
    int argumentValues) {
  /** Nesting of lists and mappings in a policy document. */
  public static final int POLICY_DEPTH = 16;

  /** Problems reported for one load; the rest is dropped. */
  public static final int POLICY_PROBLEMS = 50;

  /** Documents of one policy, those that others extend included. */
  public static final int POLICY_DOCUMENTS = 1_000;

  /** Documents in one chain of {@code extends}. */
  public static final int EXTENDS_DEPTH = 16;

  /** UTF-16 characters of one condition. */
  public static final int CONDITION_CHARACTERS = 4_096;

  /** Size of a compiled pattern. */
  public static final int PATTERN_STEPS = 5_000;

  /** UTF-16 characters of a tool's name, and of a name or glob in a policy. */
  public static final int NAME_CHARACTERS = 512;

  /** Characters of one number, in arguments and in conditions. */
  public static final int NUMBER_CHARACTERS = 400;

  /** Values that a path with {@code [*]} leads to; a path with more of them errs. */
  public static final int PATH_VALUES = 10_000;

  /** What holds where nothing is set. */
  public static final EngineLimits DEFAULTS =
      new EngineLimits(1 << 20, 10_000, 64, 1 << 20, 64, 50_000);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a component is out of its range
   */
  public EngineLimits {
    check("policyBytes", policyBytes, 1 << 24);
    check("rules", rules, 1_000_000);
    check("conditionDepth", conditionDepth, 256);
    check("argumentCharacters", argumentCharacters, 1 << 24);
    check("argumentDepth", argumentDepth, 512);
    check("argumentValues", argumentValues, 1_000_000);
  }

  private static void check(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          name + ": got " + value + ", wanted a number from 1 to " + most);
    }
  }
}
