package dev.sallyport.benchmarks.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import org.jspecify.annotations.Nullable;

/** Decides from text on one or two threads that share the compiled rules. */
final class ThreadPair {
  private final List<MeasuredTask<ToolCall>> tasks = new ArrayList<>();

  ThreadPair(PolicyEngine engine, List<ToolCall> calls) {
    for (int i = 0; i < 2; i++) {
      tasks.add(MeasuredTask.text("thread", engine.forThread(), calls));
    }
  }

  /**
   * What a run took.
   *
   * @param wallNanosPerDecision elapsed time by decisions of all threads
   * @param cpuNanosPerDecision CPU time of all threads by their decisions
   */
  record Reading(double wallNanosPerDecision, double cpuNanosPerDecision) {}

  Reading run(int threads, long millis) throws InterruptedException {
    CyclicBarrier start = new CyclicBarrier(threads);
    List<Worker> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Worker worker = new Worker(tasks.get(i), start, i, millis);
      workers.add(worker);
      worker.start();
    }
    double decisionsPerNano = 0;
    long decisions = 0;
    long cpu = 0;
    for (Worker worker : workers) {
      worker.join();
      Meter.Reading reading = worker.reading();
      decisionsPerNano += (double) reading.decisions() / worker.wallNanos;
      decisions += reading.decisions();
      cpu += reading.cpuNanos();
    }
    return new Reading(1 / decisionsPerNano, (double) cpu / decisions);
  }

  private static final class Worker extends Thread {
    private final MeasuredTask<ToolCall> task;
    private final CyclicBarrier start;
    private final int number;
    private final long millis;
    private Meter.@Nullable Reading reading;
    private long wallNanos;

    Worker(MeasuredTask<ToolCall> task, CyclicBarrier start, int number, long millis) {
      this.task = task;
      this.start = start;
      this.number = number;
      this.millis = millis;
    }

    @Override
    public void run() {
      try {
        start.await();
      } catch (InterruptedException | BrokenBarrierException e) {
        return;
      }
      int offset = number * task.calls().size() / 2;
      long begin = System.nanoTime();
      reading = Meter.run(task.calls(), task.decide(), offset, millis);
      wallNanos = System.nanoTime() - begin;
    }

    Meter.Reading reading() {
      if (reading == null) {
        throw new IllegalStateException("thread " + number + " failed");
      }
      return reading;
    }
  }
}
