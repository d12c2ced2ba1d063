package dev.sallyport.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One case of a case file: a call, and what a policy is to decide about it.
 *
 * @param name unique in its file
 * @param line where the case begins, counted from 1
 * @param tool null for a call without a tool's name
 * @param arguments the raw JSON text, null for none
 * @param request the HTTP request or connection that is judged, null for any other call
 * @param epochMillis when the call is made, milliseconds since 1970-01-01T00:00Z
 * @param repeat how often it is made, at least 1; the expectation is about the last time
 * @param everyMillis milliseconds between two times
 * @param facts what is expected beside the effect
 */
public record PolicyCase(
    String name,
    int line,
    @Nullable String tool,
    @Nullable String arguments,
    @Nullable String agent,
    @Nullable String session,
    Stage stage,
    @Nullable String content,
    @Nullable HttpRequestView request,
    long epochMillis,
    int repeat,
    long everyMillis,
    Effect effect,
    List<ExpectedFact> facts) {
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** Copies {@code facts}. */
  public PolicyCase {
    facts = List.copyOf(facts);
  }

  /**
   * The call as a policy sees it.
   *
   * @param number how often the call was made before, from 0
   */
  public CallView call(int number) {
    long millis = epochMillis + number * everyMillis;
    return new CallView()
        .tool(tool)
        .arguments(arguments)
        .agent(agent)
        .session(session)
        .stage(stage)
        .content(content)
        .request(request)
        .time(millis, millis * NANOS_PER_MILLI);
  }
}
