package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.SinkGate;
import java.io.IOException;
import java.net.SocketAddress;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Before a socket or a channel connects, to whatever kind of address. */
final class ConnectAdvice {
  private ConnectAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.Argument(0) @Nullable SocketAddress remote) throws IOException {
    SinkGate.connect(remote);
  }
}
