package dev.sallyport.cli;

import dev.sallyport.config.PolicyFolder;
import dev.sallyport.config.PolicyLocation;
import dev.sallyport.config.Settings;
import dev.sallyport.config.SettingsException;
import dev.sallyport.engine.EngineLimits;
import dev.sallyport.engine.ParentDocuments;
import dev.sallyport.engine.PolicyException;
import dev.sallyport.engine.PolicyParser;
import dev.sallyport.engine.PolicySet;
import dev.sallyport.engine.PolicySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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
    for (Path file : location.files()) {
      sources.add(file(file));
    }
    Path folder = location.folder();
    ParentDocuments parents =
        folder == null ? ParentDocuments.NONE : new ExtendedFiles(this, folder);
    return PolicyParser.parse(sources, EngineLimits.DEFAULTS, parents);
  }

  /** One file under the name that the user knows it by. */
  PolicySource file(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("`" + shown(file) + "`: got no such file, wanted one to read");
    }
    return new PolicySource(shown(file), folder(context.workingDirectory()).read(file));
  }

  /** Reads files within the limits of an application that sets none. */
  PolicyFolder folder(Path path) {
    return new PolicyFolder(path, settings.maxPolicyBytes());
  }

  /** A path as a user in the working directory would write it. */
  String shown(Path path) {
    Path here = context.workingDirectory();
    boolean inside = path.startsWith(here) && !path.equals(here);
    return inside ? here.relativize(path).toString() : path.toString();
  }
}
