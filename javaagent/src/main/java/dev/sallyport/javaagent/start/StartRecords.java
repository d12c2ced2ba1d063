package dev.sallyport.javaagent.start;

import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.AuditUnavailableException;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.enforcer.Enforcer;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The records about the process itself, written on a daemon thread: BOOT and POLICY_LOAD once the
 * store is open, before any decision, then coverage as classes load. Thread-safe.
 */
final class StartRecords {
  private final OpeningGate opening;
  private final Console console;
  private final BlockingQueue<EventRecord> waiting = new LinkedBlockingQueue<>();
  private volatile boolean begun;

  StartRecords(OpeningGate opening, Console console) {
    this.opening = opening;
    this.console = console;
  }

  /** Once the first records are written, starts {@code next}. */
  void writeInBackground(
      AuditLog log, LogSealing sealing, ProcessFacts facts, Enforcer enforcer, Thread next) {
    Thread writer = new WriterThread(log, sealing, facts, enforcer, next);
    writer.setDaemon(true);
    writer.start();
  }

  /**
   * Records what was or was not woven. Called while classes load, so it only hands over to the
   * writer thread.
   */
  void coverage(Map<String, String> values) {
    waiting.add(new EventRecord(RecordKind.COVERAGE, values));
  }

  /**
   * Ends the run's log, unless it was never begun or has failed: then there is nothing to end.
   *
   * @return whether it did
   */
  boolean writeShutdown(AuditLog log) {
    if (!begun || log.failure() != null) {
      return false;
    }
    for (EventRecord event = waiting.poll(); event != null; event = waiting.poll()) {
      append(log, event);
    }
    append(log, new EventRecord(RecordKind.SHUTDOWN, Map.of()));
    return true;
  }

  private boolean begin(AuditLog log, LogSealing sealing, ProcessFacts facts, Enforcer enforcer) {
    try {
      opening.awaitNeed();
      log.startOpening();
      enforcer.warmUp();
      sealing.warmUp();
      awaitOpen(log);
      Map<String, String> boot = facts.boot();
      boot.putAll(sealing.begin(log));
      log.append(new EventRecord(RecordKind.BOOT, boot));
      sealing.start();
      if (facts.hasPolicy()) {
        log.append(facts.policyLoad());
      }
    } catch (Throwable failure) {
      String reason = String.valueOf(failure.getMessage());
      console.report("every tool call is refused, because the log cannot be begun: " + reason);
      opening.failed("the log could not be begun: " + reason);
      return false;
    }
    begun = true;
    opening.recordsBegun();
    return true;
  }

  /** However long it takes: on a starved machine the log may open late, and is as good then. */
  private static void awaitOpen(AuditLog log) {
    while (!log.isOpen()) {
      try {
        log.awaitOpen();
      } catch (AuditUnavailableException e) {
        if (log.failure() != null) {
          throw e;
        }
      }
    }
  }

  private void append(AuditLog log, EventRecord event) {
    try {
      log.append(event);
    } catch (RuntimeException e) {
      console.report("cannot record " + event.kind() + ": " + e.getMessage());
    }
  }

  private final class WriterThread extends Thread {
    private final AuditLog log;
    private final LogSealing sealing;
    private final ProcessFacts facts;
    private final Enforcer enforcer;
    private final Thread next;

    WriterThread(
        AuditLog log, LogSealing sealing, ProcessFacts facts, Enforcer enforcer, Thread next) {
      super("sallyport-start");
      // A key's command starts a process, and notes load classes: not by way of the application.
      setContextClassLoader(StartRecords.class.getClassLoader());
      this.log = log;
      this.sealing = sealing;
      this.facts = facts;
      this.enforcer = enforcer;
      this.next = next;
    }

    @Override
    public void run() {
      if (!begin(log, sealing, facts, enforcer)) {
        return;
      }
      startNext();
      preparePolicy();
      try {
        while (true) {
          append(log, waiting.take());
        }
      } catch (InterruptedException e) {
        interrupt(); // nobody interrupts this thread but the end of the JVM
      }
    }

    /** After calls are let in: they need not wait for what they do not use. */
    private void preparePolicy() {
      try {
        enforcer.prepare();
      } catch (Throwable failure) {
        // Each tool's first call tries again for its own, and is refused if that fails.
        console.report("the policy could not be prepared ahead of calls: " + failure);
      }
    }

    private void startNext() {
      try {
        next.start();
      } catch (Throwable noThread) {
        console.report("the policy will not be reloaded: " + noThread);
      }
    }
  }
}
