package dev.sallyport.bootstrap;

/** What the model reads in place of what a tool returned or threw. Immutable. */
public final class ResultReplacement {
  /** For a gate that itself failed; constant, so it needs no memory. */
  static final ResultReplacement WITHHELD_BY_ERROR =
      new ResultReplacement(
          "Tool result withheld by policy: the gate could not decide. The tool has run. Do not retry"
              + " it.",
          true);

  private final String text;
  private final boolean refusal;

  private ResultReplacement(String text, boolean refusal) {
    this.text = text;
    this.refusal = refusal;
  }

  /** The tool's own text with parts of it hidden. */
  public static ResultReplacement masked(String text) {
    return new ResultReplacement(text, false);
  }

  /** The constant text with the decision id that says that the result is withheld. */
  public static ResultReplacement refused(String text) {
    return new ResultReplacement(text, true);
  }

  /** What to return as the tool's result. */
  public String text() {
    return text;
  }

  /** Whether nothing of the tool's own text is left. */
  public boolean isRefusal() {
    return refusal;
  }

  /** What to return where results are JSON: a refusal as a JSON string, a masked text as it is. */
  public String asJson() {
    return refusal ? ToolCall.jsonString(text) : text;
  }
}
