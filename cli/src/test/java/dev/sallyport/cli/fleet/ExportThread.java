package dev.sallyport.cli.fleet;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** An export in this process, with its options as the user writes them. */
final class ExportThread implements AutoCloseable {
  private final CountDownLatch stop = new CountDownLatch(1);
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final FutureTask<Integer> exitCode;

  /** Stands for the command that has the options. */
  @Command
  private static final class Anything {
    @CommandLine.Mixin final FleetArguments arguments = new FleetArguments();
  }

  private ExportThread(Path work, Path log, String... options) {
    Anything command = new Anything();
    new CommandLine(command).parseArgs(options);
    FleetExport export =
        new FleetExport(
            command.arguments,
            work,
            Map.of("XDG_STATE_HOME", work.resolve("state").toString()),
            said::add,
            stop);
    exitCode = new FutureTask<>(() -> export.run(log));
  }

  static ExportThread start(Path work, Path log, String... options) {
    ExportThread export = new ExportThread(work, log, options);
    Thread thread = new Thread(export.exitCode, "export");
    thread.setDaemon(true);
    thread.start();
    return export;
  }

  /** The exit code, at most 60 seconds later. */
  int exitCode() throws Exception {
    return exitCode.get(60, TimeUnit.SECONDS);
  }

  /** As with Ctrl-C. */
  int stop() throws Exception {
    stop.countDown();
    return exitCode();
  }

  List<String> said() {
    return List.copyOf(said);
  }

  @Override
  public void close() {
    stop.countDown();
  }
}
