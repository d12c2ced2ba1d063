package dev.sallyport.instrumentation.http.apache;

import dev.sallyport.bootstrap.HttpGate;
import dev.sallyport.bootstrap.HttpRequestDenied;
import dev.sallyport.instrumentation.BoundFramework;
import net.bytebuddy.asm.Advice;
import org.apache.http.HttpHost;
import org.apache.http.client.methods.HttpRequestWrapper;
import org.apache.http.conn.routing.HttpRoute;

/**
 * Before a client of version 4.5 connects and sends: after redirects, retries and whatever the
 * application put before. The connection goes where the route leads.
 */
final class ClassicExec4Advice {
  private ClassicExec4Advice() {}

  @Advice.OnMethodEnter
  static void enter(
      @BoundFramework String client,
      @Advice.Argument(0) HttpRoute route,
      @Advice.Argument(1) HttpRequestWrapper request)
      throws HttpRequestDenied {
    if (!HttpGate.governs(null)) {
      return;
    }
    HttpHost target = route.getTargetHost();
    String path = request.getRequestLine().getUri();
    HttpRequestDenied denial =
        HttpGate.hop(
            client,
            null,
            request.getRequestLine().getMethod(),
            target.getSchemeName(),
            target.getHostName(),
            target.getPort(),
            HttpGate.pathOf(path),
            null);
    if (denial != null) {
      throw denial;
    }
  }
}
