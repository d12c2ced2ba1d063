package dev.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.audit.store.FaultyStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log offers to the thread that seals it. */
class LogContractTest {
  @TempDir Path root;

  @Test
  void countsWhatWasAppendedAndWhatWasRefused() throws Exception {
    try (AuditLog log = Runs.open(Runs.folder(root))) {
      assertThat(log.appended()).isZero();
      log.append(Runs.decision(0));
      log.append(Runs.decision(1));
      assertThat(log.appended()).isEqualTo(2);
      assertThat(log.refused()).isZero();
      log.fail(new IOException("the seal is broken"));
      log.fail(new IOException("and more"));
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> log.append(Runs.decision(2)))
            .isInstanceOf(AuditUnavailableException.class)
            .hasMessageContaining("the seal is broken");
      }
      assertThat(log.appended()).isEqualTo(2);
      assertThat(log.refused()).isEqualTo(3);
      assertThat(log.isOpen()).isFalse();
    }
  }

  @Test
  void countsRefusalsOfALogThatCouldNotBeOpened() {
    try (AuditLog log = AuditLog.openInBackground(root.resolve("missing"), Runs.options())) {
      assertThatThrownBy(() -> log.append(Runs.decision(0)))
          .hasMessage("can't write to the folder `" + log.folder() + "`: it does not exist");
      assertThat(log.refused()).isEqualTo(1);
    }
  }

  @Test
  void nothingIsAppendedWhileSomeoneWorksExclusivelyButHisOwn() throws Exception {
    Path folder = Runs.folder(root);
    try (AuditLog log = Runs.open(folder)) {
      CountDownLatch started = new CountDownLatch(1);
      Thread other =
          new Thread(
              () -> {
                started.countDown();
                log.append(Runs.decision(9));
              });
      long own =
          log.exclusively(
              () -> {
                other.start();
                started.await();
                Thread.sleep(50);
                assertThat(log.appended()).isZero();
                log.maintain();
                return log.exclusively(() -> log.append(Runs.decision(1)));
              });
      other.join();
      assertThat(own).isZero();
      assertThat(log.append(Runs.decision(2))).isEqualTo(2);
    }
    assertThat(Runs.callIds(Runs.read(folder))).containsExactly(1L, 9L, 2L);
  }

  @Test
  void exclusiveWorkThatFailsLetsOthersOn() throws Exception {
    try (AuditLog log = Runs.open(Runs.folder(root))) {
      assertThatThrownBy(
              () ->
                  log.exclusively(
                      () -> {
                        throw new IOException("test");
                      }))
          .isInstanceOf(IOException.class);
      assertThat(log.append(Runs.decision(0))).isZero();
    }
  }

  @Test
  void anAppendAfterTheEndTakesTheNoteAwayFirst() throws Exception {
    Path folder = Runs.folder(root);
    Path note = folder.resolve("closed");
    try (AuditLog log = Runs.open(folder)) {
      log.append(Runs.decision(0));
      Files.writeString(note, "closed");
      log.endedBy(note);
      assertThat(note).exists();
      log.append(Runs.decision(1));
      assertThat(note).doesNotExist();
      Files.writeString(note, "closed anew");
      log.append(Runs.decision(2));
      assertThat(note).exists();
    }
  }

  @Test
  void refusesToAppendWhileTheNoteCannotBeTakenAway() throws Exception {
    Path folder = Runs.folder(root);
    Path note = folder.resolve("closed");
    Files.createDirectories(note.resolve("in the way"));
    try (AuditLog log = Runs.open(folder)) {
      log.endedBy(note);
      assertThatThrownBy(() -> log.append(Runs.decision(0)))
          .isInstanceOf(AuditUnavailableException.class)
          .hasMessageStartingWith("can't delete `" + note + "`");
      Files.delete(note.resolve("in the way"));
      assertThat(log.append(Runs.decision(0))).isZero();
    }
  }

  @Test
  void maintainingFindsOutThatTheFolderIsGone() throws Exception {
    Path folder = Runs.folder(root);
    try (AuditLog log = Runs.open(folder)) {
      log.append(Runs.decision(0));
      log.maintain();
      assertThat(log.failure()).isNull();
      Files.move(folder, root.resolve("elsewhere"));
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (log.failure() == null) {
        log.maintain();
        assertThat(System.nanoTime()).isLessThan(deadline);
      }
      assertThatThrownBy(() -> log.append(Runs.decision(1)))
          .hasMessage("`" + folder + "` of the audit log is gone");
    }
  }

  @Test
  void maintainingForcesAFileThatHasEnded() throws Exception {
    FaultyStores stores = new FaultyStores();
    List<Integer> forces = new java.util.concurrent.CopyOnWriteArrayList<>();
    stores.onForce(forces::add);
    try (AuditLog log = Runs.open(Runs.folder(root), stores, Runs.options())) {
      log.append(Runs.decision(0));
      log.maintain();
      assertThat(forces).isEmpty();
      stores.nextDay();
      log.append(Runs.decision(1));
      log.maintain();
      log.maintain();
      assertThat(forces).containsExactly(2);
    }
  }

  @Test
  void goesOnInTheSameFileWhenTheClockIsSetBackOverMidnight() throws Exception {
    Path folder = Runs.folder(root);
    FaultyStores stores = new FaultyStores();
    try (AuditLog log = Runs.open(folder, stores, Runs.options())) {
      log.append(Runs.decision(0));
      stores.nextDay();
      log.append(Runs.decision(1));
      stores.previousDay();
      log.append(Runs.decision(2));
      stores.failNext(FaultyStores.Place.AFTER_COMMIT, new IllegalStateException("test"));
      assertThatThrownBy(() -> log.append(Runs.decision(3))).hasRootCauseMessage("test");
      log.append(Runs.decision(4));
      stores.nextDay();
      stores.nextDay();
      log.append(Runs.decision(5));
    }
    assertThat(Runs.callIds(Runs.read(folder))).isEqualTo(AuditLogTest.numbers(6));
  }

  @Test
  void anErrorWhileAFileEndsLeavesTheIndexContiguous() throws Exception {
    for (FaultyStores.Place place : FaultyStores.Place.values()) {
      Path folder = Runs.folder(root.resolve(place.name()));
      FaultyStores stores = new FaultyStores();
      try (AuditLog log = Runs.open(folder, stores, Runs.options())) {
        log.append(Runs.decision(0));
        stores.nextDay();
        stores.failNext(place, new IllegalStateException("test"));
        assertThatThrownBy(() -> log.append(Runs.decision(-1))).hasRootCauseMessage("test");
        log.append(Runs.decision(1));
        log.append(Runs.decision(2));
      }
      List<AuditEntry> entries = Runs.read(folder);
      assertThat(entries).noneMatch(AuditEntry.Damaged.class::isInstance);
      assertThat(Runs.callIds(entries)).contains(0L, 1L, 2L);
    }
  }
}
