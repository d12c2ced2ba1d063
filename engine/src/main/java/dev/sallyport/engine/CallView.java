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

  /** Forgets everything that was set. */
  public CallView clear() {
    return tool(null).arguments(null).agent(null).session(null).framework(null);
  }
}
