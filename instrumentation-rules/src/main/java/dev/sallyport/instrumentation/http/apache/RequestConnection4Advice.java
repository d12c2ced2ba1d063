package dev.sallyport.instrumentation.http.apache;

import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.CarriedContext;
import dev.sallyport.bootstrap.Governing;
import dev.sallyport.bootstrap.HttpGate;
import dev.sallyport.bootstrap.HttpRequestDenied;
import dev.sallyport.instrumentation.BoundFramework;
import java.util.concurrent.atomic.AtomicReference;
import net.bytebuddy.asm.Advice;
import org.apache.http.HttpHost;
import org.apache.http.client.methods.HttpRequestWrapper;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.nio.protocol.HttpAsyncClientExchangeHandler;
import org.jspecify.annotations.Nullable;

/**
 * Around an async client of version 4 that asks for a connection, first or for a redirect. The
 * exchange's handler stands for the request; it is told of a refusal as of any other failure.
 */
final class RequestConnection4Advice {
  private RequestConnection4Advice() {}

  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
  static boolean enter(
      @BoundFramework String client,
      @Advice.This Object handler,
      @Advice.FieldValue("routeRef") AtomicReference<HttpRoute> route,
      @Advice.FieldValue("requestRef") AtomicReference<HttpRequestWrapper> current,
      @Advice.Local("previous") @Nullable CallContext previous,
      @Advice.Local("denial") @Nullable HttpRequestDenied denial) {
    if (!Governing.any()) {
      return false;
    }
    HttpRequestWrapper request = current.get();
    // The minimal client settles on its request before it knows the way. A pipeline has none yet.
    if (request != null && route.get() != null && HttpGate.governs(handler)) {
      HttpHost target = route.get().getTargetHost();
      String path = request.getRequestLine().getUri();
      denial =
          HttpGate.hop(
              client,
              handler,
              request.getRequestLine().getMethod(),
              target.getSchemeName(),
              target.getHostName(),
              target.getPort(),
              HttpGate.pathOf(path),
              null);
      if (denial != null) {
        return true;
      }
    }
    previous = CarriedContext.resume(handler);
    return false;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(
      @Advice.This Object handler,
      @Advice.Local("previous") @Nullable CallContext previous,
      @Advice.Local("denial") @Nullable HttpRequestDenied denial) {
    if (denial != null) {
      ((HttpAsyncClientExchangeHandler) handler).failed(denial);
    } else if (previous != null) {
      CallContext.restore(previous);
    }
  }
}
