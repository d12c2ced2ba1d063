package dev.sallyport.config;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Tells which jar the application was started from, so that its policy may lie beside it. */
public final class ApplicationJar {
  private ApplicationJar() {}

  /**
   * The jar of {@code java -jar app.jar}, else the first class path entry if that is a jar, as
   * start scripts of build tools write it. Reads no file.
   *
   * @param classPath the system property {@code java.class.path}, or null
   * @param command the system property {@code sun.java.command}, or null
   * @return the jar as it was written, relative to the working directory; null if there is none
   */
  public static @Nullable Path from(@Nullable String classPath, @Nullable String command) {
    if (classPath == null || classPath.isEmpty()) {
      return null;
    }
    // With -jar the class path is that jar alone, whatever its name; the command starts with it.
    if (command != null && startsWithWord(command, classPath)) {
      return pathOrNull(classPath);
    }
    int separator = classPath.indexOf(File.pathSeparatorChar);
    String first = separator < 0 ? classPath : classPath.substring(0, separator);
    return first.endsWith(".jar") ? pathOrNull(first) : null;
  }

  private static boolean startsWithWord(String command, String word) {
    return command.startsWith(word)
        && (command.length() == word.length() || command.charAt(word.length()) == ' ');
  }

  private static @Nullable Path pathOrNull(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
