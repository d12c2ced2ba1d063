package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import java.nio.charset.StandardCharsets;
import net.bytebuddy.asm.Advice;

/**
 * Before a file is opened by its name in an open folder, wherever that is by now: the link in
 * {@code /proc} tells.
 */
final class OpenInFolderAdvice {
  private OpenInFolderAdvice() {}

  @Advice.OnMethodEnter
  static void enter(
      @Advice.Argument(0) int folder,
      @Advice.Argument(1) byte[] name,
      @Advice.Argument(2) int flags) {
    String path =
        "/proc/self/fd/"
            .concat(Integer.toString(folder))
            .concat("/")
            .concat(new String(name, StandardCharsets.UTF_8));
    if ((flags & NativeOpenAdvice.WRITES) == 0) {
      SinkGate.check(Sink.READ, path);
    } else {
      SinkGate.check(Sink.WRITE, path);
    }
  }
}
