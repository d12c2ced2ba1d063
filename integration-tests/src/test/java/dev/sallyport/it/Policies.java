package dev.sallyport.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Policies, written where the javaagent finds them: {@code sallyport.yaml} in the folder. */
final class Policies {
  private Policies() {}

  static void denyAll(Path folder) {
    write(folder, "deny", "  - name: nothing\n    tools: [\"*\"]\n    action: deny\n");
  }

  static void allowAll(Path folder) {
    write(folder, "deny", "  - name: everything\n    tools: [\"*\"]\n    action: allow\n");
  }

  /** Lets every tool run, and withholds each result that has {@code ok} in it. */
  static void denyResults(Path folder) {
    write(
        folder,
        "allow",
        "  - name: no-ok\n    stage: post_tool\n    condition: \"content.text contains ' ok'\"\n"
            + "    action: deny\n");
  }

  /** Lets every tool run, and masks {@code ok} in each result. */
  static void maskResults(Path folder) {
    write(
        folder,
        "allow",
        "  - name: hide-ok\n    stage: post_tool\n    action: mask\n"
            + "    mask: {patterns: [' ok']}\n");
  }

  /** Allows a call only for what is public and not above {@code highest}. */
  static void allowSmallPublic(Path folder, int highest) {
    write(
        folder,
        "deny",
        "  - name: small-public\n"
            + "    tools: [\"*\"]\n"
            + "    condition: \"args.path == 'public' and args.amount <= "
            + highest
            + "\"\n"
            + "    action: allow\n");
  }

  private static void write(Path folder, String defaultAction, String rules) {
    String policy =
        "apiVersion: governance.toolkit/v1\nname: integration-test\ndefault_action: "
            + defaultAction
            + "\nrules:\n"
            + rules;
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("sallyport.yaml"), policy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
