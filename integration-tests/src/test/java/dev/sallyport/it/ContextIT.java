package dev.sallyport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A tool in a box that may not write files tries to do so on other threads, in every way from
 * thread to thread that a fixture knows; before and after, the application does the same on the
 * same threads. The files are looked at, and whom the thread says that it acts for.
 */
class ContextIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Fixture JDK = new Fixture("containment-jdk", "langchain4j 1.19.0");
  private static final Fixture LIBRARIES = new Fixture("containment-context", "langchain4j 1.19.0");

  @TestFactory
  Stream<DynamicNode> aToolIsConfinedOnTheThreadsOfTheJdk() {
    return tests(JDK, "ContextJdk");
  }

  @TestFactory
  Stream<DynamicNode> aToolIsConfinedOnTheThreadsOfReactorAndRxJava() {
    return tests(LIBRARIES, "ContextReactive");
  }

  @TestFactory
  Stream<DynamicNode> aToolIsConfinedOnTheThreadsOfKotlinNettyGuavaAndOkHttp() {
    return tests(LIBRARIES, "ContextLibraries");
  }

  private static Stream<DynamicNode> tests(Fixture fixture, String probe) {
    return Jdks.all().stream()
        .map(jdk -> DynamicContainer.dynamicContainer(jdk.toString(), tests(fixture, probe, jdk)));
  }

  /** A test for each way, and one that there were any. */
  private static Stream<DynamicNode> tests(Fixture fixture, String probe, Jdk jdk) {
    Path folder = FixtureRun.freshFolder("context-" + probe + "-" + jdk.major());
    FinishedJvm jvm = run(fixture, probe, jdk, folder);
    List<DynamicNode> tests = new ArrayList<>();
    tests.add(
        DynamicTest.dynamicTest(
            "runsToItsEnd",
            () -> assertThat(jvm.succeeded().stdout()).as(jvm.report()).contains("end")));
    for (String line : jvm.stdout()) {
      assertThat(line).as(jvm.report()).doesNotStartWith("threw");
      if (line.startsWith("ok ")) {
        for (String said : line.substring("ok ".length()).split(" ", -1)) {
          tests.add(DynamicTest.dynamicTest(said, () -> check(folder, said)));
        }
      }
    }
    assertThat(tests).as(jvm.report()).hasSizeGreaterThan(70);
    return tests.stream();
  }

  private static FinishedJvm run(Fixture fixture, String probe, Jdk jdk, Path folder) {
    writePolicy(folder);
    List<String> steps = new ArrayList<>();
    steps.addAll(List.of("-", probe, "before", ";"));
    steps.addAll(List.of("fetch_page", probe, "tool", ";"));
    steps.addAll(List.of("-", probe, "after"));
    SpawnedJvm spawned = SpawnedJvm.on(jdk, folder).frugal().javaagent(SallyportJar.path());
    if (jdk.major() == 25) {
      spawned.options("--enable-preview"); // structured concurrency
    }
    return spawned
        .main(fixture.classPath(), "fixture.containment.RunInTool", steps.toArray(new String[0]))
        .run(LIMIT);
  }

  /** {@code STAGE-WAY=ACTOR}: the file of that name is there if and only if it was no tool. */
  private static void check(Path folder, String said) {
    int equals = said.indexOf('=');
    String name = said.substring(0, equals);
    boolean inTool = name.startsWith("tool-");
    assertThat(said.substring(equals + 1)).isEqualTo(inTool ? "tool" : "nobody");
    assertThat(Files.exists(folder.resolve(name))).as(name).isEqualTo(!inTool);
  }

  private static void writePolicy(Path folder) {
    String policy =
        """
        apiVersion: governance.toolkit/v1
        name: context
        default_action: allow
        rules: []
        boxes:
          - name: reader
            tools: ["fetch_*"]
            files: {read: [/]}
        """;
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("sallyport.yaml"), policy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
