package dev.sallyport.instrumentation.http.apache;

import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.CarriedContext;
import dev.sallyport.bootstrap.Governing;
import dev.sallyport.bootstrap.HttpGate;
import dev.sallyport.bootstrap.HttpRequestDenied;
import dev.sallyport.instrumentation.BoundFramework;
import net.bytebuddy.asm.Advice;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/**
 * Around the producer that gives its request to an async client of version 5. Minimal clients have
 * no chain; this is where their request is seen before they connect. Without a client context of
 * the application's the caller's thread stands for the request, until {@code
 * RememberContext5Advice}.
 */
final class SendRequest5Advice {
  private SendRequest5Advice() {}

  @Advice.OnMethodEnter
  static @Nullable CallContext enter(
      @BoundFramework String client,
      @Advice.FieldValue("request") @Nullable HttpRequest request,
      @Advice.Argument(1) @Nullable Object owner)
      throws HttpRequestDenied {
    if (!Governing.any() || request == null) {
      return null;
    }
    CallContext previous = CallContext.current();
    URIAuthority authority = request.getAuthority();
    // Without an authority the client has been given a host, and is judged in its chain.
    if (authority != null && HttpGate.governs(owner)) {
      String path = request.getPath();
      HttpRequestDenied denial =
          HttpGate.hop(
              client,
              owner,
              request.getMethod(),
              request.getScheme(),
              authority.getHostName(),
              authority.getPort(),
              HttpGate.pathOf(path),
              null);
      if (denial != null) {
        throw denial;
      }
    }
    if (owner != null) {
      CarriedContext.resume(owner);
    }
    return previous;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(@Advice.Enter @Nullable CallContext previous) {
    if (previous != null) {
      CallContext.restore(previous);
    }
  }
}
