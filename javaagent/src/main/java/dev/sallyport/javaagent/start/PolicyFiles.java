package dev.sallyport.javaagent.start;

import dev.sallyport.config.ApplicationJar;
import dev.sallyport.config.PolicyLocation;
import dev.sallyport.config.Settings;
import dev.sallyport.config.SettingsException;
import dev.sallyport.engine.PolicySource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds and reads the files of a policy. */
final class PolicyFiles {
  /** What observe mode evaluates where there is no policy: every call would be denied. */
  private static final PolicySource NONE =
      new PolicySource(
          "(no policy)",
          "apiVersion: governance.toolkit/v1\nname: none\nrules: []\n"
              .getBytes(StandardCharsets.UTF_8));

  private PolicyFiles() {}

  /** Where the policy of this process is. */
  static PolicyLocation find(Settings settings, Path workingDirectory) throws SettingsException {
    return PolicyLocation.find(
        settings,
        workingDirectory,
        ApplicationJar.from(
            System.getProperty("java.class.path"), System.getProperty("sun.java.command")));
  }

  static List<PolicySource> read(PolicyLocation location, int maxBytes) throws IOException {
    List<PolicySource> sources = new ArrayList<>();
    for (Path file : location.files()) {
      sources.add(new PolicySource(file.toString(), read(file, maxBytes)));
    }
    if (sources.isEmpty()) {
      sources.add(NONE);
    }
    return sources;
  }

  /** The size was checked when the file was found, but it may have grown since. */
  private static byte[] read(Path file, int maxBytes) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(maxBytes + 1);
      if (content.length > maxBytes) {
        throw new IOException(
            "policy `" + file + "`: got more than " + maxBytes + " bytes, wanted at most that");
      }
      return content;
    } catch (java.nio.file.FileSystemException e) {
      throw new IOException("policy `" + file + "`: cannot be read: " + e.getMessage(), e);
    }
  }
}
