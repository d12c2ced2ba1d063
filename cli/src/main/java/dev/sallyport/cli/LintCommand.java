package dev.sallyport.cli;

import dev.sallyport.engine.LintFinding;
import dev.sallyport.engine.PolicyException;
import dev.sallyport.engine.PolicyLint;
import dev.sallyport.engine.PolicyProblem;
import dev.sallyport.engine.PolicySet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lint}: says what is wrong, or probably wrong, with policies. */
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    header = "Find mistakes in a policy before it decides anything.",
    description = {
      "",
      "Reads each POLICY, a file or a folder of *.yaml, as an application would; without",
      "one, the policy that an application started here would find. Reports as errors",
      "what keeps a policy from loading, and as warnings what is legal but probably not",
      "what you meant: rules that never decide, conditions that are never true, arguments",
      "whose absence lets a call run, names that look mistyped, patterns that match too",
      "much.",
      "",
      "  sallyport.yaml:12:17: error: `condition`: got `=`, wanted `==`",
      "  sallyport.yaml:9: warning: rule `small`: never decides: `all` (...) ... [shadowed]",
      ""
    },
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  " + Commands.NAME + " lint",
      "      the policy in this folder",
      "  " + Commands.NAME + " lint --strict policies/desk.yaml",
      "      in a build: warnings fail it too",
      "  " + Commands.NAME + " lint --seen sallyport-audit",
      "      compare tool names with those that a log has",
      "",
      "docs/lint.md explains each warning and lists the fields of --json.",
      "Exit codes: 0 no error, 1 an error (with --strict also a warning), 2 wrong use,",
      "or a file cannot be read."
    })
final class LintCommand implements Callable<Integer> {
  private final CommandContext context;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..*", paramLabel = "POLICY", description = "Files or folders.")
  private List<String> policies = new ArrayList<>();

  @Option(
      names = "--seen",
      paramLabel = "FOLDER",
      description = "A log; its tools are those that exist.")
  private @Nullable String seenLog;

  @Option(
      names = "--seen-tools",
      paramLabel = "FILE",
      description = "A list of the tools that exist, one name a line.")
  private @Nullable String seenList;

  @Option(names = "--strict", description = "Exit with 1 also if there are only warnings.")
  private boolean strict;

  @Option(names = "--json", description = "One JSON object a line, with every field.")
  private boolean json;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      description = "auto (on a terminal without NO_COLOR, the default), always or never.")
  private String color = ColorChoice.AUTO;

  private int errors;
  private int warnings;

  LintCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    Paint paint = new Paint(ColorChoice.isColored(color, context, spec));
    LintReport report = json ? new LintJson(context.out()) : new LintText(context.out(), paint);
    PolicyReader reader = new PolicyReader(context);
    Set<String> seen = seenTools(reader);
    for (String policy : policies) {
      check(reader, policy, seen, report);
    }
    if (policies.isEmpty()) {
      check(reader, null, seen, report);
    }
    report.end(Math.max(1, policies.size()), errors, warnings);
    return errors > 0 || strict && warnings > 0 ? ExitCode.FINDING : ExitCode.FINE;
  }

  private Set<String> seenTools(PolicyReader reader) throws IOException {
    SeenTools seen = new SeenTools();
    if (seenLog != null) {
      seen.addLog(reader.path(seenLog));
    }
    if (seenList != null) {
      seen.addList(reader.path(seenList));
    }
    if (seen.damaged()) {
      context.err().println("sallyport: the log is damaged; tools may be missing");
    }
    return seen.names();
  }

  /** {@code path}: null for the policy that is found here. */
  private void check(
      PolicyReader reader, @Nullable String path, Set<String> seen, LintReport report)
      throws IOException {
    PolicySet policy;
    try {
      policy = (path == null ? reader.found() : reader.policy(reader.path(path))).set();
    } catch (PolicyException e) {
      for (PolicyProblem problem : e.problems()) {
        errors++;
        report.error(problem);
      }
      return;
    }
    for (LintFinding finding : PolicyLint.check(policy, seen)) {
      warnings++;
      report.warning(finding);
    }
  }
}
