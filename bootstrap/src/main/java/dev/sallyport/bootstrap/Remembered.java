package dev.sallyport.bootstrap;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The context that is kept for an object, which is held weakly and compared by identity.
 * Thread-safe, without locks of its own. Equal to itself only, so that one that was forgotten never
 * takes another one for the same object out of the map.
 */
final class Remembered {
  private static final ConcurrentHashMap<Object, Remembered> ALL = new ConcurrentHashMap<>();
  private static final ReferenceQueue<Object> COLLECTED = new ReferenceQueue<>();
  private static final int FORGOTTEN = -1;
  private static final AtomicIntegerFieldUpdater<Remembered> PENDING =
      AtomicIntegerFieldUpdater.newUpdater(Remembered.class, "pending");

  private final Owner owner;
  private volatile CallContext context;

  /** How often it was handed over and not begun; {@link #FORGOTTEN} once it left the map. */
  private volatile int pending;

  private Remembered(Object owner, CallContext context, int pending) {
    this.owner = new Owner(owner);
    this.context = context;
    this.pending = pending;
  }

  /** Null if nothing is remembered for {@code owner}. */
  static @Nullable Remembered find(Object owner) {
    return ALL.isEmpty() ? null : ALL.get(new Sought(owner));
  }

  /**
   * Remembers {@code context} for {@code owner}.
   *
   * @param handedOver whether the owner is a task that a thread will begin to run
   */
  static void put(Object owner, CallContext context, boolean handedOver) {
    dropCollected();
    Remembered added = null;
    while (true) {
      Remembered known = find(owner);
      if (known == null) {
        if (added == null) {
          added = new Remembered(owner, context, handedOver ? 1 : 0);
        }
        known = ALL.putIfAbsent(added.owner, added);
        if (known == null) {
          return;
        }
      }
      if (known.update(context, handedOver)) {
        return;
      }
      ALL.remove(known.owner, known);
    }
  }

  /** False if it was forgotten meanwhile, so that nobody will find it. */
  private boolean update(CallContext newer, boolean handedOver) {
    context = newer;
    int now = pending;
    while (handedOver && now != FORGOTTEN && !PENDING.compareAndSet(this, now, now + 1)) {
      now = pending;
    }
    return now != FORGOTTEN;
  }

  CallContext context() {
    return context;
  }

  /** A thread has begun to run the task. */
  void begun() {
    int now;
    while ((now = pending) > 0) {
      if (PENDING.compareAndSet(this, now, now - 1)) {
        return;
      }
    }
  }

  /** Forgets it, unless somebody still has to run what was handed over. */
  void forgetUnlessHandedOver() {
    if (PENDING.compareAndSet(this, 0, FORGOTTEN)) {
      ALL.remove(owner, this);
    }
  }

  void forget() {
    pending = FORGOTTEN;
    ALL.remove(owner, this);
  }

  /** How many objects something is remembered for, those included that are gone. */
  static int count() {
    dropCollected();
    return ALL.size();
  }

  private static void dropCollected() {
    Reference<?> collected;
    while ((collected = COLLECTED.poll()) != null) {
      ALL.remove(collected);
    }
  }

  /** What the map is keyed by. */
  private static final class Owner extends WeakReference<Object> {
    private final int hash;

    Owner(Object owner) {
      super(owner, COLLECTED);
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
      return owner != null && other instanceof Owner && ((Owner) other).refersTo(owner);
    }
  }

  /** What to look up by. The map asks the key that it is given, never the other way round. */
  private static final class Sought {
    private final Object owner;

    Sought(Object owner) {
      this.owner = owner;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(owner);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Owner && ((Owner) other).refersTo(owner);
    }
  }
}
