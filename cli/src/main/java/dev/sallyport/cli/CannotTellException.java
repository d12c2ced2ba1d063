package dev.sallyport.cli;

/** A command can't answer; the message says in lines what was got and wanted. */
final class CannotTellException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_LINE = 500;

  CannotTellException(String message) {
    super(message);
  }

  /** Prints the message, each line by itself, and returns the exit code. */
  int report(CommandContext context) {
    for (String line : String.valueOf(getMessage()).split("\n", -1)) {
      context.err().println("sallyport: " + TerminalText.sentence(line, MAX_LINE));
    }
    return ExitCode.UNKNOWN;
  }
}
