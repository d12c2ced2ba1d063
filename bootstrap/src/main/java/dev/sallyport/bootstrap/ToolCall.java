package dev.sallyport.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * One attempt by an AI agent to act, from its interception to its outcome. Instances are pooled per
 * thread: use one only between {@link ToolGate#enter} and {@link ToolGate#exit}, on that thread.
 *
 * <p>A call is refused until {@link #permit} is called on it.
 */
public final class ToolCall {
  /** What the model reads when the gate itself failed; constant, so it needs no memory. */
  static final String REFUSED_BY_ERROR =
      "Tool call refused by policy: the gate could not decide. Do not retry it.";

  /** Stands for a call that could not even be set up. Never permitted. */
  static final ToolCall BROKEN = new ToolCall();

  @Nullable String framework;
  @Nullable Object receiver;
  @Nullable String method;
  @Nullable Object request;
  @Nullable String tool;
  @Nullable String arguments;
  @Nullable String agent;
  @Nullable Object session;
  long parentCallId;
  boolean delegated;
  boolean handedOn;
  int depth;

  @Nullable Object box;
  private long callId;
  private boolean permitted;
  private boolean rewritten;
  private String refusal = REFUSED_BY_ERROR;
  private long startNanos;

  ToolCall() {}

  void reset() {
    framework = null;
    receiver = null;
    method = null;
    request = null;
    tool = null;
    arguments = null;
    agent = null;
    session = null;
    parentCallId = 0;
    delegated = false;
    handedOn = false;
    box = null;
    callId = 0;
    permitted = false;
    rewritten = false;
    refusal = REFUSED_BY_ERROR;
    startNanos = 0;
  }

  /** Whether the tool must not run; woven code then returns or throws {@link #refusal}. */
  public boolean refused() {
    return !permitted;
  }

  /** The constant text with the decision id that stands in for the tool's result. */
  public String refusal() {
    return refusal;
  }

  /** The same as a JSON string, for frameworks whose results are JSON. */
  public String refusalAsJson() {
    return jsonString(refusal);
  }

  static String jsonString(String text) {
    StringBuilder json = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u00")
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }

  /**
   * Whether {@link #arguments} differ from what the framework passed, so the tool must get those.
   */
  public boolean rewritten() {
    return rewritten;
  }

  /** The raw JSON arguments that were judged, after masking if {@link #rewritten}. */
  public @Nullable String arguments() {
    return arguments;
  }

  /**
   * Tells which object now carries the {@link #rewritten} arguments, so that delegation of it is
   * known as the same attempt.
   */
  public void rewrittenRequest(Object newRequest) {
    request = newRequest;
  }

  /** Framework and version, such as {@code langchain4j 1.5.0}. */
  public @Nullable String framework() {
    return framework;
  }

  /** The tool's name as the model called it, or null if the framework had none. */
  public @Nullable String tool() {
    return tool;
  }

  /** The AI agent, or null if unknown. */
  public @Nullable String agent() {
    return agent;
  }

  /** Conversation or memory id, or null. */
  public @Nullable Object session() {
    return session;
  }

  /** The id given by {@link #identify}, unique in this process, or 0 before. */
  public long callId() {
    return callId;
  }

  /** The call id of the tool call that made this one, or 0. */
  public long parentCallId() {
    return parentCallId;
  }

  /**
   * What confines the tool while it runs; what confines its caller until the enforcer adds to it.
   */
  public @Nullable Object box() {
    return box;
  }

  /** Confines the tool while it runs, and whatever it calls. */
  public void confine(@Nullable Object newBox) {
    box = newBox;
  }

  /** {@link System#nanoTime} at which the tool was let run. */
  public long startNanos() {
    return startNanos;
  }

  /** Gives the call its id, a positive number unique in this process. */
  public void identify(long newCallId) {
    callId = newCallId;
  }

  /** Sets the text that replaces the tool's result while the call is refused. */
  public void refuse(String text) {
    permitted = false;
    refusal = text;
  }

  /** Lets the tool run with the arguments as they are. */
  public void permit(long nowNanos) {
    startNanos = nowNanos;
    permitted = true;
  }

  /** Lets the tool run with {@code newArguments} in place of what the framework passed. */
  public void permitWith(String newArguments, long nowNanos) {
    arguments = newArguments;
    rewritten = true;
    permit(nowNanos);
  }

  /** A delegation of {@code outer}'s own request: let through with what was decided for it. */
  void follow(ToolCall outer) {
    outer.handedOn = true;
    delegated = true;
    agent = outer.agent;
    session = outer.session;
    parentCallId = outer.parentCallId;
    callId = outer.callId;
    box = outer.box;
    startNanos = outer.startNanos;
    permitted = outer.permitted;
    refusal = outer.refusal;
  }
}
