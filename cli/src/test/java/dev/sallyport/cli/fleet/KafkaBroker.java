package dev.sallyport.cli.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;

/** A real broker in a JVM of its own, on loopback, that can be killed and started again. */
final class KafkaBroker implements AutoCloseable {
  private static final String CLUSTER_ID = "MkU3OEVBNTcwNTJENDM2Qg";
  private static final int START_SECONDS = 60;

  private final Path folder;
  private final Path properties;
  private final String address;
  private @Nullable Process process;

  private KafkaBroker(Path folder, int port, int controllerPort) throws IOException {
    this.folder = folder;
    this.properties = folder.resolve("server.properties");
    this.address = "127.0.0.1:" + port;
    String controller = "127.0.0.1:" + controllerPort;
    Files.write(
        properties,
        List.of(
            "process.roles=broker,controller",
            "node.id=1",
            "controller.quorum.voters=1@" + controller,
            "listeners=PLAINTEXT://" + address + ",CONTROLLER://" + controller,
            "advertised.listeners=PLAINTEXT://" + address,
            "controller.listener.names=CONTROLLER",
            "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
            "log.dirs=" + folder.resolve("data"),
            "offsets.topic.replication.factor=1",
            "auto.create.topics.enable=false",
            "log.cleaner.enable=false"));
  }

  /** Formats the storage and starts the broker. */
  static KafkaBroker start(Path folder) throws Exception {
    Files.createDirectories(folder);
    int[] ports = freePorts();
    KafkaBroker broker = new KafkaBroker(folder, ports[0], ports[1]);
    Process format =
        broker.spawn(
            "kafka.tools.StorageTool", "format", "-t", CLUSTER_ID, "-c", "" + broker.properties);
    if (!format.waitFor(START_SECONDS, TimeUnit.SECONDS) || format.exitValue() != 0) {
      format.destroyForcibly();
      throw new IllegalStateException("format: " + broker.output());
    }
    broker.start();
    return broker;
  }

  private static int[] freePorts() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket first = new ServerSocket(0, 1, loopback);
        ServerSocket second = new ServerSocket(0, 1, loopback)) {
      return new int[] {first.getLocalPort(), second.getLocalPort()};
    }
  }

  /** Starts it, with what it kept; returns once it answers. */
  void start() throws Exception {
    process = spawn("kafka.Kafka", "" + properties);
    Properties client = new Properties();
    client.put("bootstrap.servers", address);
    client.put("default.api.timeout.ms", "60000");
    try (Admin admin = Admin.create(client)) {
      admin.describeCluster().nodes().get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("start: " + output(), e);
    }
  }

  private Process spawn(String... mainAndArguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(mainAndArguments));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("output").toFile()))
        .start();
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("output"));
  }

  /** As with {@code kill -9}. */
  void kill() throws InterruptedException {
    Process running = process;
    if (running != null) {
      running.destroyForcibly().waitFor();
    }
  }

  void createTopic(String name, int partitions) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
      admin
          .createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
          .all()
          .get(START_SECONDS, TimeUnit.SECONDS);
    }
  }

  String address() {
    return address;
  }

  @Override
  public void close() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
    }
  }
}
