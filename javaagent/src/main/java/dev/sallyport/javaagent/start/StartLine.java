package dev.sallyport.javaagent.start;

import dev.sallyport.config.PolicyLocation;
import dev.sallyport.config.Settings;
import dev.sallyport.engine.PolicySet;
import java.nio.file.Path;

/** The one line that a start prints. */
final class StartLine {
  private static final int DIGEST_DIGITS = 12;

  private StartLine() {}

  static String of(
      String version, Settings settings, PolicyLocation location, PolicySet policy, Path folder) {
    return "sallyport "
        + version
        + " "
        + settings.mode()
        + ", policy "
        + (location.files().isEmpty() ? "none" : described(location, policy))
        + ", log "
        + folder;
  }

  /** Where the policy is, and which it is. */
  static String described(PolicyLocation location, PolicySet policy) {
    int count = policy.ruleCount();
    return location.describe()
        + " ("
        + count
        + (count == 1 ? " rule" : " rules")
        + ", sha256:"
        + policy.digestHex().substring(0, DIGEST_DIGITS)
        + warnings(policy.warnings().size())
        + ")";
  }

  private static String warnings(int count) {
    if (count == 0) {
      return "";
    }
    return ", " + count + (count == 1 ? " warning" : " warnings") + " that `lint` shows";
  }
}
