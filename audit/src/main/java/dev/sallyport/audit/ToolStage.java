package dev.sallyport.audit;

import org.jspecify.annotations.Nullable;

/** Where in an agent's turn the decision was made. The codes are part of the format. */
public enum ToolStage {
  /** Before the model reads the input. */
  PRE_INPUT(1),
  /** Before the tool runs. */
  PRE_TOOL(2),
  /** After the tool ran, before the model reads its result. */
  POST_TOOL(3),
  /** Before the model's answer leaves. */
  PRE_OUTPUT(4);

  private static final ToolStage[] VALUES = values();

  private final int code;

  ToolStage(int code) {
    this.code = code;
  }

  /** The byte that stands for this value in a record. */
  public int code() {
    return code;
  }

  static @Nullable ToolStage of(int code) {
    for (ToolStage value : VALUES) {
      if (value.code == code) {
        return value;
      }
    }
    return null;
  }
}
