package dev.sallyport.benchmarks.policy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Runs calls round and round on the current thread and reads that thread's CPU time and allocated
 * bytes. CPU time is what a busy machine disturbs least; the work of garbage collector and JIT
 * compiler, which is other threads', is not in it.
 */
final class Meter {
  private static final int CALLS_BETWEEN_CLOCKS = 64;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Meter() {}

  /**
   * What a run took.
   *
   * @param decisions how many calls were decided
   * @param cpuNanos CPU time of the thread
   * @param bytes allocated by the thread
   * @param sum of the results, so that none is optimised away
   */
  record Reading(long decisions, long cpuNanos, long bytes, long sum) {
    double cpuNanosPerDecision() {
      return (double) cpuNanos / decisions;
    }

    double bytesPerDecision() {
      return (double) bytes / decisions;
    }
  }

  /** Runs for {@code millis}, beginning with call number {@code start}. */
  static <T> Reading run(List<T> calls, ToIntFunction<T> decide, int start, long millis) {
    long sum = 0;
    long decisions = 0;
    int next = start;
    long end = System.nanoTime() + millis * 1_000_000;
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long cpu = THREADS.getCurrentThreadCpuTime();
    do {
      for (int i = 0; i < CALLS_BETWEEN_CLOCKS; i++) {
        sum += decide.applyAsInt(calls.get(next));
        next = next + 1 == calls.size() ? 0 : next + 1;
      }
      decisions += CALLS_BETWEEN_CLOCKS;
    } while (System.nanoTime() < end);
    cpu = THREADS.getCurrentThreadCpuTime() - cpu;
    bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
    return new Reading(decisions, cpu, bytes, sum);
  }
}
