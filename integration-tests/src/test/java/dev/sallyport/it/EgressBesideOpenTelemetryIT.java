package dev.sallyport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests of tools beside OpenTelemetry's javaagent, which weaves the same HTTP clients and
 * executors: what is denied is not sent, what is allowed still carries its trace, and is recorded
 * under its tool call.
 */
class EgressBesideOpenTelemetryIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** A client, and a way to make a request that its probe knows. */
  private record Way(String probe, String mode) {}

  private static final List<Way> WAYS =
      List.of(
          new Way("JavaNetHttp", "sync"),
          new Way("JavaNetHttp", "async"),
          new Way("UrlConnection", "plain"),
          new Way("OkHttp", "execute"),
          new Way("OkHttp", "enqueue"));

  static Stream<Arguments> orders() {
    return Jdks.all().stream()
        .flatMap(jdk -> Stream.of(Arguments.of(true, jdk), Arguments.of(false, jdk)));
  }

  @ParameterizedTest(name = "OpenTelemetry first: {0}, JDK {1}")
  @MethodSource("orders")
  void deniesRequestsAndLeavesTheTraceOfOthersAlone(boolean telemetryFirst, Jdk jdk)
      throws IOException {
    String order = telemetryFirst ? "first" : "last";
    Path folder = FixtureRun.freshFolder("egress-telemetry-" + order + "-" + jdk.major());
    try (EgressServers servers = EgressServers.start(folder)) {
      FinishedJvm jvm = run(telemetryFirst, jdk, servers);

      assertThat(jvm.stderr())
          .as(jvm.report())
          .anyMatch(line -> line.contains("opentelemetry-javaagent - version"))
          .noneMatch(line -> line.contains(" ERROR ") || line.contains("Exception"));
      assertThat(servers.deniedConnections()).as(jvm.report()).isZero();
      for (int i = 0; i < WAYS.size(); i++) {
        checkLines(jvm.stdout().subList(3 * i, 3 * i + 3), jvm);
        checkHeads(servers.good.heads(), WAYS.get(i), jvm);
      }
      checkRecords(AuditLogs.read(jdk, folder.resolve("sallyport-audit")));
    }
  }

  private static FinishedJvm run(boolean telemetryFirst, Jdk jdk, EgressServers servers) {
    List<String> steps = new ArrayList<>();
    for (Way way : WAYS) {
      for (String url :
          List.of(
              "http://GOOD/ok/ID",
              "http://bad.test:PORT/ok/ID",
              "http://GOOD/redirect/302/ID?to=http://bad.test:PORT/ok/ID")) {
        steps.addAll(List.of(EgressServers.TOOL, way.probe(), way.mode()));
        steps.addAll(List.of(servers.url(url, way.probe() + way.mode(), ""), ";"));
      }
    }
    steps.addAll(List.of("-", "OkHttp", "close"));
    SpawnedJvm jvm =
        servers
            .jvm(jdk)
            .options(
                "-Dotel.traces.exporter=none",
                "-Dotel.metrics.exporter=none",
                "-Dotel.logs.exporter=none");
    Path telemetry = Path.of(System.getProperty("sallyport.it.opentelemetry", ""));
    jvm.javaagent(telemetryFirst ? telemetry : SallyportJar.path());
    jvm.javaagent(telemetryFirst ? SallyportJar.path() : telemetry);
    return jvm.main(classPath(), "fixture.containment.RunInTool", steps.toArray(new String[0]))
        .run(LIMIT)
        .succeeded();
  }

  /** OkHttp, and the probes of the JDK's clients. */
  private static List<Path> classPath() {
    List<Path> all =
        new ArrayList<>(new Fixture("containment-okhttp-5", "langchain4j 1.19.0").classPath());
    all.add(new Fixture("containment-jdk", "langchain4j 1.19.0").classPath().get(0));
    return all;
  }

  /** Of an allowed request, a denied one and a denied redirect. */
  private static void checkLines(List<String> lines, FinishedJvm jvm) {
    assertThat(lines.get(0)).as(jvm.report()).startsWith("ok 200 ");
    assertThat(lines.subList(1, 3))
        .as(jvm.report())
        .allMatch(line -> line.startsWith("threw ") && line.contains("refused by policy"));
  }

  /** OpenTelemetry's own spans: one for each request that was sent. */
  private static void checkHeads(List<String> all, Way way, FinishedJvm jvm) {
    List<String> heads =
        all.stream().filter(head -> head.contains("/" + way.probe() + way.mode())).toList();
    assertThat(heads).as(jvm.report()).hasSize(2);
    assertThat(heads)
        .as(jvm.report())
        .allMatch(
            head -> head.matches("(?is).*\r\ntraceparent: 00-[0-9a-f]{32}-[0-9a-f]{16}-0[13]\r.*"));
  }

  /** Every step of a request leads to a tool call, and each of the tool calls has one. */
  private static void checkRecords(List<AuditLine> log) {
    Map<String, AuditLine> decisions = new HashMap<>();
    log.stream().filter(AuditLine::isDecision).forEach(line -> decisions.put(line.id(), line));
    Set<String> calls = new HashSet<>();
    Set<String> callsOfRequests = new HashSet<>();
    int denied = 0;
    for (AuditLine line : decisions.values()) {
      if (!isRequest(line)) {
        calls.add(line.id());
        continue;
      }
      denied += line.effect().equals("deny") ? 1 : 0;
      AuditLine at = line;
      while (at != null && isRequest(at)) {
        at = decisions.get(at.parent());
      }
      callsOfRequests.add(at == null ? "none for " + line : at.id());
    }
    assertThat(calls).hasSize(3 * WAYS.size());
    assertThat(callsOfRequests).isEqualTo(calls);
    assertThat(denied).isEqualTo(2 * WAYS.size());
  }

  private static boolean isRequest(AuditLine line) {
    return String.valueOf(line.tool()).startsWith("http:");
  }
}
