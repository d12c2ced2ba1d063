package dev.sallyport.engine;

/**
 * The classes with a static initialiser that judging a call may be the first to need. If that runs
 * out of stack on a thread of the application, the class can never be used again, and no call that
 * needs it can be judged.
 */
public final class CallClasses {
  // By name: those with a $ are made by the compiler, for switches over enums.
  private static final String[] NAMES = {
    "ActionBits$1",
    "ClassLayout",
    "ClassTest$1",
    "Evaluation$1",
    "JsonType",
    "NumberPositions",
    "TextKey$1",
    "TextOrder",
    "TimeFact",
    "TimeFact$1",
    "ValueTests$1",
    "arguments.DoubleRange",
    "arguments.PowersOfTen",
    "detect.CardIssuers",
    "detect.KeyPrefix",
    "detect.NationalId$1",
    "detect.NationalIdChecks"
  };

  private CallClasses() {}

  /**
   * Initialises them all; to be called on a thread with stack to spare before the first call.
   *
   * @throws IllegalStateException if one is missing
   */
  public static void initialise() {
    ClassLoader loader = CallClasses.class.getClassLoader();
    for (String name : NAMES) {
      try {
        Class.forName("dev.sallyport.engine." + name, true, loader);
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException("a part of the engine is missing: " + name, e);
      }
    }
  }
}
