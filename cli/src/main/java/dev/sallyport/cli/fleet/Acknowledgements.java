package dev.sallyport.cli.fleet;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** Waits until a number of messages are acknowledged, or one has failed. Thread-safe. */
final class Acknowledgements implements Callback {
  private final CountDownLatch missing;
  private volatile long last = System.nanoTime();
  private volatile @Nullable KafkaException failure;

  Acknowledgements(int count) {
    missing = new CountDownLatch(count);
  }

  @Override
  public void onCompletion(@Nullable RecordMetadata place, @Nullable Exception failed) {
    last = System.nanoTime();
    if (failed != null && failure == null) {
      failure =
          failed instanceof KafkaException known
              ? known
              : new KafkaException(String.valueOf(failed.getMessage()), failed);
    }
    missing.countDown();
  }

  /** Whether it is over, after at most so long. */
  boolean await(long millis) {
    try {
      return missing.await(millis, TimeUnit.MILLISECONDS) || failure != null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = new InterruptException(e);
      return true;
    }
  }

  /** Why a message was not acknowledged and won't be, or null. */
  @Nullable KafkaException failure() {
    return failure;
  }

  /** How long ago the last message was acknowledged or failed, in nanoseconds. */
  long nanosSinceLast() {
    return System.nanoTime() - last;
  }
}
