package dev.sallyport.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The export to a fleet's systems, from the finished jar, whose libraries lie nested in it. */
class FleetExportIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void sendsALogToACollector(Jdk jdk) throws IOException {
    Path folder = FixtureRun.freshFolder("fleet-otlp-" + jdk.major());
    writeLog(jdk, folder);
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    Map<String, String> types = new ConcurrentHashMap<>();
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/logs",
        exchange -> {
          synchronized (received) {
            exchange.getRequestBody().transferTo(received);
          }
          types.put("content-type", exchange.getRequestHeaders().getFirst("content-type"));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    try {
      String url = "http://127.0.0.1:" + collector.getAddress().getPort();
      FinishedJvm export = export(jdk, folder, "--otlp", url).run(LIMIT).succeeded();
      assertThat(export.stdout()).isEmpty();
      assertThat(export.stderr()).hasSize(1).first().asString().contains("exporting");
    } finally {
      collector.stop(0);
    }
    String text = received.toString(StandardCharsets.ISO_8859_1);
    assertThat(text).contains("sallyport.boot").contains("SPLY");
    assertThat(types).containsEntry("content-type", "application/x-protobuf");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void speaksToABroker(Jdk jdk) throws IOException {
    Path folder = FixtureRun.freshFolder("fleet-kafka-" + jdk.major());
    writeLog(jdk, folder);
    try (ServerSocket broker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      broker.setSoTimeout((int) LIMIT.toMillis());
      String address = "127.0.0.1:" + broker.getLocalPort();
      SpawnedJvm export = export(jdk, folder, "--follow", "--kafka", address, "audit");
      try (RunningJvm running = export.start();
          Socket client = broker.accept()) {
        client.setSoTimeout((int) LIMIT.toMillis());
        // A request begins with its length, then 18 for ApiVersions, as Kafka's protocol says.
        byte[] head = client.getInputStream().readNBytes(6);
        assertThat(head[4] << 8 | head[5]).isEqualTo(18);
        assertThat(ProcessHandle.of(running.pid())).as("goes on trying").isPresent();
      }
    }
  }

  private static SpawnedJvm export(Jdk jdk, Path folder, String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "export";
    System.arraycopy(options, 0, arguments, 1, options.length);
    arguments[options.length + 1] = folder.resolve("sallyport-audit").toString();
    return SpawnedJvm.on(jdk, folder)
        .frugal()
        .environment("XDG_STATE_HOME", folder.resolve("state").toString())
        .jar(SallyportJar.path(), arguments);
  }

  /** The application is the jar's own command that shows the log; it has no tools. */
  private static void writeLog(Jdk jdk, Path folder) {
    try (RunningJvm application =
        SpawnedJvm.on(jdk, folder)
            .frugal()
            .javaagent(SallyportJar.path(), "mode=observe")
            .jar(SallyportJar.path(), "tail")
            .start()) {
      application.awaitStdout(line -> line.contains("boot"), LIMIT);
    }
  }
}
