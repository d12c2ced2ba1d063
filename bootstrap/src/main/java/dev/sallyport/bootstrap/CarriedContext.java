package dev.sallyport.bootstrap;

import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the {@link CallContext} along to another thread: either with an object that a framework
 * creates on one thread and calls on another, such as a streaming handler, or with a task that it
 * hands to an executor. The objects stay what they are: nothing is wrapped, so that a task can be
 * removed from its queue and casts hold. Thread-safe.
 *
 * <p>Woven places use it in pairs. Where a task is submitted: {@link #handOver}; where it is made,
 * or passed on by somebody who may not be the one it is for: {@link #adopt}. Where it is run:
 * {@link #run} in place of {@code task.run()}, or {@link #takeOver} and {@link #giveBack} around
 * it. In a process where nothing is governed each of them reads two fields; where this thread acts
 * for nobody and no task of a tool is under way, its thread-locals in addition.
 */
public final class CarriedContext {
  private CarriedContext() {}

  /**
   * Initialises the classes that are needed here. Woven places may be the JDK's own scheduling, on
   * a thread that must not wait for another one to initialise a class.
   */
  static void prepare() {
    CallContext.capture();
    Remembered.find(Remembered.class);
    Remembered.count();
  }

  /** Keeps the context of this thread for {@code owner}. */
  public static void remember(Object owner) {
    Remembered.put(owner, CallContext.capture(), false);
  }

  static void remember(Object owner, CallContext context) {
    Remembered.put(owner, context, false);
  }

  /** What was remembered for {@code owner}, or null. */
  static @Nullable CallContext of(Object owner) {
    Remembered remembered = Remembered.find(owner);
    return remembered == null ? null : remembered.context();
  }

  /**
   * Makes the context that was remembered for {@code owner} the one of this thread; without one
   * keeps what is set.
   *
   * @return the context to {@link CallContext#restore} afterwards
   */
  public static CallContext resume(Object owner) {
    CallContext remembered = of(owner);
    return remembered == null ? CallContext.current() : CallContext.restore(remembered);
  }

  /**
   * Runs a task in the context that was remembered for it; without one in none, whatever the thread
   * was started for and whatever tool call happens to wait on it. In a process where nothing is
   * governed just runs it.
   */
  public static void run(Runnable task) {
    if (!Governing.any()) {
      task.run();
      return;
    }
    Remembered remembered = Remembered.find(task);
    CallContext previous = begin(remembered);
    try {
      task.run();
    } finally {
      CallContext.restore(previous);
      if (remembered != null && task instanceof FutureTask && ((FutureTask<?>) task).isDone()) {
        remembered.forget();
      }
    }
  }

  /**
   * As {@link #run}, for a task that something else is about to run on this thread.
   *
   * @return what to give to {@link #giveBack}; null if nothing is governed
   */
  public static @Nullable CallContext takeOver(@Nullable Object task) {
    if (!Governing.any()) {
      return null;
    }
    return begin(task == null ? null : Remembered.find(task));
  }

  /** Ends what {@link #takeOver} began. Must run on every exit. */
  public static void giveBack(@Nullable CallContext previous) {
    if (previous != null) {
      CallContext.restore(previous);
    }
  }

  private static CallContext begin(@Nullable Remembered remembered) {
    if (remembered == null) {
      return CallContext.restoreBeside(null);
    }
    CallContext previous = CallContext.restoreBeside(remembered.context());
    remembered.begun();
    return previous;
  }

  /**
   * Keeps the context of this thread for a task that another thread will run, and forgets an older
   * one where this thread acts for nobody. What a tool has handed over and nobody has begun to run
   * stays: the same object must not lose its context because somebody else submits it, too.
   */
  public static void handOver(@Nullable Object task) {
    if (task == null || !Governing.any()) {
      return;
    }
    CallContext context = CallContext.capture();
    if (actsForSomebody(context)) {
      Remembered.put(task, context, true);
    } else {
      Remembered remembered = Remembered.find(task);
      if (remembered != null) {
        remembered.forgetUnlessHandedOver();
      }
    }
  }

  /**
   * Keeps the context of this thread for {@code task} if it acts for a tool call; else leaves what
   * was remembered.
   */
  public static void adopt(@Nullable Object task) {
    if (task == null || !Governing.any()) {
      return;
    }
    CallContext context = CallContext.capture();
    if (actsForSomebody(context)) {
      Remembered.put(task, context, false);
    }
  }

  /**
   * This thread runs other people's tasks, whoever it was started by: from now on it acts for
   * nobody, until it takes over a task.
   */
  public static void serveAll() {
    if (!Governing.any()) {
      return;
    }
    Remembered remembered = Remembered.find(Thread.currentThread());
    if (remembered != null) {
      remembered.forget();
    }
    CallContext.restore(null);
  }

  /** A task that runs {@code task} in the context of the thread that calls this method. */
  public static <T> Supplier<T> carry(Supplier<T> task) {
    return new Task<>(task, CallContext.capture());
  }

  private static final class Task<T> implements Supplier<T> {
    private final Supplier<T> task;
    private final CallContext context;

    Task(Supplier<T> task, CallContext context) {
      this.task = task;
      this.context = context;
    }

    @Override
    public T get() {
      CallContext previous = CallContext.restore(context);
      try {
        return task.get();
      } finally {
        CallContext.restore(previous);
      }
    }
  }

  /** For a tool call; or for a request of the application's own, where those are governed too. */
  private static boolean actsForSomebody(CallContext context) {
    return context.parentCallId() != 0 || context.request() != null;
  }
}
