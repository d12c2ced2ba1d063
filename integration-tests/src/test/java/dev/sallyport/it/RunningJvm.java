package dev.sallyport.it;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A started JVM. Closing it kills it, and nothing else. */
final class RunningJvm implements AutoCloseable {
  private static final Duration STREAMS_END = Duration.ofSeconds(10);

  private final Jdk jdk;
  private final Process process;
  private final List<String> command;
  private final CapturedOutput stdout;
  private final CapturedOutput stderr;

  RunningJvm(Jdk jdk, Process process, List<String> command) {
    this.jdk = jdk;
    this.process = process;
    this.command = List.copyOf(command);
    stdout = new CapturedOutput(process.getInputStream(), "stdout of " + process.pid());
    stderr = new CapturedOutput(process.getErrorStream(), "stderr of " + process.pid());
  }

  long pid() {
    return process.pid();
  }

  /** Waits for a line on stdout that is as wanted; fails after {@code limit}. */
  void awaitStdout(Predicate<String> wanted, Duration limit) {
    try {
      if (!stdout.awaitLine(wanted, limit)) {
        throw new AssertionError("no such line on stdout within " + limit + finished("").report());
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Waits for a further line on stdout that is as wanted; fails after {@code limit}. */
  void awaitNextStdout(Predicate<String> wanted, Duration limit) {
    try {
      if (!stdout.awaitNextLine(wanted, limit)) {
        throw new AssertionError("no such line on stdout within " + limit + finished("").report());
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Waits until it has written {@code count} lines to stderr; fails after {@code limit}. */
  List<String> awaitStderrLines(int count, Duration limit) {
    try {
      if (!stderr.awaitLines(count, limit)) {
        throw new AssertionError("no " + count + " lines within " + limit + finished("").report());
      }
      return stderr.lines();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Waits until it has written {@code count} lines to stdout; fails after {@code limit}. */
  void awaitStdoutLines(int count, Duration limit) {
    try {
      if (!stdout.awaitLines(count, limit)) {
        throw new AssertionError("no " + count + " lines within " + limit + finished("").report());
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Kills it as {@code kill -9} does, and waits until it is gone. */
  FinishedJvm kill() {
    process.destroyForcibly();
    return await(Duration.ofSeconds(30));
  }

  /** Waits for its end; after {@code limit} takes a thread dump, kills it and fails. */
  FinishedJvm await(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        String dump = threadDump();
        process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        throw new AssertionError("still running after " + limit + finished(dump).report());
      }
      return finished("");
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private FinishedJvm finished(String threadDump) throws InterruptedException {
    if (!process.isAlive()) {
      stdout.awaitEnd(STREAMS_END);
      stderr.awaitEnd(STREAMS_END);
    }
    int exit = process.isAlive() ? -1 : process.exitValue();
    return new FinishedJvm(
        command, exit, stdout.lines(), stderr.lines(), stderr.keyLines(), threadDump);
  }

  private String threadDump() throws InterruptedException {
    ProcessBuilder jcmd =
        new ProcessBuilder(
            jdk.tool("jcmd").toString(), Long.toString(process.pid()), "Thread.print", "-l");
    try {
      Process dump = jcmd.redirectErrorStream(true).start();
      CapturedOutput text = new CapturedOutput(dump.getInputStream(), "thread dump");
      if (!dump.waitFor(30, TimeUnit.SECONDS)) {
        dump.destroyForcibly();
      }
      text.awaitEnd(STREAMS_END);
      return String.join("\n", text.lines());
    } catch (IOException e) {
      return "no thread dump: " + e;
    }
  }

  private static AssertionError interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new AssertionError("interrupted", e);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
