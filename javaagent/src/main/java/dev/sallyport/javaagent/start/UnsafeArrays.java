package dev.sallyport.javaagent.start;

import jdk.internal.misc.Unsafe;

/**
 * Array layout for the generated Unsafe shim. JDK releases disagree on the return types of these
 * members (int or long), so they are read reflectively, once.
 */
public final class UnsafeArrays {
  private UnsafeArrays() {}

  /** The offset in bytes of the first element of an array of {@code type}. */
  public static int arrayBaseOffset(Class<?> type) {
    try {
      Object offset =
          Unsafe.class.getMethod("arrayBaseOffset", Class.class).invoke(Unsafe.getUnsafe(), type);
      return ((Number) offset).intValue();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("jdk.internal.misc.Unsafe.arrayBaseOffset", e);
    }
  }

  /** The value of a constant of Unsafe such as {@code ARRAY_BYTE_BASE_OFFSET}. */
  public static int constant(String name) {
    try {
      return ((Number) Unsafe.class.getField(name).get(null)).intValue();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("jdk.internal.misc.Unsafe." + name, e);
    }
  }
}
