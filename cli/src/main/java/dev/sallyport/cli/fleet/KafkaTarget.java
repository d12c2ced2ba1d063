package dev.sallyport.cli.fleet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * A topic of a Kafka cluster. All messages of one log go to one partition, in order: the one that
 * Kafka's own producers choose for the origin as key. Not thread-safe.
 */
final class KafkaTarget implements ExportTarget {
  private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(200);
  private static final long POLL_MILLIS = 100;
  private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final String brokers;
  private final String topic;
  private final Map<String, Object> settings;
  private final ClusterIdReader clusterId = new ClusterIdReader();
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  /**
   * The topic {@code topic}.
   *
   * @param brokers host:port, separated by commas
   * @param config the user's properties, or null
   * @throws IOException if those can't be used
   */
  KafkaTarget(String brokers, String topic, @Nullable Path config) throws IOException {
    this.brokers = brokers;
    this.topic = topic;
    this.settings = KafkaSettings.read(brokers, config);
  }

  @Override
  public String description() {
    return "kafka topic `" + topic + "` at `" + brokers + "`";
  }

  @Override
  public String connect(Patience patience) throws TargetException, StoppedException {
    while (true) {
      try {
        partitions(open());
        patience.succeeded();
        return "kafka " + clusterId.value() + " " + topic;
      } catch (RetriableException e) {
        patience.failed(reason(e));
      } catch (KafkaException | LinkageError e) {
        throw unusable(e);
      }
    }
  }

  private KafkaProducer<byte[], byte[]> open() {
    KafkaProducer<byte[], byte[]> open = producer;
    if (open == null) {
      open = new KafkaProducer<>(settings, new ClusterIdReader(), clusterId);
      producer = open;
    }
    return open;
  }

  private int partitions(KafkaProducer<byte[], byte[]> open) {
    return open.partitionsFor(topic).size();
  }

  @Override
  public long deliver(List<ExportItem> items, Patience patience)
      throws TargetException, StoppedException {
    while (true) {
      try {
        send(items, patience);
        patience.succeeded();
        return 0;
      } catch (RetriableException | OutOfOrderSequenceException | InvalidProducerEpochException e) {
        // Send all of them again: some may have arrived, none after a hole.
        String before = clusterId.value();
        close();
        patience.failed(reason(e));
        connect(patience);
        requireSame(before);
      } catch (KafkaException | LinkageError e) {
        throw unusable(e);
      }
    }
  }

  private void requireSame(String clusterBefore) throws TargetException {
    if (!clusterId.value().equals(clusterBefore)) {
      throw new TargetException(
          description()
              + " is another cluster now: got `"
              + clusterId.value()
              + "`, wanted `"
              + clusterBefore
              + "`");
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback is told the same
  private void send(List<ExportItem> items, Patience patience)
      throws TargetException, StoppedException {
    KafkaProducer<byte[], byte[]> open = open();
    int partitions = partitions(open);
    Acknowledgements acknowledgements = new Acknowledgements(items.size());
    for (ExportItem item : items) {
      if (acknowledgements.failure() != null) {
        break; // what comes after a hole must not arrive
      }
      open.send(message(item, partitions), acknowledgements);
    }
    while (!acknowledgements.await(POLL_MILLIS)) {
      if (patience.stopped()) {
        throw new StoppedException();
      }
      if (acknowledgements.nanosSinceLast() > SILENCE_NANOS) {
        patience.missing("no acknowledgement of what was sent");
      }
    }
    KafkaException failure = acknowledgements.failure();
    if (failure != null) {
      throw failure;
    }
  }

  private ProducerRecord<byte[], byte[]> message(ExportItem item, int partitions) {
    int hash = Utils.toPositive(Utils.murmur2(utf8(item.origin())));
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(topic, hash % partitions, utf8(item.key()), item.value());
    message.headers().add("origin", utf8(item.origin()));
    message.headers().add("kind", utf8(item.kind()));
    message.headers().add("run", utf8(item.run()));
    message.headers().add("content-type", utf8(item.contentType()));
    if (item.record() != null) {
      message.headers().add("leaf", utf8(Long.toString(item.record().leafIndex())));
    }
    return message;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private TargetException unusable(Throwable failure) {
    return new TargetException(description() + " can't be used: " + reason(failure));
  }

  /** What the innermost cause says: the outer ones only say that something failed. */
  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  @Override
  public void close() {
    KafkaProducer<byte[], byte[]> open = producer;
    producer = null;
    if (open != null) {
      open.close(CLOSE_TIMEOUT);
    }
  }
}
