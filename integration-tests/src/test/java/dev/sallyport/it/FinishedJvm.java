package dev.sallyport.it;

import java.util.List;

/**
 * What a spawned JVM left behind.
 *
 * @param exit its exit code, or -1 if it had to be killed for taking too long
 * @param stderr but for {@code keyLines}
 * @param keyLines with which the first start in a folder says the key of its log
 * @param threadDump its threads if it took too long, else empty
 */
record FinishedJvm(
    List<String> command,
    int exit,
    List<String> stdout,
    List<String> stderr,
    List<String> keyLines,
    String threadDump) {

  /** Everything that helps to understand a failure. */
  String report() {
    return "\n--- command\n"
        + String.join(" ", command)
        + "\n--- exit code "
        + exit
        + "\n--- stdout\n"
        + String.join("\n", stdout)
        + "\n--- stderr\n"
        + String.join("\n", stderr)
        + (threadDump.isEmpty() ? "" : "\n--- threads\n" + threadDump);
  }

  /** Fails unless it ended with exit code 0. */
  FinishedJvm succeeded() {
    if (exit != 0) {
      throw new AssertionError("exit code " + exit + report());
    }
    return this;
  }
}
