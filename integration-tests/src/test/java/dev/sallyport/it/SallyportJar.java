package dev.sallyport.it;

import java.nio.file.Files;
import java.nio.file.Path;

/** The jar under test. */
final class SallyportJar {
  private SallyportJar() {}

  /** Where the system property {@code sallyport.jar} says it is. */
  static Path path() {
    String property = System.getProperty("sallyport.jar", "");
    Path jar = Path.of(property).toAbsolutePath().normalize();
    if (property.isEmpty() || !Files.isRegularFile(jar)) {
      throw new IllegalStateException(
          "no jar to test: set the system property sallyport.jar, got `" + property + "`");
    }
    return jar;
  }
}
