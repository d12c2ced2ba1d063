package dev.sallyport.audit.seal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A begun epoch: what certifies the keys of one run.
 *
 * @param logName of the log
 * @param number from 0
 * @param keys of the run
 * @param signer the command that signs beside them; null for none
 * @param previous the run of the epoch before; null if there is none
 */
record Epoch(
    String logName,
    long number,
    RunKeys keys,
    @Nullable ExternalSigner signer,
    @Nullable PreviousRun previous) {
  /** Adds what BOOT says about it. */
  void addTo(Map<String, String> values) {
    values.put("origin", keys.origin());
    values.put("epoch", Long.toString(number));
    values.put("key", keys.verifier().text());
    PreviousRun before = previous;
    if (before != null) {
      before.addTo(values);
    }
  }
}
