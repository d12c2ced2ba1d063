package dev.sallyport.cli;

import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.cli.witness.EventLines;
import dev.sallyport.cli.witness.KnownLogs;
import dev.sallyport.cli.witness.WitnessServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code witness}: cosigns the checkpoints of one's own logs. */
@Command(
    name = "witness",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Remember how far logs have come, and cosign only what continues them.",
    description = {
      "",
      "Runs on another machine than the applications, as another user. An application",
      "sends its checkpoints there (setting audit.anchor=witness:http://HOST:PORT). The",
      "witness cosigns one only if the log still begins with all that it cosigned",
      "before: records that were changed or cut away later then show. It speaks the",
      "protocol of C2SP tlog-witness. Ctrl-C ends it.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  " + Commands.NAME + " witness --dir /var/lib/witness --name w1.example --print-key",
      "      make the key, and show what audit.witness_key has to be",
      "  " + Commands.NAME + " witness --dir /var/lib/witness --listen 10.0.0.5:7070 \\",
      "      --log \"sallyport/f00f=$(cat log.vkey)\"",
      "      witness all runs of one log; log.vkey is in the log's folder",
      "",
      "Each event is a line on standard error. Back up --dir, but never go back to an",
      "older copy of it: the witness would cosign what it refused before."
    })
final class WitnessCommand implements Callable<Integer> {
  private static final int MAX_LINE = 400;
  private static final int MAX_PORT = 65_535;
  private static final long FOREVER_MILLIS = 60_000;

  private final CommandContext context;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--dir",
      required = true,
      paramLabel = "FOLDER",
      description = "Where the witness keeps its key and what it has seen.")
  private String folder = "";

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "Where to listen (default: 127.0.0.1:7070); port 0 for any free one.")
  private String listen = "127.0.0.1:7070";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the witness's key, such as w1.example; needed to make it.")
  private @Nullable String name;

  @Option(
      names = "--log",
      paramLabel = "NAME=VKEY",
      description = {
        "A log to witness, by its name and key. With the line of log.vkey, whose name is"
            + " NAME/epoch/0: all runs of that log. With another key: checkpoints with exactly"
            + " this origin, and epochs that this key signs. May be repeated."
      })
  private List<String> logs = new ArrayList<>();

  @Option(names = "--print-key", description = "Show the witness's key, made if need be, and end.")
  private boolean printKey;

  WitnessCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    Path path = context.path(folder);
    if (printKey) {
      context.out().println(WitnessServer.key(path, name));
      return ExitCode.FINE;
    }
    KnownLogs known = knownLogs();
    InetSocketAddress address = address();
    EventLines events = new EventLines(this::event, context.clock());
    try (WitnessServer server =
        WitnessServer.start(address, path, name, known, context.clock(), events)) {
      context.out().println(server.key());
      context.out().flush();
      InetSocketAddress bound = server.address();
      event("listening at " + bound.getHostString() + ":" + bound.getPort() + logsCount(known));
      while (context.pause(FOREVER_MILLIS)) {
        // Until Ctrl-C.
      }
    }
    events.sayLeftOut();
    event("ended");
    return ExitCode.FINE;
  }

  private static String logsCount(KnownLogs known) {
    return ", logs: " + known.size();
  }

  private void event(String line) {
    context.err().println("witness: " + TerminalText.sentence(line, MAX_LINE));
    context.err().flush();
  }

  private KnownLogs knownLogs() {
    if (logs.isEmpty()) {
      throw wrong("got no `--log`, wanted at least one `--log=NAME=VKEY`");
    }
    try {
      return KnownLogs.parse(logs);
    } catch (NoteFormatException e) {
      throw wrong("--log: " + e.getMessage());
    }
  }

  private InetSocketAddress address() {
    int colon = listen.lastIndexOf(':');
    try {
      int port = Integer.parseInt(listen.substring(colon + 1));
      if (colon > 0 && port >= 0 && port <= MAX_PORT) {
        InetSocketAddress address = new InetSocketAddress(host(listen.substring(0, colon)), port);
        if (!address.isUnresolved()) {
          return address;
        }
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw wrong("--listen: got `" + listen + "`, wanted HOST:PORT");
  }

  private static String host(String text) {
    boolean bracketed = text.startsWith("[") && text.endsWith("]");
    return bracketed ? text.substring(1, text.length() - 1) : text;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
