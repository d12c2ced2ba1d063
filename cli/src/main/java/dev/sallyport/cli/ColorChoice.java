package dev.sallyport.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The values of {@code --color}. */
final class ColorChoice {
  static final String AUTO = "auto";

  private ColorChoice() {}

  /**
   * Whether to colour; refuses other values than {@code auto}, {@code always} and {@code never}.
   */
  static boolean isColored(String choice, CommandContext context, CommandSpec command) {
    return switch (choice) {
      case AUTO -> context.colored();
      case "always" -> true;
      case "never" -> false;
      default ->
          throw new ParameterException(
              command.commandLine(), "--color: got `" + choice + "`, wanted auto, always or never");
    };
  }
}
