package dev.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AppendLockTest {
  private final AppendLock lock = new AppendLock();
  private int counter;

  @Test
  void letsOneThreadInAtATime() throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(new Thread(this::countMany));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(counter).isEqualTo(8 * 50_000);
  }

  private void countMany() {
    for (int i = 0; i < 50_000; i++) {
      lock.lock();
      try {
        counter++;
      } finally {
        lock.unlock();
      }
    }
  }

  @Test
  void aThreadThatWaitsLongSleepsAlsoIfItIsInterrupted() throws Exception {
    lock.lock();
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread waiting = new Thread(() -> interrupted.set(lock.lock()));
    waiting.start();
    waiting.interrupt();
    Thread.sleep(1_000);
    long cpu = ManagementFactory.getThreadMXBean().getThreadCpuTime(waiting.getId());
    assertThat(cpu).isLessThan(TimeUnit.MILLISECONDS.toNanos(500));
    lock.unlock();
    waiting.join();
    assertThat(interrupted).isTrue();
  }

  @Test
  void givesUpInTimeAndKeepsTheInterruption() throws Exception {
    lock.lock();
    AtomicBoolean taken = new AtomicBoolean(true);
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread waiting =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              taken.set(lock.tryLock(1_000_000));
              interrupted.set(Thread.interrupted());
            });
    waiting.start();
    waiting.join();
    assertThat(taken).isFalse();
    assertThat(interrupted).isTrue();
    lock.unlock();
    assertThat(lock.tryLock(0)).isTrue();
  }
}
