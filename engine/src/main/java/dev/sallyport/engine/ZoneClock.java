package dev.sallyport.engine;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Local time in one zone. The offset in force is remembered until it changes, so that reading the
 * clock needs no memory but twice a year. Thread-safe.
 */
final class ZoneClock {
  private final ZoneRules rules;
  private volatile Span current = new Span(0, 0, 0);

  ZoneClock(String zone) {
    this.rules = ZoneId.of(zone).getRules();
  }

  /** From {@code from} seconds since 1970 (UTC) until before {@code until} the offset holds. */
  private record Span(long from, long until, int offsetSeconds) {
    boolean has(long second) {
      return second >= from && second < until;
    }
  }

  /** Seconds since 1970-01-01T00:00 on the zone's own clocks. */
  long localSeconds(long epochMillis) {
    long second = Math.floorDiv(epochMillis, 1000L);
    Span span = current;
    if (!span.has(second)) {
      span = spanAt(second);
      current = span;
    }
    return second + span.offsetSeconds();
  }

  private Span spanAt(long second) {
    Instant at = Instant.ofEpochSecond(second);
    ZoneOffset offset = rules.getOffset(at);
    ZoneOffsetTransition next = rules.nextTransition(at);
    long until = next == null ? Long.MAX_VALUE : next.toEpochSecond();
    return new Span(second, until, offset.getTotalSeconds());
  }
}
