package dev.sallyport.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ApplicationJarTest {
  private static String classPath(String... entries) {
    return String.join(File.pathSeparator, entries);
  }

  @Test
  void theJarOfDashJarIsTheApplication() {
    assertThat(ApplicationJar.from("app.jar", "app.jar")).isEqualTo(Path.of("app.jar"));
    assertThat(ApplicationJar.from("/srv/my app/a.jar", "/srv/my app/a.jar --port 80"))
        .isEqualTo(Path.of("/srv/my app/a.jar"));
  }

  @Test
  void theJarOfDashJarNeedsNoSuffix() {
    assertThat(ApplicationJar.from("/srv/service", "/srv/service --port 80"))
        .isEqualTo(Path.of("/srv/service"));
  }

  @Test
  void theFirstClassPathEntryCountsWhenItIsAJar() {
    assertThat(ApplicationJar.from(classPath("lib/app.jar", "lib/dep.jar"), "com.example.Main"))
        .isEqualTo(Path.of("lib/app.jar"));
    assertThat(ApplicationJar.from("app.jar", "com.example.Main x")).isEqualTo(Path.of("app.jar"));
  }

  @Test
  void aClassesFolderIsNoJar() {
    assertThat(ApplicationJar.from(classPath("target/classes", "dep.jar"), "com.example.Main"))
        .isNull();
    assertThat(ApplicationJar.from(".", "Main")).isNull();
    assertThat(ApplicationJar.from("", "mod/com.example.Main")).isNull();
  }

  @Test
  void anEmbeddedJvmWithoutCommandIsFine() {
    assertThat(ApplicationJar.from(null, null)).isNull();
    assertThat(ApplicationJar.from("app.jar", null)).isEqualTo(Path.of("app.jar"));
    assertThat(ApplicationJar.from("a\0.jar", null)).isNull();
  }

  @Test
  void aMainClassThatStartsLikeTheClassPathIsNoDashJar() {
    assertThat(ApplicationJar.from("app", "application.Main")).isNull();
  }
}
