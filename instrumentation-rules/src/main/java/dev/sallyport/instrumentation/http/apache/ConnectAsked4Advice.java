package dev.sallyport.instrumentation.http.apache;

import dev.sallyport.bootstrap.HttpGate;
import java.net.SocketAddress;
import net.bytebuddy.asm.Advice;

/** At the end of a constructor: the address to connect to keeps the context of this thread. */
final class ConnectAsked4Advice {
  private ConnectAsked4Advice() {}

  @Advice.OnMethodExit
  static void exit(@Advice.Argument(0) SocketAddress address) {
    HttpGate.remember(address);
  }
}
