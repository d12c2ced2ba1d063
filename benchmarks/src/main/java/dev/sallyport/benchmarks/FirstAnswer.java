package dev.sallyport.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Wall time from starting an example to the line in which its assistant first answers the customer,
 * without and with Sallyport, interleaved.
 *
 * <p>Arguments: rounds, sallyport.jar, an empty work folder for logs, JDK home, then for each
 * example its jar and its folder with the policy.
 */
public final class FirstAnswer {
  private static final String ANSWER = "assistant ";

  private FirstAnswer() {}

  /** Entry of the program. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int rounds = Integer.parseInt(arguments[0]);
    System.out.println("| example | without ms | with Sallyport ms |");
    System.out.println("|---|---|---|");
    for (int i = 4; i < arguments.length; i += 2) {
      Path jar = Path.of(arguments[i]);
      String javaagent =
          "-javaagent:"
              + arguments[1]
              + "=policy="
              + Path.of(arguments[i + 1], "sallyport.yaml")
              + ",audit.dir="
              + arguments[2];
      long[] without = new long[rounds];
      long[] with = new long[rounds];
      for (int round = 0; round < rounds; round++) {
        without[round] = millisToAnswer(arguments[3], jar, null);
        with[round] = millisToAnswer(arguments[3], jar, javaagent);
      }
      Arrays.sort(without);
      Arrays.sort(with);
      System.out.printf(
          "| %s | %d | %d |%n",
          Path.of(arguments[i + 1]).getFileName(), without[rounds / 2], with[rounds / 2]);
    }
  }

  private static long millisToAnswer(String home, Path jar, @Nullable String javaagent)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(home + "/bin/java");
    if (javaagent != null) {
      command.add(javaagent);
    }
    command.addAll(List.of("-jar", jar.toString(), "--demo"));
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader out = process.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith(ANSWER)) {
          return (System.nanoTime() - begin) / 1_000_000;
        }
      }
      throw new IOException("no answer from " + command);
    } finally {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }
}
