package dev.sallyport.benchmarks.log;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;

/** Some threads that append at once, each append timed on its own. */
final class AppendRound {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /**
   * What a round took.
   *
   * @param latencies of all threads
   * @param bytes allocated by those threads while they appended
   */
  record Reading(LatencyHistogram latencies, long bytes) {
    double bytesPerAppend() {
      return (double) bytes / latencies.total();
    }
  }

  private AppendRound() {}

  /** Appends {@code count} times on each of {@code threads} threads, but no longer than allowed. */
  static Reading run(MeasuredLog log, int threads, int count, long mostMillis) throws Exception {
    CyclicBarrier start = new CyclicBarrier(threads);
    List<Appending> appending = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      appending.add(new Appending(log, start, count, mostMillis));
    }
    appending.forEach(Thread::start);
    LatencyHistogram all = new LatencyHistogram();
    long bytes = 0;
    for (Appending thread : appending) {
      thread.join();
      if (thread.failure != null) {
        throw thread.failure;
      }
      all.add(thread.latencies);
      bytes += thread.bytes;
    }
    return new Reading(all, bytes);
  }

  private static final class Appending extends Thread {
    private final MeasuredLog log;
    private final CyclicBarrier start;
    private final int count;
    private final long mostMillis;
    private final LatencyHistogram latencies = new LatencyHistogram();
    private long bytes;
    private @org.jspecify.annotations.Nullable Exception failure;

    Appending(MeasuredLog log, CyclicBarrier start, int count, long mostMillis) {
      super("append");
      this.log = log;
      this.start = start;
      this.count = count;
      this.mostMillis = mostMillis;
    }

    @Override
    public void run() {
      try {
        LogAppender appender = log.appender();
        start.await();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        append(appender);
        bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
      } catch (Exception e) {
        failure = e;
      }
    }

    private void append(LogAppender appender) throws Exception {
      long end = System.nanoTime() + mostMillis * 1_000_000;
      for (int call = 1; call <= count; call++) {
        long begin = System.nanoTime();
        appender.append(call);
        long now = System.nanoTime();
        latencies.record(now - begin);
        if (now > end) {
          return;
        }
      }
    }
  }
}
