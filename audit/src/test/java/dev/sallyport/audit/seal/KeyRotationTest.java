package dev.sallyport.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.store.FaultyStores.Place;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRotationTest {
  @TempDir Path root;

  @Test
  void eachKeySignsUntilTheNextIsNamedInASealedRecord() throws Exception {
    Options options = new Options();
    options.keyRotation = Duration.ofMillis(30);
    try (SealedLog log = SealedLog.begin(root, options)) {
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (CheckedRun.of(log.folder).keys.size() < 6 && System.nanoTime() < end) {
        log.append(20);
        log.awaitSealed();
      }
      log.end();
      CheckedRun run = CheckedRun.of(log.folder).closed(); // checks each signature
      assertThat(run.keys.size()).isGreaterThanOrEqualTo(6);
      assertThat(run.keys).doesNotHaveDuplicates();
    }
  }

  @Test
  void aRotationThatCouldNotBeRecordedIsTriedAgain() throws Exception {
    Options options = new Options();
    options.keyRotation = Duration.ofMillis(200);
    try (SealedLog log = SealedLog.begin(root, options)) {
      log.stores.failNext(Place.BEFORE_COMMIT, new IllegalStateException("for once"));
      SealedLog.await("two keys", () -> keys(log.folder) >= 2);
      log.end();
      CheckedRun.of(log.folder).closed();
      assertThat(log.log.refused()).isEqualTo(1);
    }
  }

  @Test
  void aRotationThatWasRecordedAlthoughItThrewComesIntoForce() throws Exception {
    Options options = new Options();
    options.keyRotation = Duration.ofMillis(200);
    try (SealedLog log = SealedLog.begin(root, options)) {
      log.stores.failNext(Place.AFTER_COMMIT, new IllegalStateException("after the fact"));
      SealedLog.await("two keys", () -> keys(log.folder) >= 2);
      log.append(5);
      log.end();
      assertThat(CheckedRun.of(log.folder).closed().events(RecordKind.KEY_ROTATE)).isNotEmpty();
    }
  }

  private static int keys(Path folder) {
    try {
      return CheckedRun.of(folder).keys.size();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
