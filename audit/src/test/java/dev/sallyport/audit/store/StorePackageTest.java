package dev.sallyport.audit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StorePackageTest {
  @Test
  void noOtherPackageNamesTheStoresLibraries() throws Exception {
    Path classes =
        Path.of(ChronicleStore.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Path> named;
    try (Stream<Path> files = Files.walk(classes)) {
      named = files.filter(StorePackageTest::namesTheLibraries).toList();
    }
    assertThat(named)
        .isNotEmpty()
        .allSatisfy(file -> assertThat(file).startsWithRaw(classes.resolve(store())));
  }

  private static Path store() {
    return Path.of("dev", "sallyport", "audit", "store");
  }

  private static boolean namesTheLibraries(Path file) {
    if (!file.toString().endsWith(".class")) {
      return false;
    }
    try {
      String constants = Files.readString(file, StandardCharsets.ISO_8859_1);
      return constants.contains("net/openhft") || constants.contains("org/slf4j");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
