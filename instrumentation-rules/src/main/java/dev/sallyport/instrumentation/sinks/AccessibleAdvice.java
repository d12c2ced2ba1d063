package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Before a member is made accessible that is not, if a class of the javaagent's declares it. The
 * JDK does so, too, where it links a lambda.
 */
final class AccessibleAdvice {
  private AccessibleAdvice() {}

  @Advice.OnMethodEnter
  static void enter(
      @Advice.Argument(0) @Nullable Class<?> caller,
      @Advice.Argument(1) @Nullable Class<?> declaring) {
    if (declaring != null
        && declaring.getName().startsWith("dev.sallyport.")
        && (caller == null || caller.getClassLoader() != null)) {
      ClassLoader loader = declaring.getClassLoader();
      if (loader == null || loader.getClass().getName().startsWith("dev.sallyport.")) {
        SinkGate.check(Sink.REFLECT, declaring);
      }
    }
  }
}
