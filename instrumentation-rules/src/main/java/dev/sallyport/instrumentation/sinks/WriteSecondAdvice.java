package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** The same where the path is the second argument. */
final class WriteSecondAdvice {
  private WriteSecondAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.Argument(1) @Nullable Object path) {
    SinkGate.check(Sink.WRITE, path);
  }
}
