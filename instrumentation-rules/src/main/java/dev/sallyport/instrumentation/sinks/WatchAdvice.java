package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import net.bytebuddy.asm.Advice;

/** Before a folder is watched, which tells the names of the files in it. */
final class WatchAdvice {
  private WatchAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.This Object path) {
    SinkGate.check(Sink.READ, path);
  }
}
