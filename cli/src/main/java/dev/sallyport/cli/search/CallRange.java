package dev.sallyport.cli.search;

/**
 * The least and the greatest of some call ids. Immutable.
 *
 * @param first the least
 * @param last the greatest; less than {@code first} if there are none
 */
record CallRange(long first, long last) {
  static final CallRange NONE = new CallRange(Long.MAX_VALUE, Long.MIN_VALUE);

  CallRange with(long callId) {
    return new CallRange(Math.min(first, callId), Math.max(last, callId));
  }

  boolean isEmpty() {
    return first > last;
  }
}
