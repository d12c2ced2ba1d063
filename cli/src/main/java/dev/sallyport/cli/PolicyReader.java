package dev.sallyport.cli;

import dev.sallyport.config.PolicyLocation;
import dev.sallyport.config.Settings;
import dev.sallyport.config.SettingsException;
import dev.sallyport.engine.EngineLimits;
import dev.sallyport.engine.PolicyException;
import dev.sallyport.engine.PolicyParser;
import dev.sallyport.engine.PolicySet;
import dev.sallyport.engine.PolicySource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Reads the files that commands on policies are given. */
final class PolicyReader {
  private final CommandContext context;
  private final Settings settings;

  PolicyReader(CommandContext context) throws IOException {
    this.context = context;
    try {
      // The defaults: an application's settings are its own.
      this.settings = Settings.read(null, Map.of(), new Properties());
    } catch (SettingsException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** A path that the user typed. */
  Path path(String typed) throws IOException {
    try {
      return context.workingDirectory().resolve(typed).normalize();
    } catch (InvalidPathException e) {
      throw new IOException("got `" + typed + "`, wanted a path", e);
    }
  }

  /** The policy that an application started here would find. */
  PolicySet found() throws IOException, PolicyException {
    try {
      return parse(PolicyLocation.find(settings, context.workingDirectory(), null));
    } catch (SettingsException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** The policy in a file, or in all policy files of a folder. */
  PolicySet policy(Path path) throws IOException, PolicyException {
    try {
      return parse(PolicyLocation.named(path, settings));
    } catch (SettingsException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private PolicySet parse(PolicyLocation location) throws IOException, PolicyException {
    List<PolicySource> sources = new ArrayList<>();
    Path folder = context.workingDirectory();
    for (Path file : location.files()) {
      sources.add(file(file));
      folder = file.resolveSibling(".").normalize();
    }
    return PolicyParser.parse(sources, EngineLimits.DEFAULTS, new ExtendedFiles(this, folder));
  }

  /** One file under the name that the user knows it by. */
  PolicySource file(Path file) throws IOException {
    int limit = settings.maxPolicyBytes();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(limit + 1);
      if (content.length > limit) {
        throw new IOException(
            "`" + shown(file) + "`: got more than " + limit + " bytes, wanted at most that");
      }
      return new PolicySource(shown(file), content);
    } catch (NoSuchFileException e) {
      throw new IOException("`" + shown(file) + "`: got no such file, wanted one to read", e);
    } catch (FileSystemException e) {
      throw new IOException("`" + shown(file) + "`: cannot be read: " + e.getMessage(), e);
    }
  }

  /** A path as a user in the working directory would write it. */
  String shown(Path path) {
    Path here = context.workingDirectory();
    boolean inside = path.startsWith(here) && !path.equals(here);
    return inside ? here.relativize(path).toString() : path.toString();
  }
}
