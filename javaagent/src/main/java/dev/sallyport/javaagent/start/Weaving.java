package dev.sallyport.javaagent.start;

import dev.sallyport.instrumentation.InstallReport;
import dev.sallyport.instrumentation.Installer;
import dev.sallyport.instrumentation.WeavingListener;
import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.Map;

/** Installs the join points and records what was and was not woven. */
final class Weaving implements WeavingListener {
  private final boolean enforce;
  private final StartRecords records;
  private final SelfChecks selfChecks;
  private final Console console;

  private Weaving(boolean enforce, StartRecords records, SelfChecks selfChecks, Console console) {
    this.enforce = enforce;
    this.records = records;
    this.selfChecks = selfChecks;
    this.console = console;
  }

  /**
   * Weaves what is loaded and what will load.
   *
   * @return what else is woven is recorded by it, too
   * @throws IllegalStateException in enforce mode, if a loaded class can't be woven
   */
  static WeavingListener install(
      Instrumentation instrumentation,
      boolean enforce,
      StartRecords records,
      SelfChecks selfChecks,
      Console console) {
    Weaving weaving = new Weaving(enforce, records, selfChecks, console);
    InstallReport report = Installer.install(instrumentation, enforce, weaving);
    if (enforce && !report.complete()) {
      throw new IllegalStateException(
          "loaded before the javaagent and cannot be guarded: " + report.unguarded().get(0));
    }
    return weaving;
  }

  @Override
  public void woven(ClassLoader loader, String className, String framework, int joinPoints) {
    Map<String, String> values = new HashMap<>();
    values.put("class", className);
    values.put("framework", framework);
    values.put("woven", Integer.toString(joinPoints));
    records.coverage(values);
    selfChecks.frameworkSeen(loader, framework);
  }

  @Override
  public void failed(String className, String reason, Throwable cause) {
    Map<String, String> values = new HashMap<>();
    values.put("class", className);
    values.put("not_woven", reason);
    records.coverage(values);
    console.report(
        "class `"
            + className
            + "` cannot be guarded and "
            + (enforce ? "is refused" : "runs unguarded")
            + ": "
            + reason);
  }
}
