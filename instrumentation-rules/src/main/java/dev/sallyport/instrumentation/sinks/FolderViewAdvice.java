package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Before a view is handed out that can change the attributes of what lies in an open folder. */
final class FolderViewAdvice {
  private FolderViewAdvice() {}

  @Advice.OnMethodEnter
  static void enter(
      @Advice.FieldValue("dfd") int folder, @Advice.Argument(0) @Nullable Object name) {
    String path = "/proc/self/fd/".concat(Integer.toString(folder));
    SinkGate.check(Sink.WRITE, name == null ? path : path.concat("/").concat(name.toString()));
  }
}
