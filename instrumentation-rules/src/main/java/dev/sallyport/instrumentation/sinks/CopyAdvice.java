package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Before a file or folder is copied. */
final class CopyAdvice {
  private CopyAdvice() {}

  @Advice.OnMethodEnter
  static void enter(
      @Advice.Argument(0) @Nullable Object source, @Advice.Argument(1) @Nullable Object target) {
    SinkGate.check(Sink.READ, source);
    SinkGate.check(Sink.WRITE, target);
  }
}
