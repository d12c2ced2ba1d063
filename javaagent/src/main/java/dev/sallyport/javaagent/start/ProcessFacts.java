package dev.sallyport.javaagent.start;

import dev.sallyport.audit.ArgumentsDigest;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.config.PolicyLocation;
import dev.sallyport.config.Settings;
import dev.sallyport.engine.PolicySet;
import dev.sallyport.engine.PolicySource;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the first records of a run say about the process and its policy. */
final class ProcessFacts {
  private final String version;
  private final Settings settings;
  private final PolicyLocation location;
  private final PolicySet policy;
  private final ArgumentsDigest digest;

  ProcessFacts(
      String version,
      Settings settings,
      PolicyLocation location,
      PolicySet policy,
      ArgumentsDigest digest) {
    this.version = version;
    this.settings = settings;
    this.location = location;
    this.policy = policy;
    this.digest = digest;
  }

  Map<String, String> boot() {
    Map<String, String> values = new TreeMap<>();
    values.put("version", version);
    values.put("mode", settings.mode().toString());
    values.put("pid", Long.toString(ProcessHandle.current().pid()));
    putProperty(values, "java", "java.runtime.version");
    putProperty(values, "vm", "java.vm.name");
    putProperty(values, "command", "sun.java.command");
    putProperty(values, "folder", "user.dir");
    values.put("arguments", settings.fullArguments() ? "full" : "redacted");
    values.put("arguments_salt", HexFormat.of().formatHex(digest.salt()));
    putIfSet(values, "agent", settings.agentName());
    return values;
  }

  boolean hasPolicy() {
    return !location.files().isEmpty();
  }

  EventRecord policyLoad() {
    return policyLoad(policy);
  }

  /** What the log says when {@code policy} comes into force. */
  static EventRecord policyLoad(PolicySet policy) {
    Map<String, String> values = new TreeMap<>();
    values.put("digest", policy.digestHex());
    values.put("rules", Integer.toString(policy.ruleCount()));
    int number = 1;
    for (PolicySource source : policy.sources()) {
      values.put("file." + number, source.name());
      number++;
    }
    return new EventRecord(RecordKind.POLICY_LOAD, values);
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
