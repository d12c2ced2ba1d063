package dev.sallyport.instrumentation.http.netty;

import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.HttpGate;
import dev.sallyport.bootstrap.HttpRequestDenied;
import java.net.SocketAddress;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Around the connect of a channel, whatever the transport: the native ones never reach the JDK's
 * sockets. What is thrown here fails the promise of the connect; the pipeline sees to that. Names
 * no type of Netty, so that it fits copies in other packages.
 */
final class ConnectAdvice {
  private ConnectAdvice() {}

  @Advice.OnMethodEnter
  static CallContext enter(@Advice.Argument(0) @Nullable SocketAddress remote)
      throws HttpRequestDenied {
    CallContext previous = CallContext.current();
    HttpRequestDenied denied = HttpGate.connect(null, remote);
    if (denied != null) {
      CallContext.restore(previous);
      throw denied;
    }
    return previous;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(@Advice.Enter CallContext previous) {
    CallContext.restore(previous); // the event loop goes on with somebody else's work
  }
}
