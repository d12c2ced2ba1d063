package dev.sallyport.cli;

import dev.sallyport.audit.DecisionId;
import dev.sallyport.audit.RunFolder;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.cli.export.AtomicFile;
import dev.sallyport.cli.prove.CheckedProof;
import dev.sallyport.cli.prove.InvalidProofFileException;
import dev.sallyport.cli.prove.NotProvableException;
import dev.sallyport.cli.prove.Prover;
import dev.sallyport.cli.prove.WantedLeaf;
import java.io.IOException;
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

/** {@code prove}: a file that shows that one record is in the log. */
@Command(
    name = "prove",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    customSynopsis = {
      Commands.NAME + " prove ID [FOLDER] [-o FILE] [--outcome | --result]",
      "       " + Commands.NAME + " prove --leaf RUN:N [FOLDER] [-o FILE]"
    },
    header = "Write a proof that a decision is in the log, to be checked without the log.",
    description = {
      "",
      "The proof has the exact record, its place in the Merkle tree, the newest signed",
      "checkpoint with what witnesses signed, and the keys from the log's first key on",
      "(C2SP tlog-proof; docs/proofs.md). It is checked before it is written. Who has it",
      "reads the record, but nothing else of the log.",
      ""
    },
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  " + Commands.NAME + " prove 3f9a1c20-3 -o refund.tlog-proof",
      "      that a call was refused",
      "  " + Commands.NAME + " prove 3f9a1c20-3 --outcome -o end.tlog-proof",
      "      how its tool ended",
      "  " + Commands.NAME + " verify-proof refund.tlog-proof --key log.vkey",
      "      check it, elsewhere",
      "",
      "Exit codes: 0; 1 if the log contradicts itself; 2 for wrong use, or if there is",
      "no such record, or it is not sealed yet."
    })
final class ProveCommand implements Callable<Integer> {
  private static final String DEFAULT_FOLDER = "sallyport-audit";

  private final CommandContext context;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..2",
      paramLabel = "ID [FOLDER]",
      hideParamSyntax = true,
      description = {
        "The decision, such as 3f9a1c20-3, and the log: a folder of runs (default: "
            + DEFAULT_FOLDER
            + "), or one run in it."
      })
  private List<String> parameters = new ArrayList<>();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Write to FILE, by convention *.tlog-proof (default: standard output).")
  private @Nullable String out;

  @Option(names = "--outcome", description = "Prove how the tool of the call ended.")
  private boolean outcome;

  @Option(names = "--result", description = "Prove what was decided about the tool's result.")
  private boolean result;

  @Option(
      names = "--leaf",
      paramLabel = "RUN:N",
      description = "Prove record N of the run in the folder RUN, whatever it is.")
  private @Nullable String leaf;

  @Option(names = "--bare", description = "Leave out the keys; to check it takes the run's key.")
  private boolean bare;

  ProveCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    checkUse();
    try {
      return write(leaf == null ? ofCall(parameters.get(0)) : ofLeaf(leaf));
    } catch (InvalidProofFileException e) {
      context.err().println("sallyport: the log contradicts itself: " + escaped(e));
      return ExitCode.FINDING;
    } catch (NotProvableException | NoteFormatException e) {
      context.err().println("sallyport: " + escaped(e));
      return ExitCode.UNKNOWN;
    } catch (CannotTellException e) {
      return e.report(context);
    }
  }

  private static String escaped(Exception e) {
    return TerminalText.sentence(String.valueOf(e.getMessage()), 500);
  }

  private void checkUse() {
    int most = leaf == null ? 2 : 1;
    if (leaf == null && parameters.isEmpty()) {
      throw wrong("got neither a decision id nor --leaf, wanted one of them");
    }
    if (parameters.size() > most) {
      throw wrong("got `" + parameters.get(most) + "`, wanted no more than a folder");
    }
    if ((outcome ? 1 : 0) + (result ? 1 : 0) + (leaf == null ? 0 : 1) > 1) {
      throw wrong("got more than one of --outcome, --result and --leaf, wanted one");
    }
  }

  private CheckedProof ofCall(String id)
      throws IOException, NoteFormatException, NotProvableException, InvalidProofFileException {
    DecisionId wanted = LoggedRuns.decisionId(id, spec);
    WantedLeaf kind =
        outcome
            ? WantedLeaf.outcome(wanted.callId())
            : result ? WantedLeaf.result(wanted.callId()) : WantedLeaf.decision(wanted.callId());
    String what =
        outcome ? "the outcome of" : result ? "the decision about the result of" : "the decision";
    String name = what + " `" + wanted + "`";
    CheckedProof found = null;
    for (RunFolder run : LoggedRuns.of(folder(1), wanted)) {
      CheckedProof proof = Prover.prove(run, kind, name, bare);
      if (proof != null && found != null) {
        throw new CannotTellException(
            "got `" + id + "`, which names decisions of several runs; wanted one run as FOLDER");
      }
      found = proof == null ? found : proof;
    }
    if (found == null) {
      throw new CannotTellException("the log has no record of " + name);
    }
    return found;
  }

  private CheckedProof ofLeaf(String place)
      throws IOException, NoteFormatException, NotProvableException, InvalidProofFileException {
    int colon = place.lastIndexOf(':');
    String name = colon < 0 ? "" : place.substring(0, colon);
    long index = index(place, colon);
    for (RunFolder run : LoggedRuns.all(folder(0))) {
      if (String.valueOf(run.path().getFileName()).equals(name)) {
        String what = "record " + index;
        CheckedProof proof = Prover.prove(run, WantedLeaf.at(index), what, bare);
        if (proof == null) {
          throw new CannotTellException("the run `" + name + "` has no record `" + index + "`");
        }
        return proof;
      }
    }
    throw new CannotTellException("got no run `" + name + "`, wanted the name of a run's folder");
  }

  private long index(String place, int colon) {
    try {
      long index = Long.parseLong(place.substring(colon + 1));
      if (colon > 0 && index >= 0) {
        return index;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw wrong("--leaf: got `" + place + "`, wanted the name of a run's folder, `:`, a number");
  }

  private Path folder(int at) throws IOException {
    return context.path(parameters.size() > at ? parameters.get(at) : DEFAULT_FOLDER);
  }

  private int write(CheckedProof proof) throws IOException {
    for (String open : proof.open()) {
      context.err().println("sallyport: " + TerminalText.sentence(open, 500));
    }
    if (out == null) {
      context.out().print(proof.proof());
      return ExitCode.FINE;
    }
    AtomicFile.write(context.path(out), proof.proof().bytes());
    long size = proof.checkpoint().size();
    context
        .out()
        .println(
            TerminalText.sentence(out, 300)
                + ": record "
                + proof.record().leafIndex()
                + " of "
                + size
                + ", "
                + proof.cosignatures().size()
                + (proof.cosignatures().size() == 1 ? " cosignature" : " cosignatures"));
    return ExitCode.FINE;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
