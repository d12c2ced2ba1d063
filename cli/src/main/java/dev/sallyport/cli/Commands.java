package dev.sallyport.cli;

import dev.sallyport.config.NearestName;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The root of all commands: help, version, and the answer to wrong use. */
@Command(
    name = Commands.NAME,
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "",
      "A gate in front of every tool call that an AI agent makes on the JVM. As a",
      "javaagent it judges and records the calls of an application; these commands",
      "check the policy, and read what was recorded."
    },
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Examples:",
      "  java -javaagent:sallyport.jar -jar app.jar",
      "      run an application by the rules in ./sallyport.yaml",
      "  java -javaagent:sallyport.jar=mode=observe -jar app.jar",
      "      record every tool call of an application, and refuse none",
      "  " + Commands.NAME + " lint",
      "      find mistakes in ./sallyport.yaml",
      "  " + Commands.NAME + " test",
      "      check that it decides as its cases say",
      "  " + Commands.NAME + " tail",
      "      show what its agents do, as it happens",
      "  " + Commands.NAME + " verify",
      "      tell whether that record is still as it was written",
      "  " + Commands.NAME + " tail --help",
      "      say more about a command",
      "",
      "Exit codes: 0 fine, 1 a finding, 2 wrong use or could not tell."
    })
final class Commands implements Callable<Integer> {
  static final String NAME = "java -jar sallyport.jar";
  private static final int MAX_MESSAGE = 400;

  @Spec private CommandSpec spec = CommandSpec.create();

  private Commands() {}

  static CommandLine create(CommandContext context) {
    CommandLine commands = new CommandLine(new Commands());
    commands.addSubcommand(new TailCommand(context));
    commands.addSubcommand(new SearchCommand(context));
    commands.addSubcommand(new StatsCommand(context));
    commands.addSubcommand(new LintCommand(context));
    commands.addSubcommand(new TestCommand(context));
    commands.addSubcommand(new ExplainCommand(context));
    commands.addSubcommand(new ReplayCommand(context));
    commands.addSubcommand(new SuggestCommand(context));
    commands.addSubcommand(new ShowCommand(context));
    commands.addSubcommand(new ProveCommand(context));
    commands.addSubcommand(new VerifyProofCommand(context));
    commands.addSubcommand(new ExportCommand(context));
    commands.addSubcommand(new WitnessCommand(context));
    commands.addSubcommand(new VerifyCommand(context));
    commands.setOut(new PrintWriter(context.out(), true, StandardCharsets.UTF_8));
    commands.setErr(new PrintWriter(context.err(), true, StandardCharsets.UTF_8));
    commands.setColorScheme(Help.defaultColorScheme(context.colored() ? Ansi.ON : Ansi.OFF));
    commands.setParameterExceptionHandler((wrong, args) -> wrongUse(wrong, context.err()));
    commands.setExecutionExceptionHandler(
        (failure, command, parsed) -> failed(failure, context.err()));
    return commands;
  }

  /** Without a command there is nothing to do but to say which there are. */
  @Override
  public Integer call() {
    CommandLine commands = spec.commandLine();
    commands.usage(commands.getErr());
    return ExitCode.UNKNOWN;
  }

  private static int wrongUse(ParameterException wrong, PrintStream err) {
    CommandLine command = wrong.getCommandLine();
    err.println("sallyport: " + TerminalText.sentence(message(wrong), MAX_MESSAGE));
    err.println("try: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.UNKNOWN;
  }

  private static String message(ParameterException wrong) {
    String message = String.valueOf(wrong.getMessage());
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      String got = unmatched.getUnmatched().get(0);
      String kind = got.startsWith("-") ? "option" : isRoot(wrong) ? "command" : "argument";
      return "got unknown " + kind + " `" + got + "`" + nearest(got, kind, wrong.getCommandLine());
    }
    if (wrong instanceof MissingParameterException missing
        && missing.getMissing().get(0) instanceof OptionSpec option) {
      String name = option.longestName();
      boolean absent = message.startsWith("Missing required option:");
      String got = absent ? "got no `" + name + "`" : "got `" + name + "` without a value";
      return got + ", wanted `" + name + "=" + option.paramLabel() + "`";
    }
    return message.isEmpty()
        ? message
        : Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }

  private static String nearest(String got, String kind, CommandLine command) {
    List<String> valid = new ArrayList<>();
    if (kind.equals("command")) {
      valid.addAll(command.getSubcommands().keySet());
    } else if (kind.equals("option")) {
      for (OptionSpec option : command.getCommandSpec().options()) {
        valid.add(option.longestName());
      }
    }
    return valid.isEmpty()
        ? ""
        : ", the nearest valid one is `" + NearestName.of(got, valid.toArray(new String[0])) + "`";
  }

  private static boolean isRoot(ParameterException wrong) {
    return wrong.getCommandLine().getParent() == null;
  }

  private static int failed(Exception failure, PrintStream err) {
    String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    err.println("sallyport: " + TerminalText.sentence(reason, MAX_MESSAGE));
    return ExitCode.UNKNOWN;
  }
}
