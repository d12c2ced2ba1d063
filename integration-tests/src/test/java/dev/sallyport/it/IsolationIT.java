package dev.sallyport.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the application notices of Sallyport: the bridge, daemon threads, one line on stderr. */
class IsolationIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Fixture FIXTURE = new Fixture("langchain4j-1.19.0", "langchain4j 1.19.0");

  private static final String[] HIDDEN = {
    "dev.sallyport.engine.PolicyParser",
    "dev.sallyport.audit.AuditLog",
    "dev.sallyport.enforcer.Enforcer",
    "dev.sallyport.instrumentation.Installer",
    "dev.sallyport.config.Settings",
    "dev.sallyport.cli.Main",
    "dev.sallyport.javaagent.start.AgentStart",
    "net.bytebuddy.ByteBuddy",
    "net.openhft.chronicle.queue.ChronicleQueue",
    "net.openhft.chronicle.core.Jvm",
    "org.snakeyaml.engine.v2.api.Load",
    "tools.jackson.core.JsonParser",
    "picocli.CommandLine"
  };

  private static final String[] SHOWN = {
    "dev.sallyport.bootstrap.ToolGate", "dev.sallyport.javaagent.SallyportAgent"
  };

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void showsTheApplicationTheBridgeAndNothingElse(Jdk jdk) {
    FinishedJvm with = surroundings(jdk, "isolation-with", true);
    assertThat(with.stdout()).contains("visible " + List.of(SHOWN));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void addsNoSystemPropertyAndOnlyDaemonThreads(Jdk jdk) {
    FinishedJvm with = surroundings(jdk, "isolation-with", true);
    FinishedJvm without = surroundings(jdk, "isolation-without", false);

    assertThat(starting(with, "property ")).isEqualTo(starting(without, "property "));
    assertThat(starting(with, "thread ")).isEqualTo(starting(without, "thread "));
    Set<String> added = starting(with, "daemon ");
    added.removeAll(starting(without, "daemon "));
    assertThat(added).allMatch(name -> name.startsWith("daemon sallyport-"));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void writesOneLineToStderrAndNoWarningOfTheJvm(Jdk jdk) {
    FinishedJvm with = surroundings(jdk, "isolation-with", true);
    assertThat(with.stderr()).singleElement().asString().startsWith("sallyport ");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void worksWhereTheJdkDeniesUnsafeMemoryAccess(Jdk jdk) {
    if (jdk.major() < 24) {
      return; // the option came with JDK 23, its denial with 24
    }
    Path folder = allowed("isolation-unsafe-denied-" + jdk.major());
    FinishedJvm jvm =
        SpawnedJvm.on(jdk, folder)
            .options("--sun-misc-unsafe-memory-access=deny", "--illegal-native-access=deny")
            .javaagent(SallyportJar.path())
            .main(FIXTURE.classPath(), "fixture.langchain4j.CallLoop", "2", "100", "0")
            .run(LIMIT)
            .succeeded();
    assertThat(jvm.stdout()).endsWith("end 200");
    assertThat(jvm.stderr()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void needsNoTempFolderAndNoHome(Jdk jdk) throws IOException {
    Path folder = allowed("isolation-no-temp-" + jdk.major());
    FinishedJvm jvm =
        SpawnedJvm.on(jdk, folder)
            .options("-Djava.io.tmpdir=/nonexistent/tmp", "-Duser.home=/nonexistent/home")
            .javaagent(SallyportJar.path())
            .main(FIXTURE.classPath(), "fixture.langchain4j.CallLoop", "1", "3", "0")
            .run(LIMIT)
            .succeeded();
    assertThat(jvm.stdout()).endsWith("end 3");
    // JDK 25 itself warns of the missing folder.
    assertThat(jvm.stderr()).filteredOn(line -> !line.contains("java.io.tmpdir")).hasSize(1);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("sallyport.yaml", "sallyport-audit");
    }
  }

  /** Everything but the log's folder is read-only, in a mount namespace that ends with the JVM. */
  @ParameterizedTest
  @MethodSource("jdks")
  void worksOnAReadOnlyFileSystem(Jdk jdk) throws IOException {
    Path folder = allowed("isolation-read-only-" + jdk.major());
    Path log = Files.createDirectory(folder.resolve("log"));
    assumeTrue(Mounts.possible(), "mounting needs root and the command `unshare`");
    String java =
        SpawnedJvm.on(jdk, folder)
            .javaagent(SallyportJar.path(), "audit.dir=" + log)
            .main(FIXTURE.classPath(), "fixture.langchain4j.CallLoop", "2", "50", "0")
            .shellCommand();
    FinishedJvm jvm =
        SpawnedJvm.shell(
                folder,
                "unshare",
                "-m",
                "sh",
                "-c",
                "mount -o remount,bind,ro / && mount -t tmpfs tmpfs " + log + " && " + java)
            .await(LIMIT)
            .succeeded();
    assertThat(jvm.stdout()).endsWith("end 100");
    assertThat(jvm.stderr()).singleElement().asString().startsWith("sallyport ");
  }

  /** Chronicle Queue would read this file into the application's system properties. */
  @ParameterizedTest
  @MethodSource("jdks")
  void readsNoPropertiesFileOfTheApplication(Jdk jdk) throws IOException {
    Path folder = allowed("isolation-properties-" + jdk.major());
    Files.writeString(folder.resolve("system.properties"), "leaked.from.file=yes\n");
    FinishedJvm jvm =
        SpawnedJvm.on(jdk, folder)
            .javaagent(SallyportJar.path())
            .main(FIXTURE.classPath(), "fixture.langchain4j.Surroundings")
            .run(LIMIT)
            .succeeded();
    assertThat(jvm.stdout()).doesNotContain("property leaked.from.file");
  }

  private static FinishedJvm surroundings(Jdk jdk, String name, boolean javaagent) {
    Path folder = allowed(name + "-" + jdk.major());
    SpawnedJvm spawned = SpawnedJvm.on(jdk, folder);
    if (javaagent) {
      spawned.javaagent(SallyportJar.path());
    }
    List<String> classes = new ArrayList<>(List.of(HIDDEN));
    classes.addAll(List.of(SHOWN));
    return spawned
        .main(
            FIXTURE.classPath(), "fixture.langchain4j.Surroundings", classes.toArray(new String[0]))
        .run(LIMIT)
        .succeeded();
  }

  private static Path allowed(String name) {
    Path folder = FixtureRun.freshFolder(name);
    Policies.allowAll(folder);
    return folder;
  }

  private static Set<String> starting(FinishedJvm jvm, String prefix) {
    Set<String> found = new TreeSet<>();
    for (String line : jvm.stdout()) {
      if (line.startsWith(prefix)) {
        found.add(line);
      }
    }
    return found;
  }
}
