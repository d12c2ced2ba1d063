package dev.sallyport.cli;

import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteVerifier;
import dev.sallyport.cli.prove.CheckedProof;
import dev.sallyport.cli.prove.Cosignature;
import dev.sallyport.cli.prove.InvalidProofFileException;
import dev.sallyport.cli.prove.ProofCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code verify-proof}: checks what {@code prove} wrote, without the log. */
@Command(
    name = "verify-proof",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Check a proof that a record is in a log, and show the record.",
    description = {
      "",
      "Reads nothing but the file. Checks the record's place in the Merkle tree, the",
      "checkpoint's signature, the keys that lead to it, and every other signature.",
      "--key says whose log it has to be: the line that the application printed when",
      "the log began, or its file log.vkey, from a source that you trust.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  " + Commands.NAME + " verify-proof refund.tlog-proof --key log.vkey",
      "  " + Commands.NAME + " verify-proof refund.tlog-proof --key log.vkey \\",
      "      --witness witness.vkey",
      "      and a witness must have seen the log as it is here",
      "",
      "Exit codes: 0 proved; 1 something in the file is wrong; 2 for wrong use, if the",
      "file is no proof, or if something was left open, such as whose log it is."
    })
final class VerifyProofCommand implements Callable<Integer> {
  private static final int MAX_LINE = 600;

  /** Far more than a proof of the longest record with the keys of many runs. */
  private static final long MAX_FILE = 64L << 20;

  private final CommandContext context;

  @Parameters(arity = "1", paramLabel = "FILE", description = "The proof.")
  private String file = "";

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "The key that has to vouch for the log: `name+hash+base64`, or a file with it.")
  private @Nullable String key;

  @Option(
      names = "--witness",
      paramLabel = "KEY",
      description = "A key that has to have signed the checkpoint, too; may be repeated.")
  private List<String> witnesses = new ArrayList<>();

  @Option(names = "--json", description = "One JSON object; docs/proofs.md lists it.")
  private boolean json;

  VerifyProofCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    try {
      ProofCheck check = new ProofCheck(key == null ? null : key(key), keys(witnesses));
      return show(check.check(bytes(context.path(file))));
    } catch (InvalidProofFileException e) {
      return refuse("wrong", "the proof is wrong: " + e.getMessage(), ExitCode.FINDING);
    } catch (NoteFormatException e) {
      return refuse("unreadable", String.valueOf(e.getMessage()), ExitCode.UNKNOWN);
    } catch (CannotTellException e) {
      return e.report(context);
    }
  }

  private int refuse(String result, String reason, int exitCode) {
    if (json) {
      context.out().println(VerifyProofJson.refusal(result, reason));
    }
    context.err().println("sallyport: " + TerminalText.sentence(reason, MAX_LINE));
    return exitCode;
  }

  private static byte[] bytes(Path path) throws IOException {
    try {
      if (Files.size(path) > MAX_FILE) {
        throw new CannotTellException("got a file of more than 64 MiB, wanted a proof");
      }
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new CannotTellException("got no file `" + path + "`, wanted a proof");
    }
  }

  private List<NoteVerifier> keys(List<String> texts) throws IOException {
    List<NoteVerifier> keys = new ArrayList<>();
    for (String text : texts) {
      keys.add(key(text));
    }
    return keys;
  }

  /** A key itself has two plus signs, which a path has only by chance. */
  private NoteVerifier key(String text) throws IOException {
    try {
      return NoteVerifier.parse(text);
    } catch (NoteFormatException notAKey) {
      Path path = context.path(text);
      if (!Files.isRegularFile(path)) {
        throw new CannotTellException(
            "got `" + text + "`, wanted a key `name+hash+base64` or a file with one");
      }
      try {
        return NoteVerifier.parse(Files.readString(path, StandardCharsets.UTF_8).strip());
      } catch (NoteFormatException e) {
        throw new CannotTellException("in `" + path + "`: " + e.getMessage());
      }
    }
  }

  private int show(CheckedProof proof) {
    if (json) {
      context.out().println(VerifyProofJson.of(proof));
    } else {
      text(proof);
    }
    for (String open : proof.open()) {
      context.err().println("sallyport: can't tell: " + TerminalText.sentence(open, MAX_LINE));
    }
    return proof.open().isEmpty() ? ExitCode.FINE : ExitCode.UNKNOWN;
  }

  private void text(CheckedProof proof) {
    Paint paint = new Paint(context.colored());
    RecordText lines = new RecordText(context.out(), paint);
    lines.show(proof.record());
    context.out().println();
    boolean whole = proof.open().isEmpty();
    lines.line(
        "proof", whole ? paint.green("good") : paint.yellow("nothing wrong, but not complete"));
    lines.text("log", proof.checkpoint().origin());
    lines.line(
        "checkpoint",
        proof.checkpoint().size()
            + " records, root "
            + HexFormat.of().formatHex(proof.checkpoint().root()));
    for (NoteVerifier known : proof.keys()) {
      lines.text("key", known.text());
    }
    for (Cosignature cosignature : proof.cosignatures()) {
      lines.text("signed by", cosignature.key().name());
      Long seconds = cosignature.seconds();
      if (seconds != null) {
        lines.line("", "saw it " + UtcTime.millis(boundedMicros(seconds)));
      }
    }
  }

  private static long boundedMicros(long seconds) {
    return Math.min(seconds, 253_402_300_799L) * 1_000_000;
  }
}
