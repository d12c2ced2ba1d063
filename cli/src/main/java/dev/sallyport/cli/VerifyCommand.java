package dev.sallyport.cli;

import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteVerifier;
import dev.sallyport.audit.verify.LogVerifier;
import dev.sallyport.audit.verify.VerifyOptions;
import dev.sallyport.audit.verify.VerifyProgress;
import dev.sallyport.audit.verify.VerifyReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verify}: tells whether a log is as it was written. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Tell whether the log is as it was written.",
    description = {
      "",
      "Reads every record, and compares it with the signed checkpoints beside it and",
      "with those that were kept elsewhere. Says which records are anchored (covered",
      "by a checkpoint kept elsewhere), sealed (by a checkpoint here) or not sealed",
      "yet, and where the log was altered. Changes nothing, and may run while the",
      "application writes.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  " + Commands.NAME + " verify --key desk.vkey",
      "      ./sallyport-audit, against the key that was shown at its first start",
      "  " + Commands.NAME + " verify --key desk.vkey --anchor /mnt/other/anchors",
      "      also against checkpoints that another host has kept",
      "  " + Commands.NAME + " verify --since-checkpoint last",
      "      only what was written since the last checkpoint, and the tree before it",
      "",
      "Exit codes: 0 intact, 1 tampered, 2 can't tell. docs/verify.md says more."
    })
final class VerifyCommand implements Callable<Integer> {
  private static final String DEFAULT_FOLDER = "sallyport-audit";
  private static final String LAST = "last";

  private final CommandContext context;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = {
        "The log: a folder of runs (default: " + DEFAULT_FOLDER + "), or one run in it."
      })
  private @Nullable String folder;

  @Option(
      names = "--key",
      paramLabel = "VKEY|FILE",
      description =
          "The key that the log began with (default: log.vkey beside the log, which proves less).")
  private @Nullable String key;

  @Option(
      names = "--anchor",
      paramLabel = "FILE",
      description = "Checkpoints that were kept elsewhere; may be given several times.")
  private List<String> anchors = new ArrayList<>();

  @Option(
      names = "--witness",
      paramLabel = "VKEY|FILE",
      description =
          "A witness whose cosignatures count, instead of those that the log names; may be given"
              + " several times.")
  private List<String> witnesses = new ArrayList<>();

  @Option(
      names = "--require-anchor",
      description = "Exit with 2 unless every sealed record is anchored.")
  private boolean requireAnchor;

  @Option(
      names = "--epoch-key",
      paramLabel = "VKEY|FILE",
      description = "The key of the next run, if the setting audit.key keeps it elsewhere.")
  private @Nullable String epochKey;

  @Option(
      names = "--since-checkpoint",
      paramLabel = "N|last",
      description =
          "Take records before the checkpoint of size N, or the newest below it, as known to be"
              + " good.")
  private @Nullable String since;

  @Option(names = "--json", description = "One JSON object; docs/verify.md lists the fields.")
  private boolean json;

  VerifyCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    Path path = context.path(folder == null ? DEFAULT_FOLDER : folder);
    if (!Files.isDirectory(path)) {
      throw new IOException(
          "got no log folder `" + path + "`, wanted the one that an application writes");
    }
    ProgressLine line = new ProgressLine(context.err(), context.colored());
    VerifyProgress progress = json ? VerifyProgress.NONE : line;
    VerifyReport report;
    try {
      report = new LogVerifier(options(path), progress).verify();
    } finally {
      line.clear();
    }
    if (json) {
      context.out().println(VerifyJson.object(report));
    } else {
      new VerifyText(context.out(), new Paint(context.colored())).print(path, report);
    }
    return report.verdict().exitCode();
  }

  private VerifyOptions options(Path path) throws IOException {
    List<Path> anchorFiles = new ArrayList<>();
    for (String anchor : anchors) {
      Path file = context.path(anchor);
      if (!Files.isRegularFile(file)) {
        throw wrong("--anchor", anchor, "a file of checkpoints");
      }
      anchorFiles.add(file);
    }
    List<NoteVerifier> witnessKeys = new ArrayList<>();
    for (String witness : witnesses) {
      witnessKeys.add(key("--witness", witness, NoteVerifier.COSIGNATURE_V1));
    }
    return new VerifyOptions(
        path,
        key == null ? null : key("--key", key, NoteVerifier.ED25519),
        epochKey == null ? null : key("--epoch-key", epochKey, NoteVerifier.ED25519),
        anchorFiles,
        witnessKeys,
        requireAnchor,
        sinceSize());
  }

  private NoteVerifier key(String option, String typed, int type) throws IOException {
    try {
      String text = typed.indexOf('+') < 0 ? firstLine(option, typed) : typed;
      NoteVerifier parsed = NoteVerifier.parse(text);
      if (parsed.type() == type) {
        return parsed;
      }
      String kind = type == NoteVerifier.ED25519 ? "a key that signs notes" : "a witness's key";
      throw wrong(option, typed, kind);
    } catch (NoteFormatException e) {
      throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage());
    }
  }

  private String firstLine(String option, String typed) throws IOException {
    Path file = context.path(typed);
    if (!Files.isRegularFile(file)) {
      throw wrong(option, typed, "a key `name+hash+base64`, or a file with one");
    }
    return Files.readString(file).strip();
  }

  private long sinceSize() {
    String wanted = since;
    if (wanted == null) {
      return VerifyOptions.ALL;
    }
    if (wanted.equals(LAST)) {
      return VerifyOptions.LAST;
    }
    try {
      long size = Long.parseLong(wanted);
      if (size > 0) {
        return size;
      }
    } catch (NumberFormatException e) {
      // Reported below, with what is wanted.
    }
    throw wrong("--since-checkpoint", wanted, "the size of a checkpoint, or `" + LAST + "`");
  }

  private ParameterException wrong(String option, String got, String wanted) {
    return new ParameterException(
        spec.commandLine(), option + ": got `" + got + "`, wanted " + wanted);
  }
}
