package dev.sallyport.audit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A String's own bytes, without a copy, where {@code java.lang} is open to this module: the
 * javaagent opens it. Where it is not, there are none and text is taken character by character.
 */
final class StringBytes {
  private static final byte LATIN1 = 0;
  private static final @Nullable VarHandle VALUE = find("value", byte[].class);
  private static final @Nullable VarHandle CODER = VALUE == null ? null : find("coder", byte.class);
  private static final boolean READABLE = isAsExpected();

  private StringBytes() {}

  private static @Nullable VarHandle find(String field, Class<?> type) {
    try {
      return MethodHandles.privateLookupIn(String.class, MethodHandles.lookup())
          .findVarHandle(String.class, field, type);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null; // not open, or another JVM's String: text is taken the slower way
    }
  }

  /** Another JVM's fields may have these names and another meaning. */
  private static boolean isAsExpected() {
    if (VALUE == null || CODER == null) {
      return false;
    }
    String text = "a\u00e9";
    String wide = "a\u20ac";
    byte[] bytes = (byte[]) VALUE.get(text);
    boolean narrow = (byte) CODER.get(text) == LATIN1;
    return (byte) CODER.get(wide) != LATIN1
        && bytes.length == (narrow ? 2 : 4)
        && (!narrow || bytes[0] == 'a' && bytes[1] == (byte) 0xe9);
  }

  /** Whether {@link #latin1} can answer. */
  static boolean isReadable() {
    return READABLE;
  }

  /**
   * The text's own bytes in Latin-1, to be read only; null if they are in UTF-16 or out of reach.
   */
  static byte @Nullable [] latin1(String text) {
    VarHandle value = VALUE;
    VarHandle coder = CODER;
    if (!READABLE || value == null || coder == null || (byte) coder.get(text) != LATIN1) {
      return null;
    }
    return (byte[]) value.get(text);
  }
}
