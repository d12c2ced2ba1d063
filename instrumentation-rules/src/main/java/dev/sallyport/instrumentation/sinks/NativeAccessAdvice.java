package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import net.bytebuddy.asm.Advice;

/** Before native code is called, or loaded into a JVM, by means of a class of the JDK. */
final class NativeAccessAdvice {
  private NativeAccessAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.Origin("#t") String means) {
    SinkGate.check(Sink.NATIVE, means);
  }
}
