package dev.sallyport.instrumentation.http.apache;

import dev.sallyport.bootstrap.HttpGate;
import dev.sallyport.bootstrap.HttpRequestDenied;
import dev.sallyport.instrumentation.BoundFramework;
import net.bytebuddy.asm.Advice;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;

/**
 * Before a classic client of version 5 connects, and before it sends: after redirects, retries and
 * whatever the application put into the chain. The connection goes where the route leads.
 */
final class ClassicExec5Advice {
  private ClassicExec5Advice() {}

  @Advice.OnMethodEnter
  static void enter(
      @BoundFramework String client,
      @Advice.Argument(0) ClassicHttpRequest request,
      @Advice.Argument(1) ExecChain.Scope scope)
      throws HttpRequestDenied {
    if (!HttpGate.governs(null)) {
      return;
    }
    HttpHost target = scope.route.getTargetHost();
    String path = request.getPath();
    HttpRequestDenied denial =
        HttpGate.hop(
            client,
            null,
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
}
