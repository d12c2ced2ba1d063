package dev.sallyport.bootstrap;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the {@link CallContext} along to another thread: either with an object that a framework
 * creates on one thread and calls on another, such as a streaming handler, or with a task that it
 * hands to an executor. Thread-safe. Owners are held weakly and compared by identity.
 */
public final class CarriedContext {
  private static final ConcurrentHashMap<Key, CallContext> CONTEXTS = new ConcurrentHashMap<>();
  private static final ReferenceQueue<Object> COLLECTED = new ReferenceQueue<>();

  private CarriedContext() {}

  /** Keeps the context of this thread for {@code owner}. */
  public static void remember(Object owner) {
    Reference<?> collected;
    while ((collected = COLLECTED.poll()) != null) {
      CONTEXTS.remove(collected);
    }
    CONTEXTS.put(new Key(owner, COLLECTED), CallContext.capture());
  }

  /**
   * Makes the context that was remembered for {@code owner} the one of this thread; without one
   * keeps what is set.
   *
   * @return the context to {@link CallContext#restore} afterwards
   */
  public static CallContext resume(Object owner) {
    CallContext remembered = CONTEXTS.get(new Key(owner, null));
    return remembered == null ? CallContext.current() : CallContext.restore(remembered);
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

  private static final class Key extends WeakReference<Object> {
    private final int hash;

    Key(Object owner, @Nullable ReferenceQueue<Object> queue) {
      super(owner, queue);
      hash = System.identityHashCode(owner);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      Object owner = get();
      return owner != null && other instanceof Key && ((Key) other).refersTo(owner);
    }
  }
}
