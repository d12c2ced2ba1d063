package dev.sallyport.benchmarks.gate;

import com.sun.management.ThreadMXBean;
import dev.sallyport.bootstrap.ToolGate;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * The whole gate beside the sum of its parts, each measured apart in the same run, round after
 * round. CPU time of the calling thread, which a busy machine disturbs least; memory that it
 * allocated.
 */
public final class GateCost {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int WARM_UP_ROUNDS = 5;

  private static long sink;

  private GateCost() {}

  private static final class Part {
    final String name;
    final Runnable before;
    final LongSupplier work;
    final List<Double> nanos = new ArrayList<>();
    long leastBytes = Long.MAX_VALUE;

    Part(String name, Runnable before, LongSupplier work) {
      this.name = name;
      this.before = before;
      this.work = work;
    }

    void run(int calls, boolean counts) {
      before.run();
      long bytes = THREADS.getCurrentThreadAllocatedBytes();
      long cpu = THREADS.getCurrentThreadCpuTime();
      long sum = 0;
      for (int i = 0; i < calls; i++) {
        sum += work.getAsLong();
      }
      cpu = THREADS.getCurrentThreadCpuTime() - cpu;
      bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
      sink += sum;
      if (counts) {
        nanos.add((double) cpu / calls);
        leastBytes = Math.min(leastBytes, bytes);
      }
    }

    double median() {
      return medianOf(nanos.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The round that the rest of the machine disturbed least. */
    double least() {
      return nanos.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }
  }

  /**
   * Measures.
   *
   * @param args rounds, calls of a round, the folder for the log
   */
  public static void main(String[] args) throws Exception {
    int rounds = Integer.parseInt(args[0]);
    int calls = Integer.parseInt(args[1]);
    SwitchableGate gate = new SwitchableGate();
    ToolGate.open(gate);
    try (RunningLog running = new RunningLog(Path.of(args[2]))) {
      GateParts parts = new GateParts(gate, running.log);
      Part whole = new Part("whole gate", parts::useWholeGate, parts::call);
      List<Part> apart =
          List.of(
              new Part("evaluate 100 rules", () -> {}, parts::evaluate),
              new Part("shape and digest of arguments", () -> {}, parts::shapeAndDigest),
              new Part("append decision", () -> {}, parts::appendDecision),
              new Part("digest of result, append outcome", () -> {}, parts::appendOutcome),
              new Part("bridge with an empty gate", parts::useEmptyGate, parts::call));
      for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
        whole.run(calls, round >= 0);
        for (Part part : apart) {
          part.run(calls, round >= 0);
        }
      }
      print(whole, apart, calls);
    }
    if (sink == 0) {
      throw new IllegalStateException("nothing was measured");
    }
  }

  private static double medianOf(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private static void print(Part whole, List<Part> apart, int calls) {
    System.out.printf(
        Locale.ROOT,
        "== gate, Java %s: CPU time of the calling thread%n"
            + "| %-32s | ns/call, median | ns/call, least | B/call |%n|---|---|---|---|%n",
        Runtime.version(),
        "");
    double median = 0;
    double least = 0;
    long bytes = 0;
    for (Part part : apart) {
      line(part.name, part.median(), part.least(), (double) part.leastBytes / calls);
      median += part.median();
      least += part.least();
      bytes += part.leastBytes;
    }
    line("sum of the parts", median, least, (double) bytes / calls);
    line(whole.name, whole.median(), whole.least(), (double) whole.leastBytes / calls);
    System.out.printf(
        Locale.ROOT,
        "whole / sum: of the medians %.2f, of the least %.2f, median of the rounds %.2f%n",
        whole.median() / median,
        whole.least() / least,
        medianOfRatios(whole, apart));
  }

  private static double medianOfRatios(Part whole, List<Part> apart) {
    double[] ratios = new double[whole.nanos.size()];
    for (int round = 0; round < ratios.length; round++) {
      double sum = 0;
      for (Part part : apart) {
        sum += part.nanos.get(round);
      }
      ratios[round] = whole.nanos.get(round) / sum;
    }
    return medianOf(ratios);
  }

  private static void line(String name, double median, double least, double bytes) {
    System.out.printf(
        Locale.ROOT, "| %-32s | %7.0f | %7.0f | %6.2f |%n", name, median, least, bytes);
  }
}
