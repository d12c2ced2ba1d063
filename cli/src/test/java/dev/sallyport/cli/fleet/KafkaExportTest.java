package dev.sallyport.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.merkle.CompactTree;
import dev.sallyport.audit.merkle.TreeHasher;
import dev.sallyport.audit.note.Checkpoint;
import dev.sallyport.audit.note.SignedNote;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Exports to a real broker, which is read with Kafka's own consumer. */
@Timeout(180)
class KafkaExportTest {
  private static final int PARTITIONS = 3;
  private static final String DIED = " is not there: ";
  private static final String CAME_BACK = " is back";

  @TempDir static Path brokerFolder;
  private static KafkaBroker broker;

  @TempDir Path work;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = KafkaBroker.start(brokerFolder);
  }

  @AfterAll
  static void endBroker() throws InterruptedException {
    broker.kill();
  }

  @Test
  void losesNothingWhenItIsKilledAndWhenTheBrokerIs() throws Exception {
    broker.createTopic("restarts", PARTITIONS);
    Path root = work.resolve("log");
    try (SealedLog old = SealedLog.start(root, 0);
        SealedLog live = SealedLog.start(root, 1);
        TopicReader topic = new TopicReader(broker.address(), "restarts")) {
      old.decisions(10_000);
      old.shutdown();
      ExportProcess first = follow("restarts");
      Wait.until("something was sent", () -> topic.readToEnd().size() > 500);
      first.kill();
      assertThat(first.exitCode()).isEqualTo(137);

      live.decisions(3_000);
      live.checkpoint();
      try (ExportProcess second = follow("restarts")) {
        Wait.until("the rest was sent", () -> isSent(live, topic) && isSent(old, topic));
        broker.kill();
        live.decisions(2_000);
        live.checkpoint();
        Wait.until("it says that the broker is away", () -> second.errors().contains(DIED));
        broker.start();
        Wait.until("it says that the broker is back", () -> second.errors().contains(CAME_BACK));
        live.decisions(1_000);
        live.shutdown();
        Wait.until("all was sent", () -> isSent(live, topic));
        assertThat(second.isAlive()).isTrue();
        assertThat(second.stop()).isEqualTo(143);
        assertThat(second.errors().lines().filter(line -> line.contains(DIED))).hasSize(1);
        assertThat(second.errors().lines()).hasSize(3);
      }
      List<ConsumerRecord<byte[], byte[]>> messages = topic.readToEnd();
      assertComplete(messages, old);
      assertComplete(messages, live);
    }
  }

  @Test
  void sendsOnlyWhatIsNewAndEndsAtTheEnd() throws Exception {
    broker.createTopic("once", PARTITIONS);
    try (SealedLog log = SealedLog.start(work.resolve("log"), 0)) {
      log.decisions(10);
      assertThat(once("once").exitCode()).isZero();
      int before = read("once").size();
      assertThat(before).as("epoch, boot and decisions").isEqualTo(12);
      assertThat(once("once").exitCode()).isZero();
      assertThat(read("once")).hasSize(before);
      log.decisions(5);
      log.shutdown();
      assertThat(once("once").exitCode()).isZero();
      assertThat(read("once")).hasSize(before + 5 + 1 + 2);
      assertComplete(read("once"), log);
    }
  }

  @Test
  void tellsAConsumerWhatEachMessageIs() throws Exception {
    broker.createTopic("headers", PARTITIONS);
    try (SealedLog log = SealedLog.start(work.resolve("log"), 0)) {
      log.decisions(1);
      log.shutdown();
      assertThat(once("headers").exitCode()).isZero();
      List<ConsumerRecord<byte[], byte[]>> messages = read("headers");
      ConsumerRecord<byte[], byte[]> decision = messages.get(2);
      assertThat(TopicReader.text(decision.key())).isEqualTo(log.origin() + "#1");
      assertThat(decision.value()).isEqualTo(log.leaves().get(1));
      assertThat(TopicReader.header(decision, "origin")).isEqualTo(log.origin());
      assertThat(TopicReader.header(decision, "leaf")).isEqualTo("1");
      assertThat(TopicReader.header(decision, "kind")).isEqualTo("decision");
      assertThat(TopicReader.header(decision, "run")).isEqualTo(log.name());
      assertThat(TopicReader.header(decision, "content-type"))
          .isEqualTo("application/vnd.sallyport.record; version=1");
      assertThat(messages.stream().map(message -> TopicReader.header(message, "kind")))
          .containsExactly(
              "note/epoch", "boot", "decision", "shutdown", "note/checkpoint", "note/closed");
    }
  }

  @Test
  void compressesWithGzipAndRefusesWhatNeedsNativeLibraries() throws Exception {
    broker.createTopic("gzip", PARTITIONS);
    Path config = work.resolve("producer.properties");
    try (SealedLog log = SealedLog.start(work.resolve("log"), 0)) {
      log.decisions(50);
      Files.writeString(config, "compression.type=zstd\n");
      ExportProcess refused = once("gzip", "--kafka-config", config.toString());
      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.errors()).contains("got `compression.type=zstd`, wanted `none` or `gzip`");
      Files.writeString(config, "compression.type=gzip\n");
      ExportProcess sent = once("gzip", "--kafka-config", config.toString());
      assertThat(sent.exitCode()).as(sent.errors()).isZero();
      assertComplete(read("gzip"), log);
    }
  }

  @Test
  void refusesAStateOfAnotherTopicAndASecondExporter() throws Exception {
    broker.createTopic("one", PARTITIONS);
    broker.createTopic("two", PARTITIONS);
    String state = work.resolve("my.state").toString();
    try (SealedLog log = SealedLog.start(work.resolve("log"), 0)) {
      log.decisions(1);
      assertThat(once("one", "--state", state).exitCode()).isZero();
      ExportProcess other = once("two", "--state", state);
      assertThat(other.exitCode()).isEqualTo(2);
      assertThat(other.errors()).contains("is that of `kafka ").contains(" one`, wanted");
      assertThat(read("two")).isEmpty();
      try (ExportProcess following = follow("one", "--state", state)) {
        Wait.until("it follows", () -> following.errors().contains("exporting"));
        ExportProcess second = once("one", "--state", state);
        assertThat(second.exitCode()).isEqualTo(2);
        assertThat(second.errors()).contains("another export uses the state");
      }
    }
  }

  @Test
  void saysWhatIsDamagedAndSendsTheRest() throws Exception {
    broker.createTopic("damaged", PARTITIONS);
    try (SealedLog log = SealedLog.start(work.resolve("log"), 0)) {
      log.decisions(3);
      log.append("checkpoints", log.sign(log.origin() + "\n99\n" + "A".repeat(43) + "=\n"));
      ExportProcess export = once("damaged");
      assertThat(export.exitCode()).isEqualTo(1);
      assertThat(export.errors()).contains("is damaged: a checkpoint of `99` records");
      assertThat(read("damaged")).hasSize(1 + 4 + 1);
      ExportProcess again = once("damaged");
      assertThat(again.exitCode()).as("it still is").isEqualTo(1);
      assertThat(again.errors()).contains("passed over `1` damaged places");
    }
  }

  private ExportProcess follow(String topic, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("--follow"));
    arguments.addAll(List.of(more));
    return start(topic, arguments);
  }

  private ExportProcess once(String topic, String... more) throws Exception {
    return start(topic, List.of(more));
  }

  private ExportProcess start(String topic, List<String> more) throws Exception {
    List<String> arguments = new ArrayList<>(more);
    arguments.addAll(List.of("--kafka", broker.address(), topic, work.resolve("log").toString()));
    return ExportProcess.start(work, arguments.toArray(new String[0]));
  }

  private static boolean isSent(SealedLog log, TopicReader topic) throws Exception {
    return topic.has(log.origin() + "#" + (log.leaves().size() - 1));
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    try (TopicReader reader = new TopicReader(broker.address(), topic)) {
      return reader.readToEnd();
    }
  }

  /**
   * As a consumer does that knows nothing else: drops what came before, and recomputes the tree of
   * each checkpoint when it comes.
   */
  private static void assertComplete(List<ConsumerRecord<byte[], byte[]>> messages, SealedLog log)
      throws Exception {
    CompactTree tree = new CompactTree();
    TreeHasher hasher = new TreeHasher();
    Set<String> seen = new HashSet<>();
    Set<Integer> partitions = new HashSet<>();
    List<byte[]> leaves = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> message : messages) {
      if (!TopicReader.header(message, "origin").equals(log.origin())
          || !seen.add(TopicReader.text(message.key()))) {
        continue;
      }
      partitions.add(message.partition());
      if (message.headers().lastHeader("leaf") != null) {
        assertThat(TopicReader.header(message, "leaf")).isEqualTo("" + tree.size());
        leaves.add(message.value());
        tree.add(hasher.leaf(message.value()));
      } else if (TopicReader.header(message, "kind").equals("note/checkpoint")) {
        Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(message.value()).text());
        assertThat(checkpoint).isEqualTo(new Checkpoint(log.origin(), tree.size(), tree.root()));
      }
    }
    assertThat(leaves).usingElementComparator(Arrays::compare).isEqualTo(log.leaves());
    assertThat(partitions).hasSize(1);
  }
}
