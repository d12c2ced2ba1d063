package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Before a hard link is made. What is linked to must be one that may be written: through the new
 * name it can be.
 */
final class HardLinkAdvice {
  private HardLinkAdvice() {}

  @Advice.OnMethodEnter
  static void enter(
      @Advice.Argument(0) @Nullable Object source, @Advice.Argument(1) @Nullable Object target) {
    SinkGate.check(Sink.WRITE, source);
    SinkGate.check(Sink.WRITE, target);
  }
}
