package dev.sallyport.audit.verify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verification found. Immutable.
 *
 * @param key the genesis key that everything was checked against, or null if there was none
 * @param keyPinned whether it was given, rather than taken from beside the log
 * @param runs oldest first
 * @param findings none if the log is intact; those of one run stand together
 * @param notes what a reader should know and what changes no verdict, one line each
 */
public record VerifyReport(
    @Nullable String key,
    boolean keyPinned,
    List<RunReport> runs,
    List<Finding> findings,
    List<String> notes) {
  /** Copies the lists. */
  public VerifyReport {
    runs = List.copyOf(runs);
    findings = List.copyOf(findings);
    notes = List.copyOf(notes);
  }

  /** The worst that the findings say; evidence of tampering is worse than missing evidence. */
  public Verdict verdict() {
    Verdict worst = Verdict.INTACT;
    for (Finding finding : findings) {
      if (finding.kind().verdict() == Verdict.TAMPERED) {
        return Verdict.TAMPERED;
      }
      worst = finding.kind().verdict();
    }
    return worst;
  }

  /** Leaves of all runs that are covered by checkpoints kept elsewhere. */
  public long anchored() {
    long sum = 0;
    for (RunReport run : runs) {
      sum += run.anchored();
    }
    return sum;
  }

  /** Leaves of all runs that are covered by checkpoints here only. */
  public long sealed() {
    long sum = 0;
    for (RunReport run : runs) {
      sum += run.sealed() - run.anchored();
    }
    return sum;
  }

  /** Leaves of all runs that no checkpoint covers. */
  public long unsealed() {
    long sum = 0;
    for (RunReport run : runs) {
      sum += run.leaves() - run.sealed();
    }
    return sum;
  }
}
