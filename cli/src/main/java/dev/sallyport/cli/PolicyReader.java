package dev.sallyport.cli;

import dev.sallyport.config.PolicyFolder;
import dev.sallyport.config.PolicyLocation;
import dev.sallyport.config.Settings;
import dev.sallyport.config.SettingsException;
import dev.sallyport.engine.EngineLimits;
import dev.sallyport.engine.ParentDocuments;
import dev.sallyport.engine.ParentRefusedException;
import dev.sallyport.engine.PolicyException;
import dev.sallyport.engine.PolicyParser;
import dev.sallyport.engine.PolicySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads policies as an application started with the same environment would. */
final class PolicyReader {
  private final CommandContext context;
  private final Settings settings;

  PolicyReader(CommandContext context) throws IOException {
    this.context = context;
    try {
      this.settings = Settings.read(null, System.getenv(), System.getProperties());
    } catch (SettingsException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** A path that the user typed. */
  Path path(String typed) throws IOException {
    return context.path(typed);
  }

  /**
   * The policy that the user named, or else {@link #found}.
   *
   * @throws CannotTellException with what is wrong, one line per problem
   */
  static ReviewedPolicy review(@Nullable String typed, CommandContext context) {
    try {
      PolicyReader reader = new PolicyReader(context);
      return typed == null ? reader.found() : reader.policy(reader.path(typed));
    } catch (IOException | PolicyException e) {
      throw new CannotTellException(String.valueOf(e.getMessage()));
    }
  }

  /** The policy that an application started here would find. */
  ReviewedPolicy found() throws IOException, PolicyException {
    try {
      return parse(PolicyLocation.find(settings, context.workingDirectory(), null));
    } catch (SettingsException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** The policy in a file, or in all policy files of a folder. */
  ReviewedPolicy policy(Path path) throws IOException, PolicyException {
    try {
      return parse(PolicyLocation.named(path, settings));
    } catch (SettingsException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private ReviewedPolicy parse(PolicyLocation location) throws IOException, PolicyException {
    Path root = location.folder();
    if (root == null) {
      throw new IOException("got no policy, wanted the name of a file or folder");
    }
    List<PolicySource> sources = new ArrayList<>();
    for (Path file : location.files()) {
      sources.add(file(file));
    }
    PolicyFolder folder = folder(root);
    ParentDocuments parents = (from, path) -> parent(folder, from, path);
    return new ReviewedPolicy(location.describe(), PolicyParser.parse(sources, limits(), parents));
  }

  /** A file that another one extends. */
  private @Nullable PolicySource parent(PolicyFolder folder, String from, String path)
      throws ParentRefusedException {
    try {
      Path file = folder.parent(path(from), path);
      return file == null ? null : file(file);
    } catch (IOException e) {
      throw new ParentRefusedException(String.valueOf(e.getMessage()));
    }
  }

  private EngineLimits limits() {
    return new EngineLimits(
        settings.maxPolicyBytes(),
        settings.maxRules(),
        settings.maxConditionDepth(),
        settings.maxArgumentChars(),
        settings.maxArgumentDepth(),
        settings.maxArgumentKeys());
  }

  /** One file under the name that the user knows it by. */
  PolicySource file(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("`" + shown(file) + "`: got no such file, wanted one to read");
    }
    return new PolicySource(shown(file), folder(context.workingDirectory()).read(file));
  }

  private PolicyFolder folder(Path path) {
    return new PolicyFolder(path, settings.maxPolicyBytes());
  }

  /** A path as a user in the working directory would write it. */
  String shown(Path path) {
    Path here = context.workingDirectory();
    boolean inside = path.startsWith(here) && !path.equals(here);
    return inside ? here.relativize(path).toString() : path.toString();
  }
}
