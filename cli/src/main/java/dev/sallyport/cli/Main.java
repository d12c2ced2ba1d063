package dev.sallyport.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code java -jar sallyport.jar}: runs the command that the user names. */
public final class Main {
  private static final long LAST_WORDS_MILLIS = 1_000;

  private Main() {}

  /** Runs one command and ends the JVM with its exit code, see {@link #run}. */
  public static void main(String[] args) {
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> endInOrder(stop, done), "stop"));
    int exitCode = runOnStandardStreams(args, stop);
    done.countDown();
    System.exit(exitCode);
  }

  /** On Ctrl-C, lets the command finish the line it is writing. */
  private static void endInOrder(CountDownLatch stop, CountDownLatch done) {
    stop.countDown();
    try {
      if (!done.await(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS)) {
        System.err.println("sallyport: stopped in the middle of its work");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int runOnStandardStreams(String[] args, CountDownLatch stop) {
    WatchedOutput watched = new WatchedOutput(new FileOutputStream(FileDescriptor.out));
    PrintStream out = new PrintStream(new BufferedOutputStream(watched), false, outputCharset());
    boolean colored = Terminal.isColored(System.getenv());
    int exitCode = run(args, context(out, System.err, colored, stop));
    out.flush();
    String problem = watched.problem();
    if (problem != null) {
      System.err.println("sallyport: can't write to standard output: " + problem);
      return ExitCode.UNKNOWN;
    }
    return exitCode;
  }

  /** What the terminal or the locale reads; JDK 17 has only the second property. */
  static Charset outputCharset() {
    String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding", ""));
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Charset.defaultCharset();
    }
  }

  /**
   * Runs one command without colours, in the process's working directory.
   *
   * @param args the command and its options
   * @param out for what the command answers
   * @param err for errors and hints
   * @return 0 fine, 1 a finding, 2 wrong use or could not tell
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    return run(args, context(out, err, false, new CountDownLatch(1)));
  }

  private static CommandContext context(
      PrintStream out, PrintStream err, boolean colored, CountDownLatch stop) {
    return new CommandContext(
        out, err, colored, Path.of("").toAbsolutePath(), Clock.systemUTC(), stop);
  }

  static int run(String[] args, CommandContext context) {
    int exitCode = Commands.create(context).execute(args);
    context.out().flush();
    context.err().flush();
    return exitCode;
  }
}
