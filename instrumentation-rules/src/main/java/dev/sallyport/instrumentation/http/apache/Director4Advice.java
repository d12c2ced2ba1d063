package dev.sallyport.instrumentation.http.apache;

import dev.sallyport.bootstrap.HttpGate;
import dev.sallyport.bootstrap.HttpRequestDenied;
import dev.sallyport.instrumentation.BoundFramework;
import net.bytebuddy.asm.Advice;
import org.apache.http.HttpHost;
import org.apache.http.impl.client.RoutedRequest;

/** The same for the deprecated {@code DefaultHttpClient} and its kin. */
@SuppressWarnings("deprecation") // applications still have it
final class Director4Advice {
  private Director4Advice() {}

  @Advice.OnMethodEnter
  static void enter(@BoundFramework String client, @Advice.Argument(0) RoutedRequest routed)
      throws HttpRequestDenied {
    if (!HttpGate.governs(null)) {
      return;
    }
    HttpHost target = routed.getRoute().getTargetHost();
    String path = routed.getRequest().getRequestLine().getUri();
    HttpRequestDenied denial =
        HttpGate.hop(
            client,
            null,
            routed.getRequest().getRequestLine().getMethod(),
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
