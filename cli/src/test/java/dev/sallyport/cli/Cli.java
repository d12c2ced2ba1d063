package dev.sallyport.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/** Runs commands as {@code main} does, on streams that a test can read. */
final class Cli {
  private final ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Path workingDirectory;
  private final Clock clock;
  private final boolean colored;

  Cli(Path workingDirectory) {
    this(workingDirectory, Clock.systemUTC(), false);
  }

  Cli(Path workingDirectory, Clock clock, boolean colored) {
    this.workingDirectory = workingDirectory;
    this.clock = clock;
    this.colored = colored;
  }

  /** The exit code of the command. */
  int run(String... args) {
    return run(new PrintStream(outBytes, false, StandardCharsets.UTF_8), args);
  }

  int run(PrintStream out, String... args) {
    PrintStream err = new PrintStream(errBytes, false, StandardCharsets.UTF_8);
    return Main.run(args, new CommandContext(out, err, colored, workingDirectory, clock, stop));
  }

  /** What the user does with Ctrl-C. */
  void stop() {
    stop.countDown();
  }

  String out() {
    return outBytes.toString(StandardCharsets.UTF_8);
  }

  /** The output with every time as {@code TIME}. */
  String transcript() {
    return out().replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3,6}Z", "TIME");
  }

  String err() {
    return errBytes.toString(StandardCharsets.UTF_8);
  }
}
