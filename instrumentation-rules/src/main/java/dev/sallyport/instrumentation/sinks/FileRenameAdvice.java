package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import java.io.File;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Before a {@code java.io.File} is renamed. The other file's field is out of reach, and a subclass
 * may say what it likes: its path then counts as unknown.
 */
final class FileRenameAdvice {
  private FileRenameAdvice() {}

  @Advice.OnMethodEnter
  static void enter(
      @Advice.FieldValue("path") @Nullable String path, @Advice.Argument(0) @Nullable File target) {
    SinkGate.check(Sink.DELETE, path);
    if (target != null) {
      SinkGate.check(Sink.WRITE, target.getClass() == File.class ? target.getPath() : null);
    }
  }
}
