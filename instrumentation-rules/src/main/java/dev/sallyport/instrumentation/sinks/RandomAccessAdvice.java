package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Before a {@code RandomAccessFile} is opened, which is also how archives are. */
final class RandomAccessAdvice {
  private RandomAccessAdvice() {}

  /** The flag for reading and writing; without it the file is read. */
  static final int WRITES = 2;

  @Advice.OnMethodEnter
  static void enter(@Advice.Argument(0) @Nullable Object path, @Advice.Argument(1) int flags) {
    if ((flags & WRITES) == 0) {
      SinkGate.check(Sink.READ, path);
    } else {
      SinkGate.check(Sink.WRITE, path);
    }
  }
}
