package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Before a {@code java.io.File} deletes what it names, now or when the JVM ends. A subclass may lie
 * about its path, the field does not.
 */
final class FileDeleteAdvice {
  private FileDeleteAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.FieldValue("path") @Nullable String path) {
    SinkGate.check(Sink.DELETE, path);
  }
}
