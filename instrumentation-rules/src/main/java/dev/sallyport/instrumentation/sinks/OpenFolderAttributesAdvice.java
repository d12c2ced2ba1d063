package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import java.nio.file.Path;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Before a view is handed out that can change what lies in an open folder. */
final class OpenFolderAttributesAdvice {
  private OpenFolderAttributesAdvice() {}

  @Advice.OnMethodEnter
  static void enter(
      @Advice.FieldValue("dfd") int folder, @Advice.Argument(0) @Nullable Object name) {
    String open = "/proc/self/fd/".concat(Integer.toString(folder));
    SinkGate.check(
        Sink.WRITE, name == null ? open : Path.of(open).resolve(Path.of(name.toString())));
  }
}
