package dev.sallyport.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Wall time from starting a JVM to its end, for a program that prints one line: without a
 * javaagent, with one whose premain returns at once, with Sallyport and a policy of ten rules, and
 * with the OpenTelemetry javaagent. The runs are interleaved, so that load on the machine meets all
 * alike.
 *
 * <p>Arguments: rounds, sallyport.jar, OpenTelemetry jar, an empty work folder, a JDK home or more.
 */
public final class StartUp {
  private static final int TIMEOUT_SECONDS = 120;

  private final Path work;
  private final String classPath = System.getProperty("java.class.path");

  private StartUp(Path work) {
    this.work = work;
  }

  /** Entry of the program. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int rounds = Integer.parseInt(arguments[0]);
    StartUp startUp = new StartUp(Path.of(arguments[3]));
    Map<String, List<String>> variants =
        startUp.variants(Path.of(arguments[1]), Path.of(arguments[2]));
    for (String home : Arrays.asList(arguments).subList(4, arguments.length)) {
      startUp.measure(home, rounds, variants);
    }
  }

  private Map<String, List<String>> variants(Path sallyport, Path openTelemetry)
      throws IOException {
    Path policy = Files.writeString(work.resolve("sallyport.yaml"), TenRules.YAML);
    String log = "audit.dir=" + work.resolve("audit");
    Map<String, List<String>> variants = new LinkedHashMap<>();
    variants.put("no javaagent", List.of());
    variants.put("premain returns at once", List.of("-javaagent:" + EmptyJavaagent.jar(work)));
    variants.put(
        "Sallyport, 10 rules",
        List.of("-javaagent:" + sallyport + "=policy=" + policy + "," + log));
    variants.put(
        "OpenTelemetry, no exporters",
        List.of(
            "-javaagent:" + openTelemetry,
            "-Dotel.traces.exporter=none",
            "-Dotel.metrics.exporter=none",
            "-Dotel.logs.exporter=none"));
    return variants;
  }

  private void measure(String home, int rounds, Map<String, List<String>> variants)
      throws IOException, InterruptedException {
    Map<String, long[]> nanos = new LinkedHashMap<>();
    for (String variant : variants.keySet()) {
      nanos.put(variant, new long[rounds]);
    }
    for (int round = -1; round < rounds; round++) {
      for (Map.Entry<String, List<String>> variant : variants.entrySet()) {
        long taken = run(home, variant.getValue());
        if (round >= 0) { // the first round only warms the file cache
          Objects.requireNonNull(nanos.get(variant.getKey()))[round] = taken;
        }
      }
    }
    report(home, nanos);
  }

  private long run(String home, List<String> options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(home + "/bin/java");
    command.addAll(options);
    command.addAll(List.of("-cp", classPath.split(File.pathSeparator, 2)[0]));
    command.add(HelloWorld.class.getName());
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .directory(work.toFile())
            .redirectOutput(work.resolve("out.txt").toFile())
            .redirectError(work.resolve("err.txt").toFile())
            .start();
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("did not end in " + TIMEOUT_SECONDS + " s: " + command);
    }
    if (process.exitValue() != 0) {
      throw new IOException(Files.readString(work.resolve("err.txt")) + command);
    }
    return System.nanoTime() - begin;
  }

  private static void report(String home, Map<String, long[]> nanos) {
    System.out.println(home);
    System.out.println("| javaagent | median ms | added ms | added / empty javaagent's |");
    System.out.println("|---|---|---|---|");
    double none = 0;
    double empty = 0;
    int row = 0;
    for (Map.Entry<String, long[]> variant : nanos.entrySet()) {
      double median = median(variant.getValue());
      none = row == 0 ? median : none;
      empty = row == 1 ? median - none : empty;
      System.out.printf(
          "| %s | %.0f | %.0f | %s |%n",
          variant.getKey(),
          median,
          median - none,
          row == 0 ? "" : String.format("%.2f", (median - none) / empty));
      row++;
    }
  }

  private static double median(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
    return median / 1e6;
  }
}
