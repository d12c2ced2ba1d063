package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Before the file or folder that is the first argument is written, created or changed. */
final class WriteAdvice {
  private WriteAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.Argument(0) @Nullable Object path) {
    SinkGate.check(Sink.WRITE, path);
  }
}
