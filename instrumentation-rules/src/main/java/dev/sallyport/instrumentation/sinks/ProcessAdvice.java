package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Before a process is started; the command is a copy that nobody else can change. */
final class ProcessAdvice {
  private ProcessAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.Argument(0) @Nullable Object command) {
    SinkGate.check(Sink.PROCESS, command);
  }
}
