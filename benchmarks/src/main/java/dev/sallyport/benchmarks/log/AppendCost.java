package dev.sallyport.benchmarks.log;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one append costs the thread that does it, log beside log. Each log and number of threads has
 * a JVM of its own; all stand ready, and each round goes through all of them, so that a slow minute
 * of the machine hits all alike. Prints a table of medians over the rounds for the JDK that runs
 * it.
 *
 * <p>Arguments: rounds, appends of a round, most milliseconds of a round, folder, logs
 * (comma-separated or {@code all}).
 */
public final class AppendCost {
  private static final int[] THREADS = {1, 4};

  private AppendCost() {}

  /** Entry of the program. */
  public static void main(String[] arguments) throws IOException {
    int rounds = Integer.parseInt(arguments[0]);
    List<LogKind> kinds =
        arguments[4].equals("all")
            ? List.of(LogKind.values())
            : Arrays.stream(arguments[4].split(",")).map(LogKind::valueOf).toList();
    for (int threads : THREADS) {
      List<Child> children = new ArrayList<>();
      try {
        for (LogKind kind : kinds) {
          children.add(new Child(kind, threads, arguments));
        }
        for (int round = 0; round < rounds; round++) {
          for (Child child : children) {
            child.round();
          }
        }
      } finally {
        for (Child child : children) {
          child.close();
        }
      }
      print(children, threads);
    }
  }

  private static void print(List<Child> children, int threads) {
    System.out.println("JDK " + Runtime.version() + ", threads: " + threads + "\n");
    System.out.println("| log | p50 ns | p99 ns | p99.9 ns | B/op | p50, times raw | p99 |");
    System.out.println("|---|---|---|---|---|---|---|");
    double[] raw = new double[4];
    for (Child child : children) {
      if (child.kind == LogKind.CHRONICLE) {
        raw = child.medians();
      }
    }
    for (Child child : children) {
      double[] own = child.medians();
      System.out.printf(
          "| %s | %,.0f | %,.0f | %,.0f | %.1f | %.2f | %.2f |%n",
          child.kind.title(), own[0], own[1], own[2], own[3], own[0] / raw[0], own[1] / raw[1]);
    }
    System.out.println();
  }

  /** Our end of one {@link AppendProcess}. */
  private static final class Child implements AutoCloseable {
    private final LogKind kind;
    private final Process process;
    private final BufferedReader in;
    private final Writer out;
    private final List<double[]> readings = new ArrayList<>();

    Child(LogKind kind, int threads, String[] arguments) throws IOException {
      this.kind = kind;
      System.err.println("starting " + kind.title() + ", threads: " + threads);
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(LogFlags.flags());
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.addAll(List.of(AppendProcess.class.getName(), kind.name(), "" + threads));
      command.addAll(List.of(arguments[1], arguments[2], arguments[3]));
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      in =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
      out = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII);
      read();
    }

    private String read() throws IOException {
      String line = in.readLine();
      if (line == null) {
        throw new IllegalStateException(kind.title() + " ended, see its message above");
      }
      return line;
    }

    void round() throws IOException {
      out.write("round\n");
      out.flush();
      readings.add(Arrays.stream(read().split("\t")).mapToDouble(Double::parseDouble).toArray());
    }

    double[] medians() {
      double[] medians = new double[4];
      for (int i = 0; i < medians.length; i++) {
        int column = i;
        double[] sorted = readings.stream().mapToDouble(r -> r[column]).sorted().toArray();
        medians[i] = sorted[sorted.length / 2];
      }
      return medians;
    }

    @Override
    public void close() throws IOException {
      out.close();
      process.destroy();
    }
  }
}
