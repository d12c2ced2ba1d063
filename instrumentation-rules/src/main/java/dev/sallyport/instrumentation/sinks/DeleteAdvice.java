package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Before the file or folder that is the first argument is deleted. */
final class DeleteAdvice {
  private DeleteAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.Argument(0) @Nullable Object path) {
    SinkGate.check(Sink.DELETE, path);
  }
}
