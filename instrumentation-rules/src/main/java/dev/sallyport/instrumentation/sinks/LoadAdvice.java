package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Before a class loads a library. The JDK's own classes load the JDK's libraries when they are
 * first used, which may be in a tool.
 */
final class LoadAdvice {
  private LoadAdvice() {}

  @Advice.OnMethodEnter
  static void enter(
      @Advice.Argument(0) @Nullable Class<?> loading,
      @Advice.Argument(1) @Nullable String library) {
    ClassLoader loader = loading == null ? null : loading.getClassLoader();
    if (loading == null || loader != null && loader != ClassLoader.getPlatformClassLoader()) {
      SinkGate.check(Sink.NATIVE, library);
    }
  }
}
