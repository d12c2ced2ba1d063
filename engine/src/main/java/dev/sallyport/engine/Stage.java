package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/** When a rule is asked. */
public enum Stage {
  /** Before a user's message reaches the model. */
  PRE_INPUT("pre_input"),
  /** Before a tool runs; what a rule without a stage means. */
  PRE_TOOL("pre_tool"),
  /** After a tool has run, before the model reads its result. */
  POST_TOOL("post_tool"),
  /** Before the model's answer reaches the user. */
  PRE_OUTPUT("pre_output");

  private static final Stage[] ALL = values();

  private final String word;

  Stage(String word) {
    this.word = word;
  }

  /** The stage as policies write it. */
  public String word() {
    return word;
  }

  /** Whether a tool is called, so that its name and its arguments are known. */
  boolean hasTool() {
    return this == PRE_TOOL || this == POST_TOOL;
  }

  static @Nullable Stage of(String word) {
    for (Stage stage : ALL) {
      if (stage.word.equals(word)) {
        return stage;
      }
    }
    return null;
  }

  static String[] words() {
    String[] words = new String[ALL.length];
    for (int at = 0; at < words.length; at++) {
      words[at] = ALL[at].word;
    }
    return words;
  }
}
