package dev.sallyport.javaagent.assembly;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Collects licence and notice texts of everything bundled: what a library's jar carries, or the
 * text that {@code index.properties} names for a library that carries none. A library with neither
 * fails the build.
 */
final class Licences {
  private static final String META_INF = "META-INF/";
  private static final String TARGET = "META-INF/licenses/";

  private final Path texts;
  private final Properties index = new Properties();
  private final SortedMap<String, byte[]> collected = new TreeMap<>();

  Licences(Path texts) throws IOException {
    this.texts = texts;
    try (InputStream in = Files.newInputStream(texts.resolve("index.properties"))) {
      index.load(in);
    }
    collected.put("META-INF/LICENSE", Files.readAllBytes(texts.resolve("Apache-2.0.txt")));
  }

  /** Adds the texts of {@code library}, whose jar is {@code jar}. */
  void add(String library, Path jar) throws IOException {
    int before = collected.size();
    try (InputStream file = Files.newInputStream(jar);
        ZipInputStream in = new ZipInputStream(file)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (isLicenceText(entry.getName())) {
          String name = withoutMetaInf(entry.getName()).replace('/', '-');
          collected.put(TARGET + library + "/" + name, in.readAllBytes());
        }
      }
    }
    if (collected.size() == before) {
      addNamed(library);
    }
  }

  private void addNamed(String library) throws IOException {
    String text = index.getProperty(library);
    if (text == null) {
      throw new IOException(
          "library `" + library + "` carries no licence and index.properties names none");
    }
    collected.put(TARGET + library + "/" + text, Files.readAllBytes(texts.resolve(text)));
  }

  /** In {@code META-INF}, or at the root of the jar. */
  private static boolean isLicenceText(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    boolean atRoot = upper.indexOf('/') < 0;
    return (atRoot || upper.startsWith(META_INF))
        && !upper.endsWith("/")
        && (upper.contains("LICENSE") || upper.contains("NOTICE"));
  }

  private static String withoutMetaInf(String name) {
    return name.startsWith(META_INF) ? name.substring(META_INF.length()) : name;
  }

  SortedMap<String, byte[]> collected() {
    return collected;
  }
}
