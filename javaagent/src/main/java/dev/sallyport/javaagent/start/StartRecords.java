package dev.sallyport.javaagent.start;

import dev.sallyport.audit.ArgumentsDigest;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.config.PolicyLocation;
import dev.sallyport.config.Settings;
import dev.sallyport.engine.PolicySet;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The records about the process itself. BOOT and POLICY_LOAD are written on a thread of their own
 * once the store is open, before any decision; what is to be recorded earlier waits in memory.
 * Thread-safe.
 */
final class StartRecords implements Runnable {
  private final AuditLog log;
  private final String version;
  private final Settings settings;
  private final PolicyLocation location;
  private final PolicySet policy;
  private final ArgumentsDigest digest;
  private final OpeningGate opening;
  private final Console console;
  private final BlockingQueue<EventRecord> waiting = new LinkedBlockingQueue<>();
  private volatile boolean begun;

  StartRecords(
      AuditLog log,
      String version,
      Settings settings,
      PolicyLocation location,
      PolicySet policy,
      ArgumentsDigest digest,
      OpeningGate opening,
      Console console) {
    this.log = log;
    this.version = version;
    this.settings = settings;
    this.location = location;
    this.policy = policy;
    this.digest = digest;
    this.opening = opening;
    this.console = console;
  }

  void writeInBackground() {
    Thread writer = new Thread(null, this, "sallyport-start");
    writer.setDaemon(true);
    writer.start();
  }

  @Override
  public void run() {
    try {
      log.awaitOpen();
      log.append(new EventRecord(RecordKind.BOOT, boot()));
      if (!location.files().isEmpty()) {
        log.append(new EventRecord(RecordKind.POLICY_LOAD, policyLoad()));
      }
    } catch (Throwable failure) {
      String reason = String.valueOf(failure.getMessage());
      console.report("cannot write the log: " + reason);
      opening.failed("the log could not be opened: " + reason);
      return;
    }
    begun = true;
    opening.recordsBegun();
    writeComing();
  }

  private void writeComing() {
    try {
      while (true) {
        append(waiting.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody interrupts this thread but the end of the JVM
    }
  }

  private void append(EventRecord event) {
    try {
      log.append(event);
    } catch (RuntimeException e) {
      console.report("cannot record " + event.kind() + ": " + e.getMessage());
    }
  }

  /**
   * Records what was or was not woven. Called while classes load, so it only hands over to this
   * object's thread.
   */
  void coverage(Map<String, String> values) {
    waiting.add(new EventRecord(RecordKind.COVERAGE, values));
  }

  /** Ends the run's log if it was begun; a process that never got that far has nothing to end. */
  void writeShutdown() {
    if (!begun) {
      return;
    }
    for (EventRecord event = waiting.poll(); event != null; event = waiting.poll()) {
      append(event);
    }
    append(new EventRecord(RecordKind.SHUTDOWN, Map.of()));
  }

  private Map<String, String> boot() {
    Map<String, String> values = new TreeMap<>();
    values.put("version", version);
    values.put("mode", settings.mode().toString());
    values.put("pid", Long.toString(ProcessHandle.current().pid()));
    putProperty(values, "java", "java.runtime.version");
    putProperty(values, "vm", "java.vm.name");
    putProperty(values, "command", "sun.java.command");
    putProperty(values, "folder", "user.dir");
    values.put("arguments", settings.fullArguments() ? "full" : "redacted");
    values.put("salt", HexFormat.of().formatHex(digest.salt()));
    putIfSet(values, "agent", settings.agentName());
    return values;
  }

  private Map<String, String> policyLoad() {
    Map<String, String> values = new TreeMap<>();
    values.put("digest", policy.digestHex());
    values.put("rules", Integer.toString(policy.ruleCount()));
    int number = 1;
    for (Path file : location.files()) {
      values.put("file." + number, file.toString());
      number++;
    }
    return values;
  }

  private static void putProperty(Map<String, String> values, String name, String property) {
    putIfSet(values, name, System.getProperty(property));
  }

  private static void putIfSet(Map<String, String> values, String name, @Nullable String value) {
    if (value != null) {
      values.put(name, value);
    }
  }
}
