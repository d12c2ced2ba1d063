package dev.sallyport.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameworkLocatorTest {
  private static final Framework DESK =
      new Framework("desk", "com.example", "desk-core", "com/example/Desk", "com/example/");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "jar:file:/m2/desk-core-1.5.0.jar!/, 1.5.0",
    "jar:file:/m2/desk-core-1.16.1-beta26.jar!/, 1.16.1-beta26",
    "jar:nested:/srv/app.jar/!BOOT-INF/lib/desk-core-1.4.0.jar!/, 1.4.0",
    "jar:file:/srv/app.jar!/BOOT-INF/lib/desk-core-0.36.2.jar!/, 0.36.2",
    "jar:file:/m2/desk-core-extra-1.5.0.jar!/,",
    "jar:file:/m2/app.jar!/,",
    "jar:file:/m2/desk-core-.jar!/,",
    "file:/srv/classes/,"
  })
  void readsTheVersionFromTheNameOfTheJar(String url, String version) {
    assertThat(FrameworkLocator.versionInJarName(url, "desk-core")).isEqualTo(version);
  }

  @Test
  void readsTheVersionFromThePropertiesInTheSameJar() throws IOException {
    Path jar = jar("shaded.jar", "com/example/Desk.class", "version=2.0.1\n");

    try (URLClassLoader loader = loader(jar)) {
      FrameworkLocator.Found found = new FrameworkLocator().find(loader, DESK);

      assertThat(found.visible()).isTrue();
      assertThat(found.label(DESK)).isEqualTo("desk 2.0.1");
    }
  }

  @Test
  void doesNotTakeTheVersionOfAnotherJar() throws IOException {
    Path other = jar("other.jar", "com/example/Other.class", "version=9.9.9\n");
    Path jar = jar("desk.jar", "com/example/Desk.class", null);

    try (URLClassLoader loader = loader(other, jar)) {
      assertThat(new FrameworkLocator().find(loader, DESK).label(DESK)).isEqualTo("desk unknown");
    }
  }

  @Test
  void findsAFrameworkThatALoaderGetsLater() throws IOException {
    FrameworkLocator locator = new FrameworkLocator();
    try (GrowingLoader loader = new GrowingLoader()) {
      assertThat(locator.find(loader, DESK).visible()).isFalse();

      loader.addURL(jar("desk-core-3.1.jar", "com/example/Desk.class", null).toUri().toURL());

      assertThat(locator.find(loader, DESK).version()).isEqualTo("3.1");
    }
  }

  private static URLClassLoader loader(Path... jars) throws IOException {
    URL[] urls = new URL[jars.length];
    for (int i = 0; i < jars.length; i++) {
      urls[i] = jars[i].toUri().toURL();
    }
    return new URLClassLoader(urls, null);
  }

  private Path jar(String name, String entry, @Nullable String properties) throws IOException {
    Path jar = folder.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new ZipEntry(entry));
      if (properties != null) {
        out.putNextEntry(new ZipEntry("META-INF/maven/com.example/desk-core/pom.properties"));
        out.write(properties.getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    return jar;
  }

  private static final class GrowingLoader extends URLClassLoader {
    GrowingLoader() {
      super(new URL[0], null);
    }

    @Override
    public void addURL(URL url) {
      super.addURL(url);
    }
  }
}
