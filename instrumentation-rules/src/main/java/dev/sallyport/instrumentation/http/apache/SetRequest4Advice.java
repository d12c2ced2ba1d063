package dev.sallyport.instrumentation.http.apache;

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
 * When an async client of version 4 has settled on what to send next, and where to: the request
 * itself, a redirect, be it on a kept connection, or the next one of a pipeline. All callers may
 * throw an {@code IOException}.
 */
final class SetRequest4Advice {
  private SetRequest4Advice() {}

  @Advice.OnMethodEnter
  static void enter(
      @BoundFramework String client,
      @Advice.This Object handler,
      @Advice.FieldValue("routeRef") AtomicReference<HttpRoute> route,
      @Advice.Argument(0) @Nullable HttpRequestWrapper request)
      throws HttpRequestDenied {
    if (request == null || route.get() == null || !HttpGate.governs(handler)) {
      return;
    }
    String method = request.getRequestLine().getMethod();
    if ("CONNECT".equals(method)) {
      return; // the client's own, by which a request that was judged gets its tunnel
    }
    HttpHost target = route.get().getTargetHost();
    HttpRequestDenied denial =
        HttpGate.hop(
            client,
            handler,
            method,
            target.getSchemeName(),
            target.getHostName(),
            target.getPort(),
            HttpGate.pathOf(request.getRequestLine().getUri()),
            null);
    if (denial != null) {
      // Told as well: on a redirect the handler may have left its connection, whose failures it
      // would hear of.
      ((HttpAsyncClientExchangeHandler) handler).failed(denial);
      throw denial;
    }
  }
}
