package dev.sallyport.cli.fleet;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends a log on to a Kafka topic or an OpenTelemetry collector, from where it stopped before. */
public final class FleetExport {
  private static final int FINE = 0;
  private static final int FINDING = 1;
  private static final int UNKNOWN = 2;

  private final FleetArguments arguments;
  private final Path workingDirectory;
  private final Map<String, String> environment;
  private final Consumer<String> say;
  private final CountDownLatch stop;

  /**
   * An export.
   *
   * @param workingDirectory what relative paths start from
   * @param environment of the process; tells where states are kept
   * @param say for lines to the user, which may hold text of others
   * @param stop open once the user wants the end
   */
  public FleetExport(
      FleetArguments arguments,
      Path workingDirectory,
      Map<String, String> environment,
      Consumer<String> say,
      CountDownLatch stop) {
    this.arguments = arguments;
    this.workingDirectory = workingDirectory;
    this.environment = environment;
    this.say = say;
    this.stop = stop;
  }

  /**
   * Exports the log in {@code folder}, a folder of runs or one run, until its present end, or with
   * {@code --follow} until the user wants the end.
   *
   * @return 0 fine, 1 the log is damaged or the target refused something, 2 it could not be done
   */
  public int run(Path folder) {
    ExportProblems problems = new ExportProblems(say);
    try (ExportTarget target = target()) {
      if (!Files.isDirectory(folder) && !arguments.follow) {
        throw new IOException(
            "got no log folder `" + folder + "`, wanted the one that an application writes");
      }
      run(folder, target, problems);
    } catch (AccessDeniedException e) {
      say.accept("got no permission for `" + e.getFile() + "`, wanted the application's user");
      return UNKNOWN;
    } catch (IOException | TargetException e) {
      say.accept(String.valueOf(e.getMessage()));
      return UNKNOWN;
    } catch (StoppedException e) {
      return FINE; // before anything was sent
    }
    return problems.isUnreadable() ? UNKNOWN : problems.isDamaged() ? FINDING : FINE;
  }

  private void run(Path folder, ExportTarget target, ExportProblems problems)
      throws IOException, TargetException, StoppedException {
    Path file = stateFile(folder, target);
    try (ExportState state = ExportState.open(file)) {
      Patience patience = new Patience(target.description(), arguments.follow, stop, say);
      state.belongsTo(target.connect(patience));
      say.accept(
          "exporting `" + folder + "` to " + target.description() + ", state in `" + file + "`");
      new LogExport(folder, arguments.follow, target, state, patience, problems).run();
    }
  }

  private ExportTarget target() throws IOException {
    String[] kafka = arguments.kafka;
    String otlp = arguments.otlp;
    if ((kafka == null) == (otlp == null)) {
      throw new IOException("wanted one of `--kafka BROKERS TOPIC` and `--otlp URL`");
    }
    if (kafka != null) {
      if (arguments.otlpHeaders != null || arguments.otlpGzip) {
        throw new IOException("got an option of `--otlp` with `--kafka`");
      }
      return new KafkaTarget(kafka[0], kafka[1], path(arguments.kafkaConfig));
    }
    if (arguments.kafkaConfig != null) {
      throw new IOException("got an option of `--kafka` with `--otlp`");
    }
    return new OtlpTarget(
        OtlpAddress.parse(String.valueOf(otlp)),
        OtlpHeaders.read(path(arguments.otlpHeaders)),
        arguments.otlpGzip,
        say);
  }

  private Path stateFile(Path folder, ExportTarget target) throws IOException {
    Path named = path(arguments.state);
    if (named != null) {
      return named;
    }
    String[] kafka = arguments.kafka;
    String name = kafka == null ? target.description() : "kafka topic `" + kafka[1] + "`";
    return StateFolder.of(environment).resolve(StateFolder.fileName(folder, name));
  }

  private @Nullable Path path(@Nullable String typed) throws IOException {
    try {
      return typed == null ? null : workingDirectory.resolve(typed).normalize();
    } catch (InvalidPathException e) {
      throw new IOException("got `" + typed + "`, wanted a path", e);
    }
  }
}
