package dev.sallyport.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.audit.AuditUnavailableException;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.store.FaultyStores.Place;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GapTest {
  @TempDir Path root;

  @Test
  void saysHowManyCallsWereRefusedOnceTheLogWorksAgain() throws Exception {
    try (SealedLog log = SealedLog.begin(root)) {
      log.append(10);
      for (int i = 0; i < 3; i++) {
        log.stores.failNext(Place.BEFORE_WRITE, new IllegalStateException("no room"));
        assertThatThrownBy(() -> log.append(1)).isInstanceOf(AuditUnavailableException.class);
      }
      SealedLog.await("three refusals are told", () -> refused(log.folder) == 3);
      log.append(10);
      log.end();
      CheckedRun run = CheckedRun.of(log.folder).closed();
      for (EventRecord gap : run.events(RecordKind.GAP)) {
        long first = Long.parseLong(gap.values().get("first"));
        long last = Long.parseLong(gap.values().get("last"));
        assertThat(first).isPositive().isLessThanOrEqualTo(last);
        assertThat(gap.values()).containsKey("reason");
      }
      assertThat(refused(log.folder)).isEqualTo(3);
    }
  }

  @Test
  void closesWithTheRecordWhoseAppendThrewAfterTheFact() throws Exception {
    try (SealedLog log = SealedLog.begin(root)) {
      log.append(10);
      log.awaitSealed();
      SealedLog.await("idle", () -> log.log.appended() == log.sealer.sealed());
      log.stores.failNext(Place.AFTER_COMMIT, new IllegalStateException("after the fact"));
      assertThatThrownBy(() -> log.append(1)).isInstanceOf(AuditUnavailableException.class);
      assertThat(log.sealer.end(SealedLog.LIMIT)).as(log.lines.toString()).isTrue();
      CheckedRun run = CheckedRun.of(log.folder).closed();
      assertThat(run.size()).isEqualTo(13); // BOOT, 11 decisions, GAP
    }
  }

  @Test
  void sealsWhatGotIntoALogThatFailed() throws Exception {
    try (SealedLog log = SealedLog.begin(root)) {
      log.append(10);
      log.log.fail(new java.io.IOException("the disk is gone"));
      log.sealer.wake();
      SealedLog.await("sealed", () -> log.sealer.sealed() == 11);
      assertThat(CheckedRun.of(log.folder).sealed()).isEqualTo(11);
      assertThat(log.sealer.end(SealedLog.LIMIT)).isFalse();
    }
  }

  private static long refused(Path folder) {
    try {
      List<EventRecord> gaps = CheckedRun.of(folder).events(RecordKind.GAP);
      return gaps.stream().mapToLong(gap -> Long.parseLong(gap.values().get("refused"))).sum();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
