package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Before a file or folder is moved: it is gone from one place and new in the other. */
final class MoveAdvice {
  private MoveAdvice() {}

  @Advice.OnMethodEnter
  static void enter(
      @Advice.Argument(0) @Nullable Object source, @Advice.Argument(1) @Nullable Object target) {
    SinkGate.check(Sink.DELETE, source);
    SinkGate.check(Sink.WRITE, target);
  }
}
