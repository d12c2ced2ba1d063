package dev.sallyport.cli;

import dev.sallyport.config.PolicyLocation;
import dev.sallyport.config.Settings;
import dev.sallyport.config.SettingsException;
import dev.sallyport.engine.PolicyException;
import dev.sallyport.engine.PolicyParser;
import dev.sallyport.engine.PolicySet;
import dev.sallyport.engine.PolicySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A policy that a command reads.
 *
 * @param place the file, or the folder with the number of files
 */
record ReviewedPolicy(String place, PolicySet set) {
  private static final String PROPERTY = "sallyport.policy";
  private static final String SOURCE = " (policy from system property " + PROPERTY + ")";
  private static final int SHORT_DIGEST = 12;

  /**
   * Reads the policy at {@code given}, a file or a folder, or else the one that an application
   * started here would find.
   *
   * @throws CannotTellException with what is wrong, one line per problem
   */
  static ReviewedPolicy read(@Nullable String given, CommandContext context) throws IOException {
    try {
      PolicyLocation location = locate(given, context.workingDirectory());
      if (location.files().isEmpty()) {
        throw new CannotTellException("got no policy, wanted --policy FILE");
      }
      List<PolicySource> sources = new ArrayList<>();
      for (Path file : location.files()) {
        sources.add(new PolicySource(name(file, context), Files.readAllBytes(file)));
      }
      return new ReviewedPolicy(location.describe(), PolicyParser.parse(sources));
    } catch (SettingsException e) {
      throw new CannotTellException(String.valueOf(e.getMessage()).replace(SOURCE, ""));
    } catch (PolicyException e) {
      throw new CannotTellException(e.getMessage());
    }
  }

  private static PolicyLocation locate(@Nullable String given, Path folder)
      throws SettingsException {
    if (given == null) {
      Settings settings = Settings.read(null, System.getenv(), System.getProperties());
      return PolicyLocation.find(settings, folder, null);
    }
    Properties properties = new Properties();
    properties.setProperty(PROPERTY, given);
    return PolicyLocation.find(Settings.read(null, Map.of(), properties), folder, null);
  }

  /** The file as seen from the working directory, as people name it. */
  private static String name(Path file, CommandContext context) {
    Path folder = context.workingDirectory();
    return file.startsWith(folder) ? folder.relativize(file).toString() : file.toString();
  }

  /** Such as {@code sallyport.yaml (3 rules, sha256:1a2b3c4d5e6f)}. */
  String describe() {
    int rules = set.ruleCount();
    String count = rules == 1 ? "1 rule" : rules + " rules";
    return place + " (" + count + ", sha256:" + shortDigest(set.digestHex()) + ")";
  }

  static String shortDigest(String hex) {
    return hex.substring(0, Math.min(SHORT_DIGEST, hex.length()));
  }
}
