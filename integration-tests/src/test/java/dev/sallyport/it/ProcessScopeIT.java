package dev.sallyport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests of the application itself, under a policy for the whole process: one client of each kind
 * of threads. A connection is judged as part of its request, or no entry with a method would let it
 * through.
 */
class ProcessScopeIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  static Stream<Arguments> clients() {
    return Jdks.all().stream()
        .flatMap(
            jdk ->
                Stream.of(
                    Arguments.of(jdk, "containment-jdk", "JavaNetHttp", "async"),
                    Arguments.of(jdk, "containment-jdk", "UrlConnection", "plain"),
                    Arguments.of(jdk, "containment-okhttp-5", "OkHttp", "enqueue"),
                    Arguments.of(jdk, "containment-apache-4", "ApacheAsync4", "async"),
                    Arguments.of(jdk, "containment-apache-5", "ApacheClassic5", "usual"),
                    Arguments.of(jdk, "containment-apache-5", "ApacheAsync5", "usual"),
                    Arguments.of(jdk, "containment-jetty", "JettyProbe", "async"),
                    Arguments.of(jdk, "containment-reactor", "ReactorNettyProbe", "nio")));
  }

  @ParameterizedTest(name = "{2} of {1}, JDK {0}")
  @MethodSource("clients")
  void governsTheApplicationItself(Jdk jdk, String module, String probe, String mode)
      throws IOException {
    Path folder = FixtureRun.freshFolder("process-scope-" + module + "-" + probe + jdk.major());
    try (EgressServers servers = EgressServers.start(folder)) {
      Files.writeString(folder.resolve("sallyport.yaml"), policy(servers));
      FinishedJvm jvm = run(servers, jdk, module, probe, mode);

      assertThat(jvm.stdout().get(0)).as(jvm.report()).startsWith("ok 200 ");
      assertThat(jvm.stdout().subList(1, 3))
          .as(jvm.report())
          .allMatch(line -> line.startsWith("threw ") && line.contains("refused by policy"));
      assertThat(servers.hits("/ok/a")).isEqualTo(1);
      assertThat(servers.deniedConnections()).isZero();
      List<AuditLine> decisions =
          AuditLogs.read(jdk, folder.resolve("sallyport-audit")).stream()
              .filter(AuditLine::isDecision)
              .toList();
      assertThat(decisions).extracting(AuditLine::tool).containsOnly("http:GET");
      assertThat(decisions.stream().filter(line -> line.effect().equals("deny"))).hasSize(2);
    }
  }

  private static FinishedJvm run(
      EgressServers servers, Jdk jdk, String module, String probe, String mode) {
    List<String> steps = new ArrayList<>();
    for (String url :
        List.of(
            "http://GOOD/ok/a",
            "http://bad.test:PORT/ok/b",
            "http://GOOD/redirect/302/c?to=http://bad.test:PORT/ok/c")) {
      steps.addAll(List.of("-", probe, mode, servers.url(url, "", ""), ";"));
    }
    steps.addAll(List.of("-", probe, "close"));
    return servers
        .jvm(jdk)
        .javaagent(SallyportJar.path())
        .main(
            new Fixture(module, "langchain4j 1.19.0").classPath(),
            "fixture.containment.RunInTool",
            steps.toArray(new String[0]))
        .run(LIMIT)
        .succeeded();
  }

  private static String policy(EgressServers servers) {
    return """
        apiVersion: governance.toolkit/v1
        name: process-scope
        default_action: deny
        rules: []
        egress:
          scope: process
          allow:
            - {host: good.test, cidr: 127.0.0.1/32, ports: [PORT], methods: [GET], schemes: [http]}
        """
        .replace("PORT", String.valueOf(servers.good.port()));
  }
}
