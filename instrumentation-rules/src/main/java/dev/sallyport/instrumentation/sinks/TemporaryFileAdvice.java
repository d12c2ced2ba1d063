package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import java.io.File;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Before a temporary file is created by {@code java.io.File}, under a name that is made up only
 * then; it is always right in the folder.
 */
final class TemporaryFileAdvice {
  private TemporaryFileAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.Argument(2) @Nullable File folder) {
    if (folder == null) {
      SinkGate.check(Sink.WRITE, System.getProperty("java.io.tmpdir"));
    } else {
      SinkGate.check(Sink.WRITE, folder.getClass() == File.class ? folder.getPath() : null);
    }
  }
}
