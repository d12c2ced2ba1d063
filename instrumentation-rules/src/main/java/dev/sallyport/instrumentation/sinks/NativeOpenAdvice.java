package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Before a file is opened with the flags of {@code open(2)}. */
final class NativeOpenAdvice {
  private NativeOpenAdvice() {}

  /** The bits that are zero for reading only, wherever there is a Unix. */
  static final int WRITES = 3;

  @Advice.OnMethodEnter
  static void enter(@Advice.Argument(0) @Nullable Object path, @Advice.Argument(1) int flags) {
    if ((flags & WRITES) == 0) {
      SinkGate.check(Sink.READ, path);
    } else {
      SinkGate.check(Sink.WRITE, path);
    }
  }
}
