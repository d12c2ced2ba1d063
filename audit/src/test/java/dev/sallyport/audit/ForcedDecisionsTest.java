package dev.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.audit.store.FaultyStores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The option that a decision is on the disk before its append returns. */
class ForcedDecisionsTest {
  private static final AuditOptions FORCED =
      new AuditOptions(Runs.BOOT_ID, 0, Duration.ofSeconds(60), true);

  @TempDir Path root;

  private final FaultyStores stores = new FaultyStores();
  private final AtomicInteger forces = new AtomicInteger();

  @Test
  void onlyDecisionsBeforeAToolWaitForTheDisk() throws Exception {
    stores.onForce(files -> forces.incrementAndGet());
    try (AuditLog log = Runs.open(Runs.folder(root), stores, FORCED)) {
      log.append(Runs.decision(1));
      assertThat(forces).hasValue(1);
      log.append(Runs.decision(1).stage(ToolStage.POST_TOOL));
      log.append(new OutcomeRecord().callId(1));
      assertThat(forces).hasValue(1);
      log.append(Runs.decision(2));
      assertThat(forces).hasValue(2);
    }
  }

  @Test
  void nothingWaitsForTheDiskUnlessAsked() throws Exception {
    stores.onForce(files -> forces.incrementAndGet());
    try (AuditLog log = Runs.open(Runs.folder(root), stores, Runs.options())) {
      log.append(Runs.decision(1));
      assertThat(forces).hasValue(0);
      log.force();
      assertThat(forces).hasValue(1);
    }
    assertThat(forces).as("closing forces, too").hasValue(2);
  }

  @Test
  void oneForceServesAllThatWaitAndNothingElseWaits() throws Exception {
    Path folder = Runs.folder(root);
    CountDownLatch diskIsBack = new CountDownLatch(1);
    stores.onForce(
        files -> {
          forces.incrementAndGet();
          awaitUninterruptibly(diskIsBack);
        });
    try (AuditLog log = Runs.open(folder, stores, FORCED)) {
      AtomicInteger returned = new AtomicInteger();
      List<Thread> callers = startCallers(20, log, returned);
      awaitTrue(() -> log.appended() == 20);
      log.append(new OutcomeRecord().callId(1));
      assertThat(log.appended()).isEqualTo(21);
      assertThat(returned).as("decisions that were acknowledged").hasValue(0);
      assertThat(forces).hasValue(1);
      diskIsBack.countDown();
      for (Thread caller : callers) {
        caller.join();
      }
      assertThat(returned).hasValue(20);
      assertThat(forces).as("the one under way, and one for who came later").hasValueBetween(1, 2);
    }
    assertThat(Runs.read(folder)).hasSize(21);
  }

  private static List<Thread> startCallers(int count, AuditLog log, AtomicInteger returned) {
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long call = i;
      Thread caller =
          new Thread(
              () -> {
                log.append(Runs.decision(call));
                returned.incrementAndGet();
              });
      callers.add(caller);
      caller.start();
    }
    return callers;
  }

  @Test
  void aForceThatFailsRefusesTheCallAndAllAfterIt() throws Exception {
    try (AuditLog log = Runs.open(Runs.folder(root), stores, FORCED)) {
      log.append(Runs.decision(0));
      stores.onForce(
          files -> {
            throw new IOException("Input/output error");
          });
      assertThatThrownBy(() -> log.append(Runs.decision(1)))
          .isInstanceOf(AuditUnavailableException.class)
          .hasMessageContaining("Input/output error");
      assertThat(log.failure()).isNotNull();
      stores.onForce(files -> {});
      assertThatThrownBy(() -> log.append(new OutcomeRecord()))
          .isInstanceOf(AuditUnavailableException.class)
          .hasMessageContaining("Input/output error");
      assertThat(log.refused()).isEqualTo(2);
    }
  }

  @Test
  void anErrorOfTheCallersOwnLeavesTheLogUsable() throws Exception {
    try (AuditLog log = Runs.open(Runs.folder(root), stores, FORCED)) {
      stores.onForce(
          files -> {
            throw new StackOverflowError("test");
          });
      assertThatThrownBy(() -> log.append(Runs.decision(0)))
          .isInstanceOf(AuditUnavailableException.class);
      stores.onForce(files -> {});
      assertThat(log.append(Runs.decision(1))).isEqualTo(1);
      assertThat(log.failure()).isNull();
    }
  }

  @Test
  void aForceCoversTheFileThatEndedMeanwhile() throws Exception {
    CountDownLatch rolled = new CountDownLatch(1);
    List<Integer> forced = new ArrayList<>();
    stores.onForce(
        files -> {
          awaitUninterruptibly(rolled);
          synchronized (forced) {
            forced.add(files);
          }
        });
    try (AuditLog log = Runs.open(Runs.folder(root), stores, FORCED)) {
      List<Thread> first = startCallers(1, log, new AtomicInteger());
      awaitTrue(() -> log.appended() == 1);
      List<Thread> second = startCallers(1, log, new AtomicInteger());
      awaitTrue(() -> log.appended() == 2);
      stores.nextDay();
      log.append(new OutcomeRecord().callId(1));
      rolled.countDown();
      first.get(0).join();
      second.get(0).join();
    }
    assertThat(forced).as("files of the second force").contains(2);
  }

  @Test
  void interruptedThreadsWaitForTheDiskAndStayInterrupted() throws Exception {
    CountDownLatch diskIsBack = new CountDownLatch(1);
    stores.onForce(files -> awaitUninterruptibly(diskIsBack));
    try (AuditLog log = Runs.open(Runs.folder(root), stores, FORCED)) {
      List<Boolean> interrupted = new ArrayList<>();
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        Thread caller =
            new Thread(
                () -> {
                  Thread.currentThread().interrupt();
                  log.append(Runs.decision(1));
                  synchronized (interrupted) {
                    interrupted.add(Thread.interrupted());
                  }
                });
        caller.start();
        callers.add(caller);
      }
      awaitTrue(() -> log.appended() == 2);
      callers.forEach(Thread::interrupt);
      assertThat(interrupted).isEmpty();
      diskIsBack.countDown();
      for (Thread caller : callers) {
        caller.join();
      }
      assertThat(interrupted).containsExactly(true, true);
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean interrupted = false;
    while (true) {
      try {
        latch.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitTrue(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("the time it took").isLessThan(deadline);
      Thread.yield();
    }
  }
}
