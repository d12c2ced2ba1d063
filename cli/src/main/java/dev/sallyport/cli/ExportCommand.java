package dev.sallyport.cli;

import dev.sallyport.audit.RunFolder;
import dev.sallyport.cli.export.AtomicFile;
import dev.sallyport.cli.export.CloudEventLines;
import dev.sallyport.cli.export.CsvLines;
import dev.sallyport.cli.export.ExportRefusedException;
import dev.sallyport.cli.export.RecordLine;
import dev.sallyport.cli.export.TileExport;
import dev.sallyport.cli.fleet.FleetArguments;
import dev.sallyport.cli.fleet.FleetExport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code export}: the log in forms that other programs read. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Write the log in a form that other programs read.",
    description = {
      "",
      "--tlog-tiles writes what any checker of C2SP tlog-tiles can verify: a folder for",
      "each run, with its sealed records. A former export in the same folder grows.",
      "--jsonl, --csv and --cloudevents are a line for each record, sealed or not.",
      "--kafka and --otlp send each record on, and go on where they stopped.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  " + Commands.NAME + " export --tlog-tiles tiles",
      "  " + Commands.NAME + " export --jsonl -o log.jsonl",
      "  " + Commands.NAME + " export /var/log/sallyport --csv -o log.csv",
      "  " + Commands.NAME + " export --cloudevents | curl --data-binary @- ...",
      "  " + Commands.NAME + " export --follow --otlp http://collector:4318",
      "",
      "Exit codes: 0; 1 if the log is damaged, or it and a former export contradict",
      "each other; 2 for wrong use, or if something could not be exported."
    })
final class ExportCommand implements Callable<Integer> {
  private static final String DEFAULT_FOLDER = "sallyport-audit";

  private static final String FORMS =
      "--tlog-tiles, --jsonl, --csv, --cloudevents, --kafka, --otlp";

  private final CommandContext context;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = {
        "The log: a folder of runs (default: " + DEFAULT_FOLDER + "), or one run in it."
      })
  private String folder = DEFAULT_FOLDER;

  @Option(
      names = "--tlog-tiles",
      paramLabel = "DIR",
      description = {
        "C2SP tlog-tiles: DIR/RUN/checkpoint, DIR/RUN/tile/...; of a FOLDER that is one run"
            + " directly in DIR."
      })
  private @Nullable String tiles;

  @Option(names = "--jsonl", description = "JSON Lines: all fields, as docs/export.md lists them.")
  private boolean jsonl;

  @Option(names = "--csv", description = "CSV (RFC 4180); no cell is a formula to a spreadsheet.")
  private boolean csv;

  @Option(names = "--cloudevents", description = "CloudEvents 1.0, one JSON object a line.")
  private boolean cloudEvents;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Write lines to FILE, which appears when it is whole (default: the output).")
  private @Nullable String out;

  @Mixin private FleetArguments fleet = new FleetArguments();

  ExportCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    checkUse();
    if (fleet.isUsed()) {
      return new FleetExport(
              fleet, context.workingDirectory(), System.getenv(), this::say, context.stop())
          .run(context.path(folder));
    }
    try {
      Path log = context.path(folder);
      List<RunFolder> runs = LoggedRuns.all(log);
      return tiles == null ? lines(runs) : tiles(runs, log, context.path(tiles));
    } catch (CannotTellException e) {
      return e.report(context);
    }
  }

  private void checkUse() {
    List<String> forms = new ArrayList<>();
    addIf(tiles != null, "--tlog-tiles", forms);
    addIf(jsonl, "--jsonl", forms);
    addIf(csv, "--csv", forms);
    addIf(cloudEvents, "--cloudevents", forms);
    addIf(fleet.isUsed(), "--kafka or --otlp", forms);
    if (forms.size() != 1) {
      String got = forms.isEmpty() ? "no form" : String.join(" and ", forms);
      throw wrong("got " + got + ", wanted one of " + FORMS);
    }
    if (out != null && (tiles != null || fleet.isUsed())) {
      throw wrong("got --out with " + forms.get(0) + ", which does not write lines");
    }
  }

  private static void addIf(boolean given, String name, List<String> forms) {
    if (given) {
      forms.add(name);
    }
  }

  private int tiles(List<RunFolder> runs, Path log, Path target) throws IOException {
    int exitCode = ExitCode.FINE;
    boolean oneRun = runs.size() == 1 && runs.get(0).path().equals(log);
    for (RunFolder run : runs) {
      String name = String.valueOf(run.path().getFileName());
      try {
        TileExport.Result result = TileExport.export(run, oneRun ? target : target.resolve(name));
        context.out().println(name + ": " + result.size() + " records" + written(result));
        if (result.incompleteBundles() > 0) {
          hint(
              name
                  + ": left out "
                  + result.incompleteBundles()
                  + " entry bundles: their records are gone (pruned, or lost: see verify)");
          exitCode = Math.max(exitCode, ExitCode.UNKNOWN);
        }
      } catch (ExportRefusedException e) {
        hint(name + ": " + e.getMessage());
        boolean worst = e.isFinding() || exitCode == ExitCode.FINDING;
        exitCode = worst ? ExitCode.FINDING : ExitCode.UNKNOWN;
      }
    }
    return exitCode;
  }

  private static String written(TileExport.Result result) {
    return result.written() == 0 ? ", nothing new" : ", " + result.written() + " new tiles";
  }

  private int lines(List<RunFolder> runs) throws IOException {
    RecordLine form =
        csv ? new CsvLines() : cloudEvents ? new CloudEventLines() : (json, place) -> json + "\n";
    if (out == null) {
      return lines(runs, form, context.out());
    }
    Path file = context.path(out);
    Path part = AtomicFile.part(file);
    try {
      int exitCode;
      try (PrintStream stream =
          new PrintStream(Files.newOutputStream(part), false, StandardCharsets.UTF_8)) {
        exitCode = lines(runs, form, stream);
        stream.flush();
        if (stream.checkError()) {
          throw new IOException("can't write to `" + part + "`");
        }
      }
      AtomicFile.publish(part, file);
      return exitCode;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private int lines(List<RunFolder> runs, RecordLine form, PrintStream stream) throws IOException {
    RunLines lines = new RunLines(context, form, stream);
    stream.print(form.header());
    for (RunFolder run : runs) {
      lines.write(run);
    }
    return lines.exitCode();
  }

  private void hint(String text) {
    context.err().println("sallyport: " + TerminalText.sentence(text, 600));
  }

  private void say(String line) {
    hint(line);
    context.err().flush();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
