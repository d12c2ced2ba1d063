package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Before somebody gets access to all that is in a class, if it is the javaagent's. */
final class PrivateLookupAdvice {
  private PrivateLookupAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.Argument(0) @Nullable Class<?> declaring) {
    if (declaring != null && declaring.getName().startsWith("dev.sallyport.")) {
      ClassLoader loader = declaring.getClassLoader();
      if (loader == null || loader.getClass().getName().startsWith("dev.sallyport.")) {
        SinkGate.check(Sink.REFLECT, declaring);
      }
    }
  }
}
