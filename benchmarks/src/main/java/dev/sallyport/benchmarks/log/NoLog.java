package dev.sallyport.benchmarks.log;

/** Stores nothing: what measuring itself costs. */
final class NoLog implements MeasuredLog {
  private long last;

  @Override
  public LogAppender appender() {
    return call -> last = call;
  }

  @Override
  public long stored() {
    return last;
  }

  @Override
  public void close() {}
}
