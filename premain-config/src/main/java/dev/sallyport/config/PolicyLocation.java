package dev.sallyport.config;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The policy files of this process, found and checked but not read. Immutable. */
public final class PolicyLocation {
  private static final String[] NAMES = {"sallyport.yaml", "sallyport.yml", "sallyport.d"};
  private static final String FOLDER_NAME = "sallyport.d";
  private static final String CASES_SUFFIX = ".cases.yaml";

  private final @Nullable Path place;
  private final String where;
  private final List<Path> files;
  private final String description;
  private final @Nullable Path folder;

  private PolicyLocation(
      @Nullable Path place,
      String where,
      @Nullable Path folder,
      List<Path> files,
      String description) {
    this.place = place;
    this.where = where;
    this.folder = folder;
    this.files = files;
    this.description = description;
  }

  /**
   * Finds the policy: the setting {@code policy}, else {@code sallyport.yaml}, {@code
   * sallyport.yml} or {@code sallyport.d/} in the working directory, else beside the application's
   * jar. Of a folder it takes every {@code *.yaml} and {@code *.yml}, hidden ones too, sorted by
   * name, but not the {@code *.cases.yaml} with which a policy is tested.
   *
   * @param workingDirectory what relative paths start from
   * @param applicationJar see {@link ApplicationJar}; null if there is none
   * @return the files, or an empty location if there is no policy and {@code mode=observe} is given
   * @throws SettingsException if there is no policy, or more than one, or it is no readable regular
   *     file within the size limit, or an empty folder
   */
  public static PolicyLocation find(
      Settings settings, Path workingDirectory, @Nullable Path applicationJar)
      throws SettingsException {
    Path base = workingDirectory.toAbsolutePath().normalize();
    Path given = settings.policy();
    if (given != null) {
      String where = " (policy from " + settings.source(Setting.POLICY) + ")";
      return at(base.resolve(given).normalize(), where, settings);
    }
    Path found = candidateIn(base);
    Path jarFolder = applicationJar == null ? null : base.resolve(applicationJar).getParent();
    if (found == null && jarFolder != null) {
      found = candidateIn(jarFolder.normalize());
    }
    if (found != null) {
      return at(found, "", settings);
    }
    if (settings.mode() == Mode.OBSERVE) {
      return new PolicyLocation(null, "", null, Collections.emptyList(), "none");
    }
    throw new SettingsException(noneFound(base, jarFolder));
  }

  /**
   * The policy that a command is told to read, a file or a folder.
   *
   * @throws SettingsException as {@link #find} does
   */
  public static PolicyLocation named(Path path, Settings settings) throws SettingsException {
    return read(path, "", settings);
  }

  /**
   * The one candidate in {@code folder}, or null; a dangling link counts, so that it is reported.
   */
  private static @Nullable Path candidateIn(Path folder) throws SettingsException {
    Path found = null;
    for (String name : NAMES) {
      Path candidate = folder.resolve(name);
      if (Files.exists(candidate, LinkOption.NOFOLLOW_LINKS)) {
        if (found != null) {
          throw new SettingsException(
              "got two policies, "
                  + Message.quote(found.toString())
                  + " and "
                  + Message.quote(candidate.toString())
                  + ", wanted one: remove one, or choose with policy=FILE");
        }
        found = candidate;
      }
    }
    return found;
  }

  private static String noneFound(Path base, @Nullable Path jarFolder) {
    String beside =
        jarFolder == null || jarFolder.normalize().equals(base)
            ? ""
            : " or " + Message.quote(jarFolder.normalize().toString());
    return "got no policy, wanted sallyport.yaml, sallyport.yml or sallyport.d/ in "
        + Message.quote(base.toString())
        + beside
        + ": put a sallyport.yaml there, or start with -javaagent:sallyport.jar=mode=observe"
        + " to record every tool call and refuse none";
  }

  private static PolicyLocation at(Path path, String where, Settings settings)
      throws SettingsException {
    boolean folder = Files.isDirectory(path);
    Path name = path.getFileName();
    if (where.isEmpty() && folder != (name != null && name.toString().equals(FOLDER_NAME))) {
      throw wrong(path, folder ? "a folder" : "a file", folder ? "a file" : "a folder", where);
    }
    return read(path, where, settings);
  }

  private static PolicyLocation read(Path path, String where, Settings settings)
      throws SettingsException {
    if (Files.isDirectory(path)) {
      List<Path> files = filesIn(path, where, settings);
      String count = files.size() == 1 ? " (1 file)" : " (" + files.size() + " files)";
      return new PolicyLocation(path, where, path, files, path + linkTarget(path) + count);
    }
    requirePolicyFile(path, where, settings);
    return new PolicyLocation(
        path, where, path.getParent(), Collections.singletonList(path), path + linkTarget(path));
  }

  private static List<Path> filesIn(Path folder, String where, Settings settings)
      throws SettingsException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (isPolicyName(entry, where)) {
          requirePolicyFile(entry, where, settings);
          files.add(entry);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw wrong(folder, "a folder that cannot be listed", "a readable folder", where);
    }
    if (files.isEmpty()) {
      throw wrong(folder, "a folder without `*.yaml` file", "at least one", where);
    }
    // Siblings: the order of paths is that of their names.
    Collections.sort(files);
    return Collections.unmodifiableList(files);
  }

  private static boolean isPolicyName(Path entry, String where) throws SettingsException {
    String name = String.valueOf(entry.getFileName());
    if (name.endsWith(CASES_SUFFIX)) {
      return false;
    }
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      return true;
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".yaml") || lower.endsWith(".yml")) {
      // Passing it over in silence could drop a deny rule.
      throw wrong(entry, "an upper-case suffix", "`.yaml` or `.yml`", where);
    }
    return false;
  }

  private static void requirePolicyFile(Path file, String where, Settings settings)
      throws SettingsException {
    if (!Files.exists(file)) {
      boolean link = Files.isSymbolicLink(file);
      throw wrong(file, link ? "a link to a missing file" : "no such file", "a policy file", where);
    }
    if (!Files.isRegularFile(file)) {
      throw wrong(file, "something other than a regular file", "a policy file", where);
    }
    if (!Files.isReadable(file)) {
      throw wrong(file, "a file this process may not read", "a readable one", where);
    }
    long size = sizeOf(file, where);
    if (size > settings.maxPolicyBytes()) {
      String limit = "at most " + settings.maxPolicyBytes() + " (limits.policy)";
      throw wrong(file, size + " bytes", limit, where);
    }
  }

  private static long sizeOf(Path file, String where) throws SettingsException {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw wrong(file, "a file whose size cannot be read", "a readable one", where);
    }
  }

  private static SettingsException wrong(Path path, String got, String wanted, String where) {
    return new SettingsException(
        "policy " + Message.quote(path.toString()) + ": got " + got + ", wanted " + wanted + where);
  }

  /** Where a symbolic link leads, as a note for the start line; empty if {@code path} is none. */
  private static String linkTarget(Path path) {
    if (!Files.isSymbolicLink(path)) {
      return "";
    }
    try {
      return " -> " + path.toRealPath();
    } catch (IOException e) {
      return " -> (unknown)";
    }
  }

  /**
   * The same place, looked at once more: files of a folder may have come or gone, and links may
   * lead elsewhere. Never another place, also if there is no policy any more at this one.
   *
   * @throws SettingsException as {@link #find}
   */
  public PolicyLocation again(Settings settings) throws SettingsException {
    return place == null ? this : at(place, where, settings);
  }

  /** Absolute paths in the order to load them; empty if there is no policy. */
  public List<Path> files() {
    return files;
  }

  /**
   * The folder in which all files of the policy lie, also those that others extend: the folder that
   * was given, or that of the one file. Null if there is no policy.
   */
  public @Nullable Path folder() {
    return folder;
  }

  /**
   * The place for the start line: the file, or the folder with the number of files, each with what
   * it links to, or {@code none}.
   */
  public String describe() {
    return description;
  }
}
