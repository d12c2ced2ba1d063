package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.SinkGate;
import java.io.IOException;
import java.net.SocketAddress;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Before a datagram channel is connected: what is sent then is not asked about again. */
final class DatagramConnectAdvice {
  private DatagramConnectAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.Argument(0) @Nullable SocketAddress remote) throws IOException {
    SinkGate.datagram(remote);
  }
}
