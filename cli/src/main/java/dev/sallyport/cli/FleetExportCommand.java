package dev.sallyport.cli;

import dev.sallyport.cli.fleet.FleetArguments;
import dev.sallyport.cli.fleet.FleetExport;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code export}: sends the log on to another system. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Send the log on to Kafka or an OpenTelemetry collector.")
final class FleetExportCommand implements Callable<Integer> {
  private static final int MAX_LINE = 500;

  private final CommandContext context;

  @Parameters(arity = "0..1", paramLabel = "FOLDER", description = "The log.")
  private String folder = "sallyport-audit";

  @Mixin private FleetArguments fleet = new FleetArguments();

  FleetExportCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    FleetExport export =
        new FleetExport(
            fleet, context.workingDirectory(), System.getenv(), this::say, context.stop());
    return export.run(context.path(folder));
  }

  private void say(String line) {
    context.err().println("sallyport: " + TerminalText.sentence(line, MAX_LINE));
    context.err().flush();
  }
}
