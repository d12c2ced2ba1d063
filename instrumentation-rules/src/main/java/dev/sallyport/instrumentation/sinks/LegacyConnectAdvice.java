package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.SinkGate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Before JDK 17's older socket implementation connects. */
final class LegacyConnectAdvice {
  private LegacyConnectAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.Argument(0) @Nullable InetAddress address, @Advice.Argument(1) int port)
      throws IOException {
    SinkGate.connect(new InetSocketAddress(address, port));
  }
}
