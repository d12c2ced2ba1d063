package dev.sallyport.enforcer;

import org.jspecify.annotations.Nullable;

/**
 * Something that is judged and recorded as a tool call is, though it is none: a step of a request,
 * or what a box forbids.
 *
 * @param callId its own id
 * @param parentCallId on whose behalf it is done
 * @param framework the HTTP client, or null
 * @param tool the name in the record
 * @param facts what it is about, as JSON
 * @param keptFacts the same without what the log is not to keep
 * @param isMinor whether it is recorded only if it is refused
 */
record GatedStep(
    long callId,
    long parentCallId,
    @Nullable String framework,
    String tool,
    String facts,
    String keptFacts,
    boolean isMinor) {
  static GatedStep of(long callId, long parentCallId, RequestFacts facts) {
    boolean minor = facts.step().equals(RequestFacts.DATAGRAM);
    return new GatedStep(
        callId,
        parentCallId,
        facts.client(),
        facts.tool(),
        facts.json(true),
        facts.json(false),
        minor);
  }

  /** What a box forbids or watches. */
  static GatedStep ofSink(long callId, long parentCallId, String sink, String subject) {
    String facts = new JsonFacts().add("subject", subject).end();
    return new GatedStep(callId, parentCallId, null, "box:" + sink, facts, facts, false);
  }
}
