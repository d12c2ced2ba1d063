package dev.sallyport.benchmarks.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Prints results as the tables of docs/benchmarks.md. */
final class CpuTables {
  private static final String NONE = "-";

  private final CpuResults results;
  private final List<EngineKind> kinds;
  private final List<Integer> sizes;
  private final StringBuilder text = new StringBuilder();

  CpuTables(CpuResults results, List<EngineKind> kinds, List<Integer> sizes) {
    this.results = results;
    this.kinds = kinds;
    this.sizes = sizes;
  }

  String markdown() {
    text.append("JDK ").append(Runtime.version()).append(":\n");
    costs("From JSON text to decision, 24 tools", MeasuredTask.TEXT_HOT);
    costs("From JSON text to decision, all tools", MeasuredTask.TEXT_ALL);
    costs(
        "From a prepared request, 24 tools (Sallyport: from JSON text)", MeasuredTask.PREPARED_HOT);
    costs(
        "From a prepared request, all tools (Sallyport: from JSON text)",
        MeasuredTask.PREPARED_ALL);
    ratios();
    threads();
    paths();
    builds();
    return text.toString();
  }

  private void costs(String title, String task) {
    List<String> columns = new ArrayList<>();
    sizes.forEach(size -> columns.add("ns, " + grouped(size)));
    sizes.forEach(size -> columns.add("B/op, " + grouped(size)));
    for (int i = 1; i < sizes.size(); i++) {
      columns.add("growth to " + grouped(sizes.get(i)));
    }
    header(title, columns);
    for (EngineKind kind : kinds) {
      List<String> cells = new ArrayList<>();
      sizes.forEach(size -> cells.add(show(cost(kind, size, task), CpuTables::number)));
      sizes.forEach(size -> cells.add(show(bytes(kind, size, task), CpuTables::number)));
      Double first = cost(kind, sizes.get(0), task);
      for (int i = 1; i < sizes.size(); i++) {
        cells.add(factor(cost(kind, sizes.get(i), task), first));
      }
      row(kind.title(), cells);
    }
  }

  private void ratios() {
    List<String> columns = new ArrayList<>();
    sizes.forEach(size -> columns.add("text, " + grouped(size)));
    sizes.forEach(size -> columns.add("prepared, " + grouped(size)));
    header("Times the cost of Sallyport from JSON text, 24 tools", columns);
    for (EngineKind kind : kinds) {
      List<String> cells = new ArrayList<>();
      for (String task : List.of(MeasuredTask.TEXT_HOT, MeasuredTask.PREPARED_HOT)) {
        sizes.forEach(size -> cells.add(factor(cost(kind, size, task), ours(size))));
      }
      row(kind.title(), cells);
    }
    List<String> fastest = new ArrayList<>();
    for (String task : List.of(MeasuredTask.TEXT_HOT, MeasuredTask.PREPARED_HOT)) {
      sizes.forEach(size -> fastest.add(factor(fastestPeer(size, task), ours(size))));
    }
    row("fastest of the six peers", fastest);
  }

  private void threads() {
    List<String> columns = new ArrayList<>();
    sizes.forEach(size -> columns.add("elapsed, " + grouped(size)));
    sizes.forEach(size -> columns.add("CPU, " + grouped(size)));
    header("Decisions of two threads by those of one, from JSON text, 24 tools", columns);
    for (EngineKind kind : kinds) {
      List<String> cells = new ArrayList<>();
      sizes.forEach(size -> cells.add(twoThreads(kind, size, CpuResults.Numbers::lowest, 1)));
      sizes.forEach(size -> cells.add(twoThreads(kind, size, CpuResults.Numbers::lowestSecond, 2)));
      row(kind.title(), cells);
    }
  }

  private String twoThreads(
      EngineKind kind, int size, Function<CpuResults.Numbers, Double> part, int threads) {
    CpuResults.Numbers one = results.get(kind, size, "one-thread");
    CpuResults.Numbers two = results.get(kind, size, "two-threads");
    return one == null || two == null ? NONE : factor(threads * part.apply(one), part.apply(two));
  }

  private void paths() {
    if (!kinds.contains(EngineKind.SALLYPORT)) {
      return;
    }
    List<String> columns = new ArrayList<>();
    sizes.forEach(size -> columns.add("ns, " + grouped(size)));
    sizes.forEach(size -> columns.add("B/op, " + grouped(size)));
    header("Sallyport by the way a decision goes, 24 tools", columns);
    Map<String, List<ToolCall>> paths = CallPaths.of(Workload.of(sizes.get(0), true));
    for (String path : paths.keySet()) {
      List<String> cells = new ArrayList<>();
      EngineKind ours = EngineKind.SALLYPORT;
      sizes.forEach(size -> cells.add(show(cost(ours, size, path), CpuTables::number)));
      sizes.forEach(size -> cells.add(show(bytes(ours, size, path), CpuTables::number)));
      row(path, cells);
    }
  }

  private void builds() {
    List<String> columns = new ArrayList<>();
    sizes.forEach(size -> columns.add("first ms, " + grouped(size)));
    sizes.forEach(size -> columns.add("lowest ms, " + grouped(size)));
    sizes.forEach(size -> columns.add("heap KiB, " + grouped(size)));
    header("Building the policy, and the Java heap that it holds", columns);
    for (EngineKind kind : kinds) {
      List<String> cells = new ArrayList<>();
      IntFunction<@Nullable Double> first = size -> cost(kind, size, "first-build");
      sizes.forEach(size -> cells.add(show(first.apply(size), ns -> number(ns / 1e6))));
      sizes.forEach(size -> cells.add(show(cost(kind, size, "build"), ns -> number(ns / 1e6))));
      sizes.forEach(size -> cells.add(show(bytes(kind, size, "build"), b -> number(b / 1024))));
      row(kind.title(), cells);
    }
  }

  private @Nullable Double ours(int size) {
    return cost(EngineKind.SALLYPORT, size, MeasuredTask.TEXT_HOT);
  }

  /** Without the hand-written loop, which is no engine. */
  private @Nullable Double fastestPeer(int size, String task) {
    Double fastest = null;
    for (EngineKind kind : kinds) {
      Double cost = cost(kind, size, task);
      boolean peer = kind != EngineKind.SALLYPORT && kind != EngineKind.NAIVE;
      if (peer && cost != null && (fastest == null || cost < fastest)) {
        fastest = cost;
      }
    }
    return fastest;
  }

  private @Nullable Double cost(EngineKind kind, int size, String task) {
    CpuResults.Numbers numbers = results.get(kind, size, taskOf(kind, task));
    return numbers == null ? null : numbers.lowest();
  }

  private @Nullable Double bytes(EngineKind kind, int size, String task) {
    CpuResults.Numbers numbers = results.get(kind, size, taskOf(kind, task));
    return numbers == null ? null : numbers.highestSecond();
  }

  /** Sallyport prepares nothing. */
  private static String taskOf(EngineKind kind, String task) {
    if (kind != EngineKind.SALLYPORT) {
      return task;
    }
    return switch (task) {
      case MeasuredTask.PREPARED_HOT -> MeasuredTask.TEXT_HOT;
      case MeasuredTask.PREPARED_ALL -> MeasuredTask.TEXT_ALL;
      default -> task;
    };
  }

  private void header(String title, List<String> columns) {
    text.append('\n')
        .append(title)
        .append(":\n\n| | ")
        .append(String.join(" | ", columns))
        .append(" |\n|---|");
    text.append("---|".repeat(columns.size())).append('\n');
  }

  private void row(String title, List<String> cells) {
    text.append("| ").append(title).append(" | ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String show(@Nullable Double value, Function<Double, String> format) {
    return value == null ? NONE : format.apply(value);
  }

  private static String factor(@Nullable Double value, @Nullable Double base) {
    return value == null || base == null ? NONE : String.format(Locale.ROOT, "%.2f", value / base);
  }

  private static String number(double value) {
    boolean whole = value >= 100 || value == Math.rint(value);
    return String.format(Locale.ROOT, whole ? "%,.0f" : "%.1f", value);
  }

  private static String grouped(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
