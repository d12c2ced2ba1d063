package dev.sallyport.benchmarks.log;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One log in a JVM of its own. Warms up, then runs a round for each line that it reads, in a fresh
 * folder, checks that all was stored, and prints what the round took in one line. Ends with its
 * input.
 *
 * <p>Arguments: log, threads, appends of a round, most milliseconds of a round, folder.
 */
public final class AppendProcess {
  /** Fast logs need this many appends until they are compiled; slow ones stop at the time. */
  private static final int WARM_UPS = 8;

  private AppendProcess() {}

  /** Entry of the program. */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = System.out;
    System.setOut(System.err);
    LogKind kind = LogKind.valueOf(arguments[0]);
    int threads = Integer.parseInt(arguments[1]);
    int count = Integer.parseInt(arguments[2]) / threads;
    long millis = Long.parseLong(arguments[3]);
    Path folder = Path.of(arguments[4]);
    for (int i = 0; i < WARM_UPS; i++) {
      round(kind, folder, threads, count, millis);
    }
    out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    while (in.readLine() != null) {
      AppendRound.Reading reading = round(kind, folder, threads, count, millis);
      LatencyHistogram latencies = reading.latencies();
      out.println(
          latencies.quantile(0.5)
              + "\t"
              + latencies.quantile(0.99)
              + "\t"
              + latencies.quantile(0.999)
              + "\t"
              + reading.bytesPerAppend());
    }
  }

  private static AppendRound.Reading round(
      LogKind kind, Path parent, int threads, int count, long millis) throws Exception {
    Path folder = Files.createTempDirectory(parent, "round");
    try {
      MeasuredLog log = kind.open(folder);
      AppendRound.run(log, threads, count / 4, millis / 4);
      AppendRound.Reading reading = AppendRound.run(log, threads, count, millis);
      log.close();
      if (kind != LogKind.NONE && log.stored() < reading.latencies().total()) {
        throw new IllegalStateException(kind.title() + " stored `" + log.stored() + "` records");
      }
      return reading;
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
