package dev.sallyport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** gRPC over its own copy of Netty: calls of a tool, with servers that count in the same JVM. */
class GrpcIT {
  private static final Fixture FIXTURE = new Fixture("containment-grpc", "langchain4j 1.19.0");

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void deniedCallsReachNoServerAndPermittedOnesDo(Jdk jdk) throws IOException {
    Path folder = FixtureRun.freshFolder("grpc-" + jdk.major());
    Path hosts = folder.resolve("hosts");
    Files.writeString(
        hosts,
        "127.0.0.1 good.test\n127.0.0.2 bad.test\n127.0.0.2 rebind.test\n127.0.0.1 no.test\n");
    String port = String.valueOf(freePort());
    Files.writeString(folder.resolve("sallyport.yaml"), policy());
    List<String> steps = new ArrayList<>();
    step(steps, "-", "serve", port, "127.0.0.1", "127.0.0.2");
    for (String host : List.of("good.test", "bad.test", "rebind.test", "no.test", "127.0.0.2")) {
      for (String mode : List.of("blocking", "future", "stream")) {
        String method = mode.equals("stream") ? "Stream" : "Unary";
        step(steps, "fetch", mode, host + ":" + port, method);
      }
    }
    step(steps, "-", "hits");
    step(steps, "-", "close");

    FinishedJvm jvm =
        SpawnedJvm.on(jdk, folder)
            .frugal()
            .options("-Djdk.net.hosts.file=" + hosts)
            .javaagent(SallyportJar.path())
            .main(
                FIXTURE.classPath(), "fixture.containment.RunInTool", steps.toArray(new String[0]))
            .run(Duration.ofMinutes(3))
            .succeeded();

    List<String> lines = jvm.stdout();
    assertThat(lines.subList(1, 4))
        .as(jvm.report())
        .containsExactly("ok answered", "ok answered", "ok one two");
    assertThat(lines.subList(4, 16))
        .as(jvm.report())
        .allMatch(line -> line.startsWith("threw ") && line.contains("refused by policy"));
    assertThat(lines.subList(4, 7))
        .as(jvm.report())
        .allMatch(line -> line.contains("StatusRuntimeException: PERMISSION_DENIED: "));
    assertThat(lines.get(16))
        .as(jvm.report())
        .isEqualTo("ok calls {127.0.0.1=3, 127.0.0.2=0} connections {127.0.0.1=1, 127.0.0.2=0}");
    assertThat(jvm.stderr()).as(jvm.report()).noneMatch(line -> line.contains("Exception in"));
  }

  private static void step(List<String> steps, String tool, String... words) {
    steps.add(tool);
    steps.add("GrpcProbe");
    steps.addAll(List.of(words));
    steps.add(";");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
      return socket.getLocalPort();
    }
  }

  private static String policy() {
    return """
        apiVersion: governance.toolkit/v1
        name: grpc-test
        default_action: deny
        rules:
          - name: the-tool
            tools: ["fetch"]
            action: allow
        egress:
          allow:
            - {host: good.test, cidr: 127.0.0.1/32, methods: [POST], schemes: [http]}
            - {host: rebind.test, cidr: 127.0.0.1/32, methods: [POST], schemes: [http]}
        """;
  }
}
