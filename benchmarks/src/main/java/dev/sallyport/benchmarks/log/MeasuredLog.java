package dev.sallyport.benchmarks.log;

/** A log in a folder of its own. */
interface MeasuredLog extends AutoCloseable {
  /** What one thread appends with; made on that thread. */
  LogAppender appender() throws Exception;

  /** How many decisions are stored, after {@link #close}. */
  long stored() throws Exception;
}
