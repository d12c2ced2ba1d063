package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Before a library is loaded by whoever asks for it. */
final class LibraryAdvice {
  private LibraryAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.Argument(0) @Nullable Object library) {
    SinkGate.check(Sink.NATIVE, String.valueOf(library));
  }
}
