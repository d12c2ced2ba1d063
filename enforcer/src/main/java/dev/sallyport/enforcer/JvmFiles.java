package dev.sallyport.enforcer;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM itself reads while a tool runs, whatever its box says: a class that can't be loaded,
 * or initialised, for the first tool that needs it could never be used again.
 */
final class JvmFiles {
  // Read before main begins, so that the application can't have changed them.
  private static final @Nullable String HOME = System.getProperty("java.home");
  private static final @Nullable String CLASS_PATH = System.getProperty("java.class.path");
  private static final @Nullable String MODULE_PATH = System.getProperty("jdk.module.path");
  private static final @Nullable String LIBRARY_PATH = System.getProperty("java.library.path");

  /** Hold nothing, and are what random numbers are seeded from. */
  private static final Set<Path> DEVICES =
      Set.of(
          Path.of("/dev/null"),
          Path.of("/dev/zero"),
          Path.of("/dev/random"),
          Path.of("/dev/urandom"));

  private final List<PinnedRoot> readable = new ArrayList<>();

  JvmFiles() {
    add(HOME);
    addAll(CLASS_PATH);
    addAll(MODULE_PATH);
  }

  /** Reads the properties now. */
  static void capture() {}

  private void addAll(@Nullable String list) {
    for (String entry : entries(list)) {
      add(entry);
    }
  }

  /** An empty entry stands for the working directory, which is not meant to be opened so. */
  private void add(@Nullable String entry) {
    if (entry != null && !entry.isEmpty()) {
      readable.add(PinnedRoot.of(Path.of(entry)));
    }
  }

  private static String[] entries(@Nullable String list) {
    return list == null ? new String[0] : list.split(File.pathSeparator);
  }

  /** Whether {@code real}, a path without links, belongs to the JVM or to its class path. */
  boolean mayBeRead(Path real) {
    if (isDevice(real)) {
      return true;
    }
    for (PinnedRoot root : readable) {
      if (root.holds(real)) {
        return true;
      }
    }
    return false;
  }

  static boolean isDevice(Path real) {
    return DEVICES.contains(real);
  }

  /**
   * Whether {@code library}, a name or a path, can only be one of the JVM's own: it lies in its
   * home, and nothing on the library path has its name.
   */
  static boolean isOwnLibrary(String library) throws IOException {
    if (HOME == null) {
      return false;
    }
    Path folder = Path.of(HOME, File.separatorChar == '/' ? "lib" : "bin");
    if (library.indexOf('/') >= 0 || library.indexOf(File.separatorChar) >= 0) {
      Path path = Path.of(library);
      return path.isAbsolute() && RealPaths.follow(path).startsWith(RealPaths.follow(folder));
    }
    String file = System.mapLibraryName(library);
    return Files.isRegularFile(folder.resolve(file)) && !isOnLibraryPath(file);
  }

  private static boolean isOnLibraryPath(String file) {
    for (String entry : entries(LIBRARY_PATH)) {
      if (Files.exists(Path.of(entry, file))) {
        return true;
      }
    }
    return false;
  }
}
