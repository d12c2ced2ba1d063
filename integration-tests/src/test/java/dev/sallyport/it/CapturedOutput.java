package dev.sallyport.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * All lines that a process writes to one of its streams; apart from them the line with the key of
 * the log that the first start in a folder writes. Thread-safe.
 */
final class CapturedOutput {
  private final List<String> lines = new ArrayList<>();
  private final List<String> keyLines = new ArrayList<>();
  private final Thread reader;

  CapturedOutput(InputStream stream, String name) {
    reader = new Thread(() -> read(stream), name);
    reader.setDaemon(true);
    reader.start();
  }

  private void read(InputStream stream) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        add(line);
      }
    } catch (IOException e) {
      add("(the stream broke: " + e.getMessage() + ")");
    }
  }

  private synchronized void add(String line) {
    boolean key =
        line.startsWith("sallyport: the log in `") && line.contains("is verified with the key ");
    (key ? keyLines : lines).add(line);
    notifyAll();
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  synchronized List<String> keyLines() {
    return List.copyOf(keyLines);
  }

  /** Waits until a line is as wanted; whether one came within {@code limit}. */
  synchronized boolean awaitLine(Predicate<String> wanted, Duration limit)
      throws InterruptedException {
    return await(() -> lines.stream().anyMatch(wanted), limit);
  }

  /** As {@link #awaitLine}, but only for lines that are yet to come. */
  synchronized boolean awaitNextLine(Predicate<String> wanted, Duration limit)
      throws InterruptedException {
    int seen = lines.size();
    return await(() -> lines.stream().skip(seen).anyMatch(wanted), limit);
  }

  /** Waits for {@code count} lines; whether they came within {@code limit}. */
  synchronized boolean awaitLines(int count, Duration limit) throws InterruptedException {
    return await(() -> lines.size() >= count, limit);
  }

  private synchronized boolean await(BooleanSupplier condition, Duration limit)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      long millis = (end - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        return false;
      }
      wait(millis);
    }
    return true;
  }

  /** Waits for the end of the stream, so that {@link #lines} is complete. */
  void awaitEnd(Duration limit) throws InterruptedException {
    reader.join(limit.toMillis());
  }
}
