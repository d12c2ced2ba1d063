package dev.sallyport.cli.search;

/**
 * The earliest and latest of some times. Immutable.
 *
 * @param first the earliest, in microseconds since 1970
 * @param last the latest; less than {@code first} if there are none
 */
record TimeRange(long first, long last) {
  static final TimeRange NONE = new TimeRange(Long.MAX_VALUE, Long.MIN_VALUE);

  TimeRange with(long micros) {
    return new TimeRange(Math.min(first, micros), Math.max(last, micros));
  }

  /** Whether one of the times may be wanted. */
  boolean meets(CallQuery query) {
    return first <= last && last >= query.sinceMicros() && first < query.untilMicros();
  }

  void write(IndexOutput out) {
    out.number(first);
    out.number(last);
  }

  static TimeRange read(IndexInput in) throws InvalidIndexException {
    return new TimeRange(in.number(), in.number());
  }
}
