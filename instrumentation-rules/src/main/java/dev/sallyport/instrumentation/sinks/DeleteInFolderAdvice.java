package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import java.nio.charset.StandardCharsets;
import net.bytebuddy.asm.Advice;

/**
 * Before a file is deleted by its name in an open folder, wherever that is by now: the link in
 * {@code /proc} tells.
 */
final class DeleteInFolderAdvice {
  private DeleteInFolderAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.Argument(0) int folder, @Advice.Argument(1) byte[] name) {
    SinkGate.check(
        Sink.DELETE,
        "/proc/self/fd/"
            .concat(Integer.toString(folder))
            .concat("/")
            .concat(new String(name, StandardCharsets.UTF_8)));
  }
}
