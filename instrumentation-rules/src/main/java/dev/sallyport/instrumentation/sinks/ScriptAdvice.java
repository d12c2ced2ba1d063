package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import net.bytebuddy.asm.Advice;

/** Before code that is given as text is compiled or run, or what does so is handed out. */
final class ScriptAdvice {
  private ScriptAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.Origin("#t") String means) {
    SinkGate.check(Sink.SCRIPT, means);
  }
}
