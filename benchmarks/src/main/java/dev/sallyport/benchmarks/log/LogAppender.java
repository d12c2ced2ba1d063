package dev.sallyport.benchmarks.log;

/** Appends for one thread. */
interface LogAppender {
  /** Appends the sample decision with the call id {@code call}. */
  void append(long call) throws Exception;
}
