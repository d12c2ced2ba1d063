package dev.sallyport.bootstrap;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The texts of prepared database statements, which are executed without it. Thread-safe. Statements
 * are held weakly and compared by identity.
 */
public final class StatementTexts {
  private static final ConcurrentHashMap<Key, String> TEXTS = new ConcurrentHashMap<>();
  private static final ReferenceQueue<Object> COLLECTED = new ReferenceQueue<>();

  private StatementTexts() {}

  /** Keeps the text of a statement, whoever prepares it: it may be executed by a tool later on. */
  public static void remember(@Nullable Object statement, @Nullable String text) {
    if (statement == null || text == null || !Governing.boxes()) {
      return;
    }
    Reference<?> collected;
    while ((collected = COLLECTED.poll()) != null) {
      TEXTS.remove(collected);
    }
    TEXTS.put(new Key(statement, COLLECTED), text);
  }

  /** The text of a statement, or null if it was prepared before anybody watched. */
  public static @Nullable String of(@Nullable Object statement) {
    return statement == null || TEXTS.isEmpty() ? null : TEXTS.get(new Key(statement, null));
  }

  private static final class Key extends WeakReference<Object> {
    private final int hash;

    Key(Object statement, @Nullable ReferenceQueue<Object> queue) {
      super(statement, queue);
      hash = System.identityHashCode(statement);
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
      Object statement = get();
      return statement != null && other instanceof Key && ((Key) other).refersTo(statement);
    }
  }
}
