package dev.sallyport.enforcer;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the program that the system would start for the first word of a command. Looks each time:
 * what lies where may change.
 */
final class Executables {
  private Executables() {}

  /**
   * Whether {@code command} starts one of {@code listed}: the same file, by the same name. The name
   * counts because some programs, such as BusyBox, are another program by another name.
   */
  static boolean isListed(String command, List<String> listed) throws IOException {
    Path program = find(command, System.getenv("PATH"));
    if (program == null) {
      return false;
    }
    Path real = RealPaths.follow(program);
    for (String entry : listed) {
      Path allowed = Path.of(entry);
      if (allowed.isAbsolute()
          && nameOf(allowed).equals(nameOf(program))
          && RealPaths.follow(allowed).equals(real)) {
        return true;
      }
    }
    return false;
  }

  private static String nameOf(Path path) {
    return String.valueOf(path.getFileName());
  }

  /**
   * The program's absolute path; null if there is none, or if it depends on the folder that the
   * process is started in, which is not known here.
   */
  static @Nullable Path find(String command, @Nullable String searchPath) {
    if (command.indexOf('/') >= 0 || command.indexOf(File.separatorChar) >= 0) {
      Path path = Path.of(command);
      return path.isAbsolute() ? path : null;
    }
    if (command.isEmpty() || searchPath == null || File.separatorChar != '/') {
      return null;
    }
    for (String folder : searchPath.split(File.pathSeparator, -1)) {
      Path candidate = Path.of(folder, command);
      if (!candidate.isAbsolute()) {
        return null;
      }
      if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    return null;
  }
}
