package dev.sallyport.javaagent.start;

import dev.sallyport.config.ApplicationJar;
import dev.sallyport.config.PolicyFolder;
import dev.sallyport.config.PolicyLocation;
import dev.sallyport.config.Settings;
import dev.sallyport.config.SettingsException;
import dev.sallyport.engine.EngineLimits;
import dev.sallyport.engine.PolicySource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds and reads the files of a policy, at the start and for each reload. Immutable. */
final class PolicyFiles {
  /** What observe mode evaluates where there is no policy: every call would be denied. */
  private static final PolicySource NONE =
      new PolicySource(
          "(no policy)",
          "apiVersion: governance.toolkit/v1\nname: none\nrules: []\n"
              .getBytes(StandardCharsets.UTF_8));

  private final PolicyLocation location;
  private final @Nullable PolicyFolder folder;

  PolicyFiles(PolicyLocation location, int maxBytes) {
    Path root = location.folder();
    this.location = location;
    this.folder = root == null ? null : new PolicyFolder(root, maxBytes);
  }

  /** Where the policy of this process is. */
  static PolicyLocation find(Settings settings, Path workingDirectory) throws SettingsException {
    return PolicyLocation.find(
        settings,
        workingDirectory,
        ApplicationJar.from(
            System.getProperty("java.class.path"), System.getProperty("sun.java.command")));
  }

  /** Within what a policy is read and calls are judged. */
  static EngineLimits limits(Settings settings) {
    return new EngineLimits(
        settings.maxPolicyBytes(),
        settings.maxRules(),
        settings.maxConditionDepth(),
        settings.maxArgumentChars(),
        settings.maxArgumentDepth(),
        settings.maxArgumentKeys());
  }

  PolicyLocation location() {
    return location;
  }

  /** The documents of the policy, without those that they extend. */
  List<PolicySource> read() throws IOException {
    List<PolicySource> sources = new ArrayList<>();
    if (folder != null) {
      for (Path file : location.files()) {
        sources.add(new PolicySource(file.toString(), folder.read(file)));
      }
    }
    if (sources.isEmpty()) {
      sources.add(NONE);
    }
    return sources;
  }

  /** The document that {@code from} extends as {@code path}, or why there is none. */
  ExtendedDocument extended(String from, String path) {
    if (folder == null) {
      return new ExtendedDocument(from, path, null, null);
    }
    try {
      Path file = folder.parent(Path.of(from), path);
      PolicySource source =
          file == null ? null : new PolicySource(file.toString(), folder.read(file));
      return new ExtendedDocument(from, path, source, null);
    } catch (IOException e) {
      return new ExtendedDocument(from, path, null, String.valueOf(e.getMessage()));
    }
  }
}
