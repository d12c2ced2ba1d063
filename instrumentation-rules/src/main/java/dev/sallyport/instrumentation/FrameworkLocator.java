package dev.sallyport.instrumentation;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds which version of a framework a class loader sees: from the name of the jar that holds the
 * marker class, else from the {@code pom.properties} in that jar. Thread-safe; holds class loaders
 * weakly and no lock while it asks one.
 */
final class FrameworkLocator {
  // By name, because a record's own hash code is linked with invokedynamic.
  private final Map<ClassLoader, Map<String, Found>> known =
      Collections.synchronizedMap(new WeakHashMap<>());

  private static final Found PLATFORM =
      new Found(true, Integer.toString(Runtime.version().feature()));

  /**
   * A framework as seen from a class loader.
   *
   * @param visible whether the marker class can be found as a resource
   * @param version such as {@code 1.5.0}, or null if unknown
   */
  record Found(boolean visible, @Nullable String version) {
    private static final Found NOTHING = new Found(false, null);

    /** Name and version, such as {@code langchain4j 1.5.0}. */
    String label(Framework framework) {
      return framework.name() + " " + (version == null ? "unknown" : version);
    }
  }

  Found find(ClassLoader loader, Framework framework) {
    if (framework.isPlatform()) {
      return PLATFORM;
    }
    Map<String, Found> found = known.get(loader);
    Found cached = found == null ? null : found.get(framework.name());
    if (cached != null) {
      return cached;
    }
    URL marker = loader.getResource(framework.marker() + ".class");
    if (marker == null) {
      return Found.NOTHING; // not kept: the loader may get the jar later
    }
    Found result = new Found(true, versionOf(loader, framework, marker.toString()));
    if (found == null) {
      found = new ConcurrentHashMap<>();
      Map<String, Found> raced = known.putIfAbsent(loader, found);
      found = raced == null ? found : raced;
    }
    found.put(framework.name(), result);
    return result;
  }

  private static @Nullable String versionOf(
      ClassLoader loader, Framework framework, String marker) {
    String folder = marker.substring(0, marker.length() - framework.marker().length() - 6);
    for (String artifact : framework.artifact().split(",", -1)) {
      String version = versionInJarName(folder, artifact);
      if (version != null) {
        return version;
      }
    }
    return versionInProperties(loader, framework, folder);
  }

  /** The version in a URL such as {@code jar:file:/x/ARTIFACT-1.5.0.jar!/}. */
  static @Nullable String versionInJarName(String folder, String artifact) {
    int end = folder.lastIndexOf(".jar");
    int start = folder.lastIndexOf('/', end) + 1;
    String prefix = artifact + "-";
    if (end < 0 || !folder.startsWith(prefix, start) || start + prefix.length() >= end) {
      return null;
    }
    String version = folder.substring(start + prefix.length(), end);
    char first = version.charAt(0);
    return first >= '0' && first <= '9' ? version : null;
  }

  private static @Nullable String versionInProperties(
      ClassLoader loader, Framework framework, String folder) {
    URL url =
        loader.getResource(
            "META-INF/maven/" + framework.group() + "/" + framework.artifact() + "/pom.properties");
    if (url == null || !url.toString().startsWith(folder)) {
      return null; // none, or of another copy
    }
    try {
      URLConnection connection = url.openConnection();
      connection.setUseCaches(false);
      try (InputStream in = connection.getInputStream()) {
        Properties properties = new Properties();
        properties.load(in);
        return properties.getProperty("version");
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      return null;
    }
  }
}
