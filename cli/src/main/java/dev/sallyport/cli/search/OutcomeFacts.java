package dev.sallyport.cli.search;

import dev.sallyport.audit.CallOutcome;

/**
 * How a call ended, and where that is recorded. Immutable.
 *
 * @param callId the call
 * @param outcome how it ended
 * @param durationNanos how long the tool ran
 * @param place where the record stands
 */
public record OutcomeFacts(long callId, CallOutcome outcome, long durationNanos, Place place) {}
