package dev.sallyport.audit;

import org.jspecify.annotations.Nullable;

/** How a permitted call ended. The codes are part of the format. */
public enum CallOutcome {
  /** The tool returned. */
  RETURNED(1),
  /** The tool threw. */
  THREW(2),
  /** The process ended, or gave up waiting, while the tool ran. */
  NEVER_RETURNED(3);

  private static final CallOutcome[] VALUES = values();

  private final int code;

  CallOutcome(int code) {
    this.code = code;
  }

  /** The byte that stands for this value in a record. */
  public int code() {
    return code;
  }

  static @Nullable CallOutcome of(int code) {
    for (CallOutcome value : VALUES) {
      if (value.code == code) {
        return value;
      }
    }
    return null;
  }
}
