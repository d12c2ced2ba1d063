package dev.sallyport.audit;

import org.jspecify.annotations.Nullable;

/** Whether decisions bind. The codes are part of the format. */
public enum EnforcementMode {
  /** What is denied does not run. */
  ENFORCE(1),
  /** Everything runs; a recorded denial is one that would have been. */
  OBSERVE(2);

  private static final EnforcementMode[] VALUES = values();

  private final int code;

  EnforcementMode(int code) {
    this.code = code;
  }

  /** The byte that stands for this value in a record. */
  public int code() {
    return code;
  }

  static @Nullable EnforcementMode of(int code) {
    for (EnforcementMode value : VALUES) {
      if (value.code == code) {
        return value;
      }
    }
    return null;
  }
}
