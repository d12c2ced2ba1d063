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
 * An egress policy that allows nothing, and a log that is anchored over HTTP: what the javaagent
 * sends for itself is no request of the application, even where those are all governed.
 */
class OwnTrafficIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Fixture FIXTURE = new Fixture("containment-jdk", "langchain4j 1.19.0");
  private static final List<String> CLIENTS =
      List.of("JavaNetHttp sync", "JavaNetHttp async", "UrlConnection plain");

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void anchorsTheLogWhileTheWholeProcessMaySendNothing(Jdk jdk) throws IOException {
    Path folder = folder(jdk, "process");
    try (CountingServer application = CountingServer.on("127.0.0.1", 0);
        CountingServer anchor = CountingServer.on("127.0.0.1", 0)) {
      FinishedJvm jvm = run(jdk, folder, application, anchor);

      assertThat(jvm.stdout().subList(0, 2 * CLIENTS.size()))
          .as(jvm.report())
          .allMatch(line -> line.startsWith("threw ") && line.contains("refused by policy"));
      assertThat(application.connections()).as(jvm.report()).isZero();
      assertAnchored(anchor, jvm);
      List<AuditLine> requests = requests(jdk, folder);
      assertThat(requests.stream().filter(line -> line.parent() == null))
          .as("requests of the application itself")
          .hasSize(CLIENTS.size());
      assertThat(requests).hasSize(2 * CLIENTS.size());
      assertThat(requests).allMatch(line -> line.effect().equals("deny"));
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void leavesRequestsOutsideOfToolsAloneUnlessTheyAreGovernedToo(Jdk jdk) throws IOException {
    Path folder = folder(jdk, "tool");
    try (CountingServer application = CountingServer.on("127.0.0.1", 0);
        CountingServer anchor = CountingServer.on("127.0.0.1", 0)) {
      FinishedJvm jvm = run(jdk, folder, application, anchor);

      List<String> lines = jvm.stdout();
      assertThat(lines.subList(0, CLIENTS.size()))
          .as(jvm.report())
          .allMatch(line -> line.startsWith("ok 200 "));
      assertThat(lines.subList(CLIENTS.size(), 2 * CLIENTS.size()))
          .as(jvm.report())
          .allMatch(line -> line.startsWith("threw ") && line.contains("refused by policy"));
      assertThat(application.hits("/ok/application")).isEqualTo(CLIENTS.size());
      assertThat(application.hits("/ok/tool")).isZero();
      assertAnchored(anchor, jvm);
      assertThat(requests(jdk, folder))
          .hasSize(CLIENTS.size())
          .allSatisfy(line -> assertThat(line.parent()).isNotNull());
    }
  }

  private static Path folder(Jdk jdk, String scope) throws IOException {
    Path folder = FixtureRun.freshFolder("own-traffic-" + scope + "-" + jdk.major());
    Files.writeString(
        folder.resolve("sallyport.yaml"),
        """
        apiVersion: governance.toolkit/v1
        name: own-traffic
        default_action: deny
        rules:
          - name: the-tool
            tools: [fetch]
            action: allow
        egress:
          scope: SCOPE
          allow: []
        """
            .replace("SCOPE", scope));
    return folder;
  }

  /** First the application's requests, then the same by a tool. */
  private static FinishedJvm run(
      Jdk jdk, Path folder, CountingServer application, CountingServer anchor) {
    String url = "http://127.0.0.1:" + application.port() + "/ok/";
    List<String> steps = new ArrayList<>();
    for (String tool : List.of("-", "fetch")) {
      for (String client : CLIENTS) {
        steps.add(tool);
        steps.addAll(List.of(client.split(" ", -1)));
        steps.addAll(List.of(url + (tool.equals("-") ? "application" : "tool"), ";"));
      }
    }
    String target = "audit.anchor=http://127.0.0.1:" + anchor.port() + "/ok/anchor";
    return SpawnedJvm.on(jdk, folder)
        .frugal()
        .javaagent(SallyportJar.path(), target, "audit.checkpoint_interval=100ms")
        .main(FIXTURE.classPath(), "fixture.containment.RunInTool", steps.toArray(new String[0]))
        .run(LIMIT)
        .succeeded();
  }

  private static void assertAnchored(CountingServer anchor, FinishedJvm jvm) {
    assertThat(anchor.hits("/ok/anchor")).as(jvm.report()).isPositive();
    assertThat(anchor.hits()).isEqualTo(anchor.hits("/ok/anchor"));
    assertThat(jvm.stderr()).as(jvm.report()).noneMatch(line -> line.contains("can't anchor"));
  }

  /** Of a log that verifies. */
  private static List<AuditLine> requests(Jdk jdk, Path folder) {
    Path log = folder.resolve("sallyport-audit");
    FinishedJvm verified = SealedLogs.verify(jdk, log);
    assertThat(verified.exit()).as(verified.report()).isZero();
    return AuditLogs.read(jdk, log).stream()
        .filter(line -> line.isDecision() && String.valueOf(line.tool()).startsWith("http:"))
        .toList();
  }
}
