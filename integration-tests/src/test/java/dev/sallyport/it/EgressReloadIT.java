package dev.sallyport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A policy that governs requests takes the place of one that does not, in a running application.
 */
class EgressReloadIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Fixture FIXTURE = new Fixture("containment-jdk", "langchain4j 1.19.0");
  private static final int ROUNDS = 600;
  private static final String TOOLS_ONLY =
      "apiVersion: governance.toolkit/v1\nname: reloaded\nrules:\n"
          + "  - {name: fetching, tools: [fetch], action: allow}\n";
  private static final String CONFINING =
      TOOLS_ONLY
          + "egress: {allow: [good.test]}\n"
          + "boxes: [{name: reader, tools: [fetch], ring: 2}]\n";

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void requestsOfTheSameClientsAreRefusedFromThenOn(Jdk jdk) throws IOException {
    Path folder = FixtureRun.freshFolder("egress-reload-" + jdk.major());
    Path policy = Files.writeString(folder.resolve("sallyport.yaml"), TOOLS_ONLY);
    try (CountingServer server = CountingServer.on("127.0.0.1", 0);
        RunningJvm jvm = fetching(jdk, folder, "http://127.0.0.1:" + server.port() + "/ok/1")) {
      jvm.awaitStdout(line -> line.startsWith("ok 200 "), LIMIT);
      Files.writeString(policy, CONFINING);
      jvm.awaitStdout(EgressReloadIT::isRefused, LIMIT);
      int hits = server.hits();
      jvm.awaitNextStdout(EgressReloadIT::isRefused, LIMIT);
      jvm.awaitNextStdout(EgressReloadIT::isRefused, LIMIT);

      assertThat(hits).isPositive();
      assertThat(server.hits()).as("after the first refusal").isEqualTo(hits);
      assertThat(jvm.kill().stderr())
          .hasSize(2)
          .last()
          .asString()
          .startsWith("sallyport: policy reloaded: ");
    }
  }

  private static boolean isRefused(String line) {
    return line.startsWith("threw ") && line.contains("HTTP request refused by policy");
  }

  /** Two clients take turns, a while apart. */
  private static RunningJvm fetching(Jdk jdk, Path folder, String url) {
    List<String> steps = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      steps.addAll(List.of("fetch", "JavaNetHttp", "sync", url, ";"));
      steps.addAll(List.of("fetch", "UrlConnection", "usual", url, ";"));
      steps.addAll(List.of("-", "sleep", "50", ";"));
    }
    return SpawnedJvm.on(jdk, folder)
        .frugal()
        .javaagent(SallyportJar.path())
        .main(FIXTURE.classPath(), "fixture.containment.RunInTool", steps.toArray(new String[0]))
        .start();
  }
}
