package dev.sallyport.audit.anchor;

/**
 * How patient anchoring is, in milliseconds.
 *
 * @param request for one request
 * @param pace between two attempts that succeed, at least
 * @param firstRetry after the first failure, about
 * @param lastRetry after many failures, about
 */
record AnchorTimes(int request, long pace, long firstRetry, long lastRetry) {
  static final AnchorTimes DEFAULT = new AnchorTimes(10_000, 1_000, 1_000, 60_000);
}
