package dev.sallyport.cli;

import dev.sallyport.engine.PolicyException;
import dev.sallyport.engine.PolicyProblem;
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

/** {@code test}: puts the cases of case files to policies. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Check that a policy decides as you expect.",
    description = {
      "",
      "Runs the cases in FILEs, each a call and the decision that is wanted, and shows",
      "a table. Without FILE: all *.cases.yaml here and in sallyport.d. A case file:",
      "",
      "  policy: sallyport.yaml         # relative to the case file",
      "  cases:",
      "    - name: a small refund runs",
      "      call: {tool: issue_refund, arguments: {amount: 50, currency: EUR}}",
      "      expect: allow",
      "    - name: nobody deletes customers",
      "      call: {tool: delete_customer, arguments: {id: 7}}",
      "      expect: {effect: deny, rule: no-deletions}",
      ""
    },
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  " + Commands.NAME + " test",
      "      all cases of the policy in this folder",
      "  " + Commands.NAME + " test --policy new.yaml sallyport.cases.yaml",
      "      would the new policy still do what the old one is tested for?",
      "  " + Commands.NAME + " test --coverage --min-coverage=100",
      "      fail also if a rule is hit by no case",
      "",
      "docs/policy-testing.md describes case files and the fields of --json.",
      "Exit codes: 0 all passed, 1 a case failed or coverage is below the minimum,",
      "2 wrong use, or a file cannot be read."
    })
final class TestCommand implements Callable<Integer> {
  private static final int MAX_TEXT = 400;

  private final CommandContext context;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "Case files.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--policy",
      paramLabel = "FILE|FOLDER",
      description = "Test this policy instead of those that the case files name.")
  private @Nullable String policy;

  @Option(names = "--coverage", description = "Show which rules no case hits.")
  private boolean coverage;

  @Option(
      names = "--min-coverage",
      paramLabel = "PERCENT",
      description = "Exit with 1 if fewer of a policy's rules are hit; implies --coverage.")
  private @Nullable String minimum;

  @Option(names = "--failed", description = "Show only the cases that failed.")
  private boolean failedOnly;

  @Option(names = "--json", description = "One JSON object a line, with every field.")
  private boolean json;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      description = "auto (on a terminal without NO_COLOR, the default), always or never.")
  private String color = ColorChoice.AUTO;

  TestCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    int percent = percent();
    Paint paint = new Paint(ColorChoice.isColored(color, context, spec));
    PolicyReader reader = new PolicyReader(context);
    List<Path> caseFiles = caseFiles(reader);
    CaseReport report =
        json
            ? new CaseJson(context.out(), failedOnly)
            : new CaseTable(context.out(), paint, failedOnly);
    Path given = policy == null ? null : reader.path(policy);
    CaseSuite suite = new CaseSuite(reader, report, given, coverage || minimum != null);
    boolean unreadable = false;
    for (Path file : caseFiles) {
      unreadable |= !run(suite, file);
    }
    boolean fine = suite.end(percent);
    return unreadable ? ExitCode.UNKNOWN : fine ? ExitCode.FINE : ExitCode.FINDING;
  }

  private List<Path> caseFiles(PolicyReader reader) throws IOException {
    List<Path> paths = new ArrayList<>();
    for (String file : files) {
      paths.add(reader.path(file));
    }
    if (paths.isEmpty()) {
      paths = CaseFiles.in(context.workingDirectory());
    }
    if (paths.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "got no case file, and none named *" + CaseFiles.SUFFIX + " is here or in sallyport.d");
    }
    return paths;
  }

  /** Runs one file; false if it or its policy cannot be read. */
  private boolean run(CaseSuite suite, Path file) {
    try {
      suite.run(file);
      return true;
    } catch (PolicyException e) {
      for (PolicyProblem problem : e.problems()) {
        String place = problem.file() + ":" + problem.line() + ":" + problem.column();
        hint(place + ": error: " + problem.message());
      }
    } catch (IOException e) {
      hint("sallyport: " + e.getMessage());
    }
    return false;
  }

  private void hint(String text) {
    context.err().println(TerminalText.sentence(text, MAX_TEXT));
  }

  private int percent() {
    String wanted = minimum;
    if (wanted == null) {
      return 0;
    }
    try {
      int percent = Integer.parseInt(wanted);
      if (percent >= 0 && percent <= 100) {
        return percent;
      }
    } catch (NumberFormatException e) {
      // Reported below, with what is wanted.
    }
    throw new ParameterException(
        spec.commandLine(),
        "--min-coverage: got `" + wanted + "`, wanted a whole number from 0 to 100");
  }
}
