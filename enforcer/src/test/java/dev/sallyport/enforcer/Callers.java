package dev.sallyport.enforcer;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Many threads at once: virtual ones where the JVM has them. */
final class Callers {
  private static final @Nullable Method START_VIRTUAL = startVirtual();

  private final List<Thread> threads = new ArrayList<>();
  private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

  private Callers() {}

  private static @Nullable Method startVirtual() {
    try {
      return Thread.class.getMethod("startVirtualThread", Runnable.class);
    } catch (NoSuchMethodException e) {
      return null; // before Java 21
    }
  }

  /** How many threads are many: 10,000 virtual ones, else 1,000. */
  static int many() {
    return START_VIRTUAL == null ? 1_000 : 10_000;
  }

  /** Starts {@code count} threads, virtual if possible, that all go on at the same moment. */
  static Callers start(int count, boolean virtual, IntConsumer work) throws Exception {
    Callers callers = new Callers();
    CountDownLatch all = new CountDownLatch(count);
    for (int number = 0; number < count; number++) {
      int own = number;
      Runnable task =
          () -> {
            try {
              all.countDown();
              all.await();
              work.accept(own);
            } catch (Throwable failure) {
              callers.failures.add(failure);
            }
          };
      callers.threads.add(virtual ? startVirtual(task) : startPlatform(task));
    }
    return callers;
  }

  private static Thread startVirtual(Runnable task) throws Exception {
    return START_VIRTUAL == null ? startPlatform(task) : (Thread) START_VIRTUAL.invoke(null, task);
  }

  private static Thread startPlatform(Runnable task) {
    Thread thread = new Thread(null, task, "caller", 256 << 10);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Waits for the end of all; throws what one of them threw. */
  void join() throws Exception {
    for (Thread thread : threads) {
      thread.join(120_000);
      if (thread.isAlive()) {
        throw new AssertionError("a caller does not come back");
      }
    }
    Throwable failure = failures.peek();
    if (failure != null) {
      throw new AssertionError(failures.size() + " callers failed", failure);
    }
  }
}
