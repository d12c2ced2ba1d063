package dev.sallyport.benchmarks.policy;

/** What an engine answers. */
enum Answer {
  /** A rule allows the call. */
  ALLOW,
  /** A rule denies the call. */
  DENY,
  /** No rule matches the call. */
  DEFAULT,
  /** The engine could not judge the call. */
  ERROR
}
