package dev.sallyport.benchmarks.policy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One engine with one number of rules, in a JVM of its own. Checks its answers, then obeys the
 * lines that it reads: {@code warm MILLIS}, {@code round MILLIS}, {@code build MILLIS}; answers
 * each with lines of name and numbers, and {@code done}. Ends with its input.
 *
 * <p>Arguments: engine, number of rules.
 */
public final class MeasuredProcess {
  private static final int MOST_BUILDS = 200;

  private final EngineKind kind;
  private final List<WorkloadRule> rules;
  private final PolicyEngine engine;
  private final List<MeasuredTask<?>> tasks = new ArrayList<>();
  private final ThreadPair threads;
  private final PrintStream out;

  private MeasuredProcess(EngineKind kind, int ruleCount, PrintStream out) {
    Workload hot = Workload.of(ruleCount, true);
    Workload all = Workload.of(ruleCount, false);
    this.kind = kind;
    this.rules = hot.rules();
    this.out = out;
    long start = System.nanoTime();
    this.engine = kind.compile(rules);
    say("first-build", System.nanoTime() - start);
    AnswerCheck.require(engine, hot);
    AnswerCheck.require(engine, all);
    tasks.add(MeasuredTask.text(MeasuredTask.TEXT_HOT, engine, hot.calls()));
    tasks.add(MeasuredTask.text(MeasuredTask.TEXT_ALL, engine, all.calls()));
    if (kind == EngineKind.SALLYPORT) {
      addPaths(hot);
    } else {
      tasks.add(MeasuredTask.prepared(MeasuredTask.PREPARED_HOT, engine, hot.calls()));
      tasks.add(MeasuredTask.prepared(MeasuredTask.PREPARED_ALL, engine, all.calls()));
    }
    this.threads = new ThreadPair(engine, hot.calls());
  }

  private void addPaths(Workload hot) {
    for (Map.Entry<String, List<ToolCall>> path : CallPaths.of(hot).entrySet()) {
      AnswerCheck.require(engine, new Workload(rules, path.getValue()));
      tasks.add(MeasuredTask.text(path.getKey(), engine, path.getValue()));
    }
  }

  /** Entry of the program. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    PrintStream out = System.out;
    System.setOut(System.err);
    EngineKind kind = EngineKind.named(arguments[0]);
    MeasuredProcess process = new MeasuredProcess(kind, Integer.parseInt(arguments[1]), out);
    out.println("done");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", 2);
      process.obey(words[0], Long.parseLong(words[1]));
      out.println("done");
    }
  }

  private void obey(String command, long millis) throws InterruptedException {
    switch (command) {
      case "warm" -> {
        tasks.forEach(task -> task.run(millis));
        threads.run(2, millis);
      }
      case "round" -> round(millis);
      case "build" -> build(millis);
      default -> throw new IllegalArgumentException(command);
    }
  }

  private void round(long millis) throws InterruptedException {
    for (MeasuredTask<?> task : tasks) {
      Meter.Reading reading = task.run(millis);
      say(task.name(), reading.cpuNanosPerDecision(), reading.bytesPerDecision());
    }
    ThreadPair.Reading one = threads.run(1, millis);
    ThreadPair.Reading two = threads.run(2, millis);
    say("one-thread", one.wallNanosPerDecision(), one.cpuNanosPerDecision());
    say("two-threads", two.wallNanosPerDecision(), two.cpuNanosPerDecision());
  }

  /** Builds again, and keeps what it built to see how much heap it holds. */
  private void build(long millis) {
    List<PolicyEngine> kept = new ArrayList<>();
    long before = usedHeap();
    long lowest = Long.MAX_VALUE;
    long end = System.nanoTime() + millis * 1_000_000;
    do {
      long start = System.nanoTime();
      kept.add(kind.compile(rules));
      lowest = Math.min(lowest, System.nanoTime() - start);
    } while (kept.size() < MOST_BUILDS && System.nanoTime() < end);
    say("build", lowest, (double) (usedHeap() - before) / kept.size());
    kept.clear();
  }

  private static long usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private void say(String name, double... numbers) {
    StringBuilder line = new StringBuilder(name);
    for (double number : numbers) {
      line.append('\t').append(number);
    }
    out.println(line);
  }
}
