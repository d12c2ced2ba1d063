package dev.sallyport.instrumentation.http.apache;

import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.CarriedContext;
import dev.sallyport.bootstrap.Governing;
import dev.sallyport.bootstrap.HttpGate;
import dev.sallyport.bootstrap.HttpRequestDenied;
import dev.sallyport.instrumentation.BoundFramework;
import net.bytebuddy.asm.Advice;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Around an async client of version 5 that connects or sends, on the caller's or on an I/O thread.
 * The client's context stands for the request.
 */
final class AsyncExec5Advice {
  private AsyncExec5Advice() {}

  @Advice.OnMethodEnter
  static @Nullable CallContext enter(
      @BoundFramework String client,
      @Advice.Argument(0) HttpRequest request,
      @Advice.Argument(2) AsyncExecChain.Scope scope)
      throws HttpRequestDenied {
    if (!Governing.any()) {
      return null;
    }
    Object owner = scope.clientContext;
    if (HttpGate.governs(owner)) {
      HttpHost target = scope.route.getTargetHost();
      String path = request.getPath();
      HttpRequestDenied denial =
          HttpGate.hop(
              client,
              owner,
              request.getMethod(),
              target.getSchemeName(),
              target.getHostName(),
              target.getPort(),
              HttpGate.pathOf(path),
              null);
      if (denial != null) {
        throw denial;
      }
    }
    return CarriedContext.resume(owner);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(@Advice.Enter @Nullable CallContext previous) {
    if (previous != null) {
      CallContext.restore(previous);
    }
  }
}
