package dev.sallyport.audit;

import org.jspecify.annotations.Nullable;

/** What was decided for a call, as the log keeps it. The codes are part of the format. */
public enum RecordedEffect {
  /** The tool may run. */
  ALLOW(1),
  /** The tool must not run. */
  DENY(2),
  /** The tool must not run before someone approves. */
  REQUIRE_APPROVAL(3);

  private static final RecordedEffect[] VALUES = values();

  private final int code;

  RecordedEffect(int code) {
    this.code = code;
  }

  /** The byte that stands for this value in a record. */
  public int code() {
    return code;
  }

  static @Nullable RecordedEffect of(int code) {
    for (RecordedEffect value : VALUES) {
      if (value.code == code) {
        return value;
      }
    }
    return null;
  }
}
