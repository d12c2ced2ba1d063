package dev.sallyport.engine;

/**
 * How many calls a rule lets through in a sliding window.
 *
 * @param calls at least 1, at most {@link #MAX_CALLS}
 * @param seconds the window's length: 1, 60, 3600 or 86400
 */
public record RateLimit(int calls, int seconds) {
  /** More calls than this in one window cannot be counted exactly in bounded memory. */
  public static final int MAX_CALLS = 100_000;
}
