package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Before the attributes of a file are changed by a view that holds its path. */
final class AttributesAdvice {
  private AttributesAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.FieldValue("file") @Nullable Object path) {
    SinkGate.check(Sink.WRITE, path);
  }
}
