package dev.sallyport.audit;

import org.jspecify.annotations.Nullable;

/** How a decision record keeps the arguments of its call. The codes are part of the format. */
public enum ArgumentsForm {
  /** Not at all, but for the digest. */
  NONE(0),
  /** Their shape: names, types and sizes without values. */
  REDACTED(1),
  /** As the model sent them. */
  FULL(2);

  private static final ArgumentsForm[] VALUES = values();

  private final int code;

  ArgumentsForm(int code) {
    this.code = code;
  }

  /** The byte that stands for this value in a record. */
  public int code() {
    return code;
  }

  static @Nullable ArgumentsForm of(int code) {
    for (ArgumentsForm value : VALUES) {
      if (value.code == code) {
        return value;
      }
    }
    return null;
  }
}
