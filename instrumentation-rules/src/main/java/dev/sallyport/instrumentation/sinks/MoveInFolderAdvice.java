package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import java.nio.charset.StandardCharsets;
import net.bytebuddy.asm.Advice;

/**
 * Before a file is moved by its name in an open folder, wherever that is by now: the link in {@code
 * /proc} tells.
 */
final class MoveInFolderAdvice {
  private MoveInFolderAdvice() {}

  @Advice.OnMethodEnter
  static void enter(
      @Advice.Argument(0) int from,
      @Advice.Argument(1) byte[] name,
      @Advice.Argument(2) int to,
      @Advice.Argument(3) byte[] newName) {
    SinkGate.check(
        Sink.DELETE,
        "/proc/self/fd/"
            .concat(Integer.toString(from))
            .concat("/")
            .concat(new String(name, StandardCharsets.UTF_8)));
    SinkGate.check(
        Sink.WRITE,
        "/proc/self/fd/"
            .concat(Integer.toString(to))
            .concat("/")
            .concat(new String(newName, StandardCharsets.UTF_8)));
  }
}
