package dev.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.audit.store.FaultyStores;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AppendErrorTest {
  @TempDir Path root;

  @ParameterizedTest
  @EnumSource(FaultyStores.Place.class)
  void errorsWithinTheStoreLeaveTheIndexContiguous(FaultyStores.Place place) throws Exception {
    Path folder = Runs.folder(root);
    FaultyStores stores = new FaultyStores();
    List<Throwable> errors =
        List.of(
            new StackOverflowError("test"),
            new OutOfMemoryError("test"),
            new NoClassDefFoundError("test"),
            new IllegalStateException("test"));
    long appended = 0;
    try (AuditLog log = Runs.open(folder, stores, new RecordEncoder())) {
      for (Throwable error : errors) {
        log.append(Runs.decision(appended++));
        stores.failNext(place, error);
        assertThatThrownBy(() -> log.append(Runs.decision(-1)))
            .isInstanceOf(AuditUnavailableException.class)
            .hasRootCause(error);
      }
      assertThat(log.append(Runs.decision(appended))).isGreaterThanOrEqualTo(appended);
      assertThat(log.failure()).isNull();
    }
    List<AuditEntry> entries = Runs.read(folder);
    assertThat(entries).noneMatch(AuditEntry.Damaged.class::isInstance);
    boolean committed = place == FaultyStores.Place.AFTER_COMMIT;
    assertThat(Runs.callIds(entries))
        .isEqualTo(
            committed
                ? List.of(0L, -1L, 1L, -1L, 2L, -1L, 3L, -1L, 4L)
                : List.of(0L, 1L, 2L, 3L, 4L));
  }

  @ParameterizedTest
  @EnumSource(FaultyStores.Place.class)
  void aFaultOfTheDiskFailsTheLogForGood(FaultyStores.Place place) throws Exception {
    Path folder = Runs.folder(root);
    FaultyStores stores = new FaultyStores();
    try (AuditLog log = Runs.open(folder, stores, new RecordEncoder())) {
      log.append(Runs.decision(0));
      InternalError fault = new InternalError("a fault occurred in an unsafe memory access");
      stores.failNext(place, fault);
      assertThatThrownBy(() -> log.append(Runs.decision(1))).hasRootCause(fault);
      assertThatThrownBy(() -> log.append(Runs.decision(2)))
          .isInstanceOf(AuditUnavailableException.class)
          .hasRootCause(fault);
      assertThat(log.failure()).isSameAs(fault);
    }
    assertThat(Runs.read(folder)).noneMatch(AuditEntry.Damaged.class::isInstance);
  }

  @Test
  void errorsWhileEncodingConsumeNoIndex() throws Exception {
    Path folder = Runs.folder(root);
    FailingEncoder encoder = new FailingEncoder();
    try (AuditLog log = Runs.open(folder, new FaultyStores(), encoder)) {
      log.append(Runs.decision(0));
      encoder.next = new StackOverflowError("test");
      assertThatThrownBy(() -> log.append(Runs.decision(9)))
          .isInstanceOf(AuditUnavailableException.class);
      assertThat(log.append(Runs.decision(1))).isEqualTo(1);
    }
    assertThat(Runs.callIds(Runs.read(folder))).containsExactly(0L, 1L);
  }

  private static final class FailingEncoder extends RecordEncoder {
    private @Nullable Error next;

    @Override
    void encode(AuditRecord record) {
      Error error = next;
      next = null;
      if (error != null) {
        throw error;
      }
      super.encode(record);
    }
  }

  @Test
  void aStackThatOverflowsAtAnyDepthOfAnAppendLeavesTheLogUsable() throws Exception {
    Path folder = Runs.folder(root);
    long appended = 0;
    try (AuditLog log = Runs.open(folder)) {
      for (int round = 0; round < 40; round++) {
        overflow(log, round);
        log.append(Runs.decision(appended++));
      }
      assertThat(log.failure()).isNull();
    }
    List<AuditEntry> entries = Runs.read(folder);
    assertThat(entries).noneMatch(AuditEntry.Damaged.class::isInstance);
    assertThat(Runs.callIds(entries)).contains(0L, 39L);
  }

  /** Appends at the end of its stack, at a depth that differs by {@code round}. */
  private static void overflow(AuditLog log, int round) throws InterruptedException {
    Thread thread = new Thread(null, () -> descend(log, round), "deep", 512L * 1024 + round * 48L);
    thread.start();
    thread.join();
  }

  @SuppressWarnings("InfiniteRecursion")
  private static int descend(AuditLog log, int depth) {
    try {
      return descend(log, depth + 1) + 1;
    } catch (StackOverflowError e) {
      try {
        log.append(Runs.decision(-depth));
      } catch (AuditUnavailableException | StackOverflowError refused) {
        return depth;
      }
      return depth;
    }
  }
}
