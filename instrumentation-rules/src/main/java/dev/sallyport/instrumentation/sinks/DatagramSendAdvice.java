package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.SinkGate;
import java.io.IOException;
import java.net.SocketAddress;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Before a channel that is not connected sends a datagram. */
final class DatagramSendAdvice {
  private DatagramSendAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.Argument(2) @Nullable SocketAddress remote) throws IOException {
    SinkGate.datagram(remote);
  }
}
