package dev.sallyport.it;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The JDKs to test on: the running one, those that {@code JAVA_HOME*} names, and those in {@code
 * /usr/lib/jvm}; one of each version from 17 on. The system property {@code sallyport.it.jdks}, a
 * list such as {@code 17,25}, keeps only these versions.
 */
final class Jdks {
  private static final int OLDEST = 17;
  private static final Path SYSTEM_JDKS = Path.of("/usr/lib/jvm");

  private Jdks() {}

  static List<Jdk> all() {
    Map<Integer, Jdk> found = new TreeMap<>();
    add(found, Path.of(System.getProperty("java.home")));
    for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
      if (variable.getKey().startsWith("JAVA_HOME")) {
        add(found, Path.of(variable.getValue()));
      }
    }
    for (Path home : systemJdks()) {
      add(found, home);
    }
    keepWanted(found);
    return List.copyOf(found.values());
  }

  /** The JDK that runs this test. */
  static Jdk running() {
    return new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
  }

  private static void keepWanted(Map<Integer, Jdk> found) {
    String wanted = System.getProperty("sallyport.it.jdks", "").strip();
    if (wanted.isEmpty()) {
      return;
    }
    List<Integer> versions = new ArrayList<>();
    for (String version : wanted.split(",", -1)) {
      versions.add(Integer.valueOf(version.strip()));
    }
    if (!found.keySet().containsAll(versions)) {
      throw new IllegalStateException("sallyport.it.jdks wants " + wanted + ", found " + found);
    }
    found.keySet().retainAll(versions);
  }

  private static List<Path> systemJdks() {
    List<Path> homes = new ArrayList<>();
    if (Files.isDirectory(SYSTEM_JDKS)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(SYSTEM_JDKS)) {
        entries.forEach(homes::add);
      } catch (IOException e) {
        throw new IllegalStateException("cannot list " + SYSTEM_JDKS, e);
      }
    }
    homes.sort(null);
    return homes;
  }

  private static void add(Map<Integer, Jdk> found, Path home) {
    int major = majorVersion(home);
    if (major >= OLDEST
        && Files.isExecutable(home.resolve("bin/java"))
        && Files.isExecutable(home.resolve("bin/jcmd"))) {
      found.putIfAbsent(major, new Jdk(major, home));
    }
  }

  /** From the file {@code release} that every JDK has at its root; 0 without one. */
  private static int majorVersion(Path home) {
    Path release = home.resolve("release");
    if (!Files.isReadable(release)) {
      return 0;
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(release)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + release, e);
    }
    String version = requireNonNullElse(properties.getProperty("JAVA_VERSION"), "0");
    return Runtime.Version.parse(version.replace("\"", "")).feature();
  }
}
