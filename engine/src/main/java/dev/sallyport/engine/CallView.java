package dev.sallyport.engine;

import org.jspecify.annotations.Nullable;

/**
 * What a policy can see of one tool call. Mutable, so that one view can serve many calls; not
 * thread-safe.
 */
public final class CallView {
  private @Nullable String tool;
  private @Nullable String arguments;
  private @Nullable String agent;
  private @Nullable String session;
  private @Nullable String framework;
  private Stage stage = Stage.PRE_TOOL;
  private @Nullable String content;
  private @Nullable HttpRequestView request;
  private long epochMillis;
  private long nowNanos;
  private @Nullable Judgement judgement;

  /** Sets the tool's name; a call without one is denied. */
  public CallView tool(@Nullable String name) {
    this.tool = name;
    return this;
  }

  /** Sets the arguments as the JSON text that will run; null or blank means an empty object. */
  public CallView arguments(@Nullable String rawJson) {
    this.arguments = rawJson;
    return this;
  }

  /** Sets the AI agent's name, null if it is unknown. */
  public CallView agent(@Nullable String name) {
    this.agent = name;
    return this;
  }

  /** Sets the session's id, null if it is unknown. */
  public CallView session(@Nullable String id) {
    this.session = id;
    return this;
  }

  /** Sets framework and version; for records, no rule reads it. */
  public CallView framework(@Nullable String nameAndVersion) {
    this.framework = nameAndVersion;
    return this;
  }

  /** Sets when the call is judged; {@link Stage#PRE_TOOL} unless set. */
  public CallView stage(Stage moment) {
    this.stage = moment;
    return this;
  }

  /**
   * Sets the text that passes: the tool's result in {@link Stage#POST_TOOL}, the user's message in
   * {@link Stage#PRE_INPUT}, the model's answer in {@link Stage#PRE_OUTPUT}; null before a tool.
   */
  public CallView content(@Nullable String text) {
    this.content = text;
    return this;
  }

  /**
   * Sets the HTTP request that is judged, as a call of the tool {@code http:GET} and the like, or
   * the connection, as a call of {@code net:connect}; null for any other call. The caller must not
   * change it before the decision was read.
   */
  public CallView request(@Nullable HttpRequestView view) {
    this.request = view;
    return this;
  }

  /**
   * Sets the time of the call.
   *
   * @param wallMillis milliseconds since 1970-01-01T00:00Z, for {@code time.*}
   * @param monotonicNanos {@link System#nanoTime}, for limits
   */
  public CallView time(long wallMillis, long monotonicNanos) {
    this.epochMillis = wallMillis;
    this.nowNanos = monotonicNanos;
    return this;
  }

  /** The tool's name. */
  public @Nullable String tool() {
    return tool;
  }

  /** The raw JSON arguments. */
  public @Nullable String arguments() {
    return arguments;
  }

  /** The AI agent's name. */
  public @Nullable String agent() {
    return agent;
  }

  /** The session's id. */
  public @Nullable String session() {
    return session;
  }

  /** Framework and version. */
  public @Nullable String framework() {
    return framework;
  }

  /** When the call is judged. */
  public Stage stage() {
    return stage;
  }

  /** The text that passes. */
  public @Nullable String content() {
    return content;
  }

  /** The HTTP request or connection. */
  public @Nullable HttpRequestView request() {
    return request;
  }

  /** Milliseconds since 1970-01-01T00:00Z. */
  public long epochMillis() {
    return epochMillis;
  }

  /** {@link System#nanoTime} of the call. */
  public long nowNanos() {
    return nowNanos;
  }

  /** What judging this view's calls within {@code limits} needs. */
  Judgement judgement(EngineLimits limits) {
    Judgement known = judgement;
    if (known == null || !known.limits.equals(limits)) {
      known = new Judgement(limits);
      judgement = known;
    }
    return known;
  }

  /**
   * Lets go of the texts of the last judged call, which otherwise stay until the next one. Its
   * decision is no longer valid then.
   */
  public void release() {
    Judgement known = judgement;
    if (known != null) {
      known.state.end();
      known.subject.forget();
      known.decision.reset();
    }
  }

  /** Forgets everything that was set. */
  public CallView clear() {
    return tool(null)
        .arguments(null)
        .agent(null)
        .session(null)
        .framework(null)
        .stage(Stage.PRE_TOOL)
        .content(null)
        .request(null)
        .time(0, 0);
  }
}
