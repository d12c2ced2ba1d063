package dev.sallyport.instrumentation;

import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * What was read of classes, from one class that is woven to the next. Apart, so that Byte Buddy is
 * not loaded before a class is woven. Thread-safe.
 */
final class SharedTypes {
  private final TypePool.CacheProvider types = TypePool.CacheProvider.Simple.withObjectType();

  private final ConcurrentHashMap<String, Advice> advice = new ConcurrentHashMap<>();

  TypePool.CacheProvider types() {
    return types;
  }

  /** The advice that was read for join points of a framework, or null. */
  @Nullable Advice advice(String className, String framework) {
    return advice.get(className + " " + framework);
  }

  void advice(String className, String framework, Advice read) {
    advice.put(className + " " + framework, read);
  }
}
