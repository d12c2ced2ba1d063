package dev.sallyport.javaagent.start;

import dev.sallyport.engine.PolicyParser;
import dev.sallyport.engine.PolicySource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;

/**
 * Has the JVM load the policy parser, the larger part of a start, on a second core while settings
 * and files are read. Parses a document of its own; its result is dropped.
 */
final class WarmUp extends Thread {
  private static final String SAMPLE =
      "apiVersion: governance.toolkit/v1\n"
          + "name: sample\n"
          + "rules:\n"
          + "  - name: one\n"
          + "    tools: ['search_*']\n"
          + "    condition: \"args.amount <= 1 and args.currency in ['EUR']\"\n"
          + "    action: allow\n";

  WarmUp() {
    super(null, null, "sallyport-warm-up", 0, false);
    setDaemon(true);
  }

  @Override
  public void run() {
    try {
      PolicySource sample = new PolicySource("sample", SAMPLE.getBytes(StandardCharsets.UTF_8));
      PolicyParser.parse(Collections.singletonList(sample));
    } catch (Throwable failure) {
      // Whatever it is, parsing the policy meets it too, where it stops the start.
      return;
    }
  }

  /**
   * Waits for the end: two threads must not initialise the same classes at the same time. Uses the
   * time to set up the hash function that the policy's digest needs next.
   */
  void await() throws InterruptedException, NoSuchAlgorithmException {
    MessageDigest.getInstance("SHA-256").digest();
    join();
  }
}
