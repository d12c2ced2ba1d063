package dev.sallyport.javaagent.start;

import dev.sallyport.bootstrap.Governing;
import dev.sallyport.engine.PolicySet;
import dev.sallyport.instrumentation.InstallReport;
import dev.sallyport.instrumentation.Installer;
import java.lang.instrument.Instrumentation;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Weaves HTTP clients, threads and the JDK's own sinks, once a policy comes into force that is
 * about requests or boxes; a process without such a policy never pays for it. Thread-safe.
 */
final class Containment implements PolicyUse {
  private final Instrumentation instrumentation;
  private final boolean enforce;
  private final ContainmentCoverage coverage;
  private @Nullable SelfCheckGate gate;
  private boolean installed;
  private boolean checked;

  Containment(Instrumentation instrumentation, boolean enforce, ContainmentCoverage coverage) {
    this.instrumentation = instrumentation;
    this.enforce = enforce;
    this.coverage = coverage;
  }

  /** Weaves what {@code policy} relies on, if that was not done before. */
  @Override
  public synchronized void prepare(PolicySet policy) {
    if (installed || !policy.confines()) {
      return;
    }
    InstallReport report = Installer.installContainment(instrumentation, enforce, coverage);
    installed = true;
    coverage.installed();
    if (enforce && !report.complete()) {
      throw new IllegalStateException(
          "the policy is about requests or boxes, and this cannot be guarded: "
              + report.unguarded().get(0));
    }
    check();
  }

  /** From now on synthetic calls reach {@code opened}. */
  synchronized void gateOpened(SelfCheckGate opened) {
    gate = opened;
    check();
  }

  /** Once everything is woven and the gate is open. */
  private void check() {
    SelfCheckGate judging = gate;
    if (checked || !installed || judging == null) {
      return;
    }
    boolean before = Governing.any();
    if (!before) {
      Governing.set(judging, true, false, true);
    }
    String problem = new ContainmentCheck(judging).problem();
    if (problem != null && enforce) {
      throw new IllegalStateException("self check of boxes failed: " + problem);
    }
    checked = problem == null;
  }

  @Override
  public void inForce(PolicySet policy) {
    SelfCheckGate judging;
    synchronized (this) {
      judging = Objects.requireNonNull(gate, "the gate is not open");
    }
    Governing.set(
        judging, policy.governsRequests(), policy.governsWholeProcess(), !policy.boxes().isEmpty());
  }
}
