package dev.sallyport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** The finished jar: what lies in it, what must not, how large it may be. */
class JarContentsIT {
  /** What the javaagent can load. Edit on purpose, with the change that needs it. */
  private static final long BUDGET_BYTES = 12_600_000;

  /** What only the command line needs: the commands and their libraries. Edit on purpose. */
  private static final long COMMANDS_BUDGET_BYTES = 15_000_000;

  private static final String COMMANDS = "commands/";

  private static final Set<String> LIBRARIES =
      Set.of(
          "affinity",
          "bcprov-jdk18on",
          "byte-buddy",
          "chronicle-bytes",
          "chronicle-core",
          "chronicle-queue",
          "chronicle-threads",
          "chronicle-wire",
          "compiler",
          "jackson-core",
          "jsqlparser",
          "posix",
          "slf4j-api",
          "snakeyaml-engine");

  private static final Set<String> LIBRARIES_OF_COMMANDS =
      Set.of("kafka-clients", "opentelemetry-proto", "picocli", "protobuf-java");

  private static final Set<String> OURS =
      Set.of(
          "sallyport-audit",
          "sallyport-bootstrap",
          "sallyport-enforcer",
          "sallyport-engine",
          "sallyport-instrumentation-rules",
          "sallyport-premain-config",
          "sallyport-start");

  @Test
  void showsTheApplicationOnlyTheEntryPoints() throws IOException {
    try (JarFile jar = new JarFile(SallyportJar.path().toFile())) {
      List<String> classes =
          jar.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".class")).toList();
      assertThat(classes)
          .allMatch(name -> name.startsWith("dev/sallyport/javaagent/"))
          .allMatch(name -> name.indexOf('/', "dev/sallyport/javaagent/".length()) < 0)
          .hasSizeLessThan(10);
      assertThat(jar.stream().map(ZipEntry::getName))
          .allMatch(
              name ->
                  name.startsWith("META-INF/")
                      || name.startsWith("sallyport/")
                      || name.startsWith("dev/sallyport/javaagent/"));
    }
  }

  @Test
  void holdsTheExpectedModulesAndLibrariesAndNothingThatPhonesHome() throws IOException {
    Set<String> nested = new TreeSet<>();
    try (JarFile jar = new JarFile(SallyportJar.path().toFile())) {
      jar.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.startsWith("sallyport/") && name.endsWith(".jar"))
          .forEach(
              name ->
                  nested.add(
                      name.substring("sallyport/".length(), name.length() - ".jar".length())));
    }
    Set<String> expected = new TreeSet<>(LIBRARIES);
    expected.addAll(OURS);
    expected.add(COMMANDS + "sallyport-cli");
    LIBRARIES_OF_COMMANDS.forEach(library -> expected.add(COMMANDS + library));
    assertThat(nested).isEqualTo(expected);
    assertThat(nestedEntries())
        .noneMatch(name -> name.startsWith("net/openhft/chronicle/analytics/"))
        .noneMatch(name -> name.startsWith("com/sun/jna") || name.startsWith("jnr/"))
        .noneMatch(name -> name.endsWith(".so") || name.endsWith(".dll"))
        .noneMatch(name -> name.startsWith("org/junit") || name.startsWith("org/objectweb"));
  }

  @Test
  void carriesALicenceForEachLibrary() throws IOException {
    Set<String> libraries = new TreeSet<>(LIBRARIES);
    libraries.addAll(LIBRARIES_OF_COMMANDS);
    try (JarFile jar = new JarFile(SallyportJar.path().toFile())) {
      for (String library : libraries) {
        assertThat(jar.stream().map(ZipEntry::getName))
            .anyMatch(name -> name.startsWith("META-INF/licenses/" + library + "/"));
      }
      assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
      assertThat(jar.getEntry("META-INF/THIRD-PARTY.txt")).isNotNull();
    }
  }

  @Test
  void usesSunMiscUnsafeNowhereInTheStore() throws IOException {
    try (JarFile jar = new JarFile(SallyportJar.path().toFile())) {
      for (ZipEntry entry : jar.stream().toList()) {
        if (entry.getName().startsWith("sallyport/chronicle")
            || entry.getName().equals("sallyport/affinity.jar")) {
          try (InputStream in = jar.getInputStream(entry);
              ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry file = zip.getNextEntry(); file != null; file = zip.getNextEntry()) {
              String content = new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1);
              assertThat(content).as(file.getName()).doesNotContain("sun/misc/Unsafe");
            }
          }
        }
      }
    }
  }

  @Test
  void staysWithinItsSize() throws IOException {
    long forCommands = 0;
    try (JarFile jar = new JarFile(SallyportJar.path().toFile())) {
      for (ZipEntry entry : jar.stream().toList()) {
        boolean ofCommands = entry.getName().startsWith("sallyport/" + COMMANDS);
        forCommands += ofCommands ? entry.getCompressedSize() : 0;
      }
    }
    assertThat(forCommands).isLessThan(COMMANDS_BUDGET_BYTES);
    assertThat(Files.size(SallyportJar.path()) - forCommands).isLessThan(BUDGET_BYTES);
  }

  @Test
  void keepsWhatOnlyCommandsNeedOutOfTheIndexThatEveryStartReads() throws IOException {
    try (JarFile jar = new JarFile(SallyportJar.path().toFile())) {
      String index = text(jar, "sallyport/index");
      assertThat(index).contains("dev/sallyport/audit").doesNotContain("sallyport/commands/");
      assertThat(index).doesNotContain("org/apache/kafka").doesNotContain("com/google/protobuf");
      assertThat(text(jar, "sallyport/commands/index")).contains("org/apache/kafka");
      assertThat(index.length()).isLessThan(20_000);
    }
  }

  private static String text(JarFile jar, String entry) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(entry))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void holdsOnlyThePartOfTheCryptographyLibraryThatIsUsed() throws IOException {
    List<String> names = entriesOf("sallyport/bcprov-jdk18on.jar");
    assertThat(names)
        .contains("org/bouncycastle/math/ec/rfc8032/Ed25519.class")
        .allMatch(name -> name.startsWith("org/bouncycastle/") && name.endsWith(".class"))
        .hasSizeLessThan(400);
  }

  @Test
  void namesItsEntryPointsInTheManifest() throws IOException {
    try (JarFile jar = new JarFile(SallyportJar.path().toFile())) {
      Attributes main = jar.getManifest().getMainAttributes();
      assertThat(main.getValue("Premain-Class"))
          .isEqualTo("dev.sallyport.javaagent.SallyportAgent");
      assertThat(main.getValue("Main-Class")).isEqualTo("dev.sallyport.javaagent.SallyportCommand");
      assertThat(main.getValue("Agent-Class")).as("attaching later is no way in").isNull();
      assertThat(main.getValue("Boot-Class-Path")).isNull();
    }
  }

  private static List<String> nestedEntries() throws IOException {
    return entriesOf("");
  }

  /** What lies in the nested jar, or with an empty name in all of them. */
  private static List<String> entriesOf(String nestedJar) throws IOException {
    List<String> names = new ArrayList<>();
    try (JarFile jar = new JarFile(SallyportJar.path().toFile())) {
      for (ZipEntry entry : jar.stream().toList()) {
        boolean asked = nestedJar.isEmpty() || entry.getName().equals(nestedJar);
        if (asked && entry.getName().endsWith(".jar")) {
          try (InputStream in = jar.getInputStream(entry);
              ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry file = zip.getNextEntry(); file != null; file = zip.getNextEntry()) {
              names.add(file.getName());
            }
          }
        }
      }
    }
    return names;
  }
}
