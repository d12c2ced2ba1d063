package dev.sallyport.cli.fleet;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic with Kafka's own consumer, from its beginning. */
final class TopicReader implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions = new ArrayList<>();
  private final List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
  private final Set<String> keys = new HashSet<>();
  private final Map<TopicPartition, Long> next = new HashMap<>();

  TopicReader(String brokers, String topic) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", brokers);
    settings.put("enable.auto.commit", "false");
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    for (PartitionInfo partition : consumer.partitionsFor(topic)) {
      partitions.add(new TopicPartition(topic, partition.partition()));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** All messages until the present end, in order within each partition. */
  List<ConsumerRecord<byte[], byte[]>> readToEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (!isAt(ends)) {
      for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(200))) {
        read.add(message);
        keys.add(text(message.key()));
        next.put(new TopicPartition(message.topic(), message.partition()), message.offset() + 1);
      }
    }
    return List.copyOf(read);
  }

  private boolean isAt(Map<TopicPartition, Long> ends) {
    for (TopicPartition partition : partitions) {
      if (next.getOrDefault(partition, 0L) < ends.getOrDefault(partition, 0L)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a message with this key was read, now or before. */
  boolean has(String key) {
    readToEnd();
    return keys.contains(key);
  }

  static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  static String header(ConsumerRecord<byte[], byte[]> message, String name) {
    return text(message.headers().lastHeader(name).value());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
