package dev.sallyport.benchmarks.gate;

import com.sun.management.OperatingSystemMXBean;
import dev.sallyport.audit.ArgumentsDigest;
import dev.sallyport.bootstrap.Gate;
import dev.sallyport.bootstrap.ToolCall;
import dev.sallyport.bootstrap.ToolGate;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * How long threads are held up by the gate when many call at once: the time within enter and exit
 * of each call, for the real gate and for an empty one that only lets through. The second shows
 * what the scheduler does to threads that wait for nothing.
 */
public final class GateStalls {
  private static final long TOOL_NANOS = 1_000_000;
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final @Nullable Method START_VIRTUAL = startVirtual();

  private final SwitchableGate gate = new SwitchableGate();

  private GateStalls() {}

  private static @Nullable Method startVirtual() {
    try {
      return Thread.class.getMethod("startVirtualThread", Runnable.class);
    } catch (NoSuchMethodException e) {
      return null; // before Java 21
    }
  }

  /**
   * Measures.
   *
   * @param args rounds, the folder for the log
   */
  public static void main(String[] args) throws Exception {
    GateStalls stalls = new GateStalls();
    ToolGate.open(stalls.gate);
    try (RunningLog running = new RunningLog(Path.of(args[1]))) {
      Gate enforcer =
          GateParts.enforcer(GatePolicy.parse(), running.log, ArgumentsDigest.withRandomSalt());
      System.out.printf(
          Locale.ROOT,
          "== stalls, Java %s: time of a call in enter and exit, and CPU time of the process, microseconds%n"
              + "| threads | gate | calls | p50 | p90 | p99 | p99.9 | max | >1ms | >10ms | CPU per call |%n"
              + "|---|---|---|---|---|---|---|---|---|---|---|%n",
          Runtime.version());
      stalls.compare(enforcer, 200, 200, false, Integer.parseInt(args[0]));
      if (START_VIRTUAL != null) {
        stalls.compare(enforcer, 10_000, 10, true, Integer.parseInt(args[0]));
      }
    }
  }

  private void compare(Gate enforcer, int threads, int calls, boolean virtual, int rounds)
      throws Exception {
    List<long[]> empty = new ArrayList<>();
    List<long[]> real = new ArrayList<>();
    long emptyCpu = 0;
    long realCpu = 0;
    for (int round = -2; round < rounds; round++) { // two to warm up
      gate.use(SwitchableGate.EMPTY);
      long start = PROCESS.getProcessCpuTime();
      long[] without = measure(threads, calls, virtual);
      long middle = PROCESS.getProcessCpuTime();
      gate.use(enforcer);
      long[] with = measure(threads, calls, virtual);
      long end = PROCESS.getProcessCpuTime();
      if (round >= 0) {
        empty.add(without);
        real.add(with);
        emptyCpu += middle - start;
        realCpu += end - middle;
      }
    }
    String name = threads + (virtual ? " virtual" : " platform");
    print(name, "empty", empty, emptyCpu);
    print(name, "real", real, realCpu);
  }

  private static long[] measure(int threads, int calls, boolean virtual) throws Exception {
    long[] nanos = new long[threads * calls];
    CountDownLatch ready = new CountDownLatch(threads);
    CountDownLatch done = new CountDownLatch(threads);
    for (int number = 0; number < threads; number++) {
      int from = number * calls;
      start(
          virtual,
          () -> {
            ready.countDown();
            try {
              ready.await();
              for (int call = 0; call < calls; call++) {
                nanos[from + call] = call();
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(2 * TOOL_NANOS));
              }
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            } finally {
              done.countDown();
            }
          });
    }
    done.await();
    return nanos;
  }

  private static void start(boolean virtual, Runnable task) throws Exception {
    if (virtual && START_VIRTUAL != null) {
      START_VIRTUAL.invoke(null, task);
    } else {
      new Thread(task).start();
    }
  }

  /** One call of a tool that takes a millisecond; the time outside the tool. */
  private static long call() {
    long started = System.nanoTime();
    ToolCall call =
        ToolGate.enter(
            GateParts.FRAMEWORK,
            Thread.currentThread(),
            "execute",
            started,
            GatePolicy.TOOL,
            GatePolicy.ARGUMENTS,
            "Desk",
            "session-1");
    long nanos = System.nanoTime() - started;
    if (call.refused()) {
      throw new IllegalStateException(call.refusal());
    }
    LockSupport.parkNanos(TOOL_NANOS);
    started = System.nanoTime();
    ToolGate.exit(call, "ok", null);
    return nanos + System.nanoTime() - started;
  }

  private static void print(String threads, String gate, List<long[]> rounds, long cpuNanos) {
    long[] all = rounds.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %d | %.1f | %.1f | %.1f | %.1f | %.1f | %d | %d | %.1f |%n",
        threads,
        gate,
        all.length,
        micros(all, 0.5),
        micros(all, 0.9),
        micros(all, 0.99),
        micros(all, 0.999),
        all[all.length - 1] / 1e3,
        Arrays.stream(all).filter(nanos -> nanos > 1_000_000).count(),
        Arrays.stream(all).filter(nanos -> nanos > 10_000_000).count(),
        cpuNanos / 1e3 / all.length);
  }

  private static double micros(long[] sorted, double quantile) {
    return sorted[(int) ((sorted.length - 1) * quantile)] / 1e3;
  }
}
