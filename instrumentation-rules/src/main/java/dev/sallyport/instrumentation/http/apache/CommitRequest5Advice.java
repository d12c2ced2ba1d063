package dev.sallyport.instrumentation.http.apache;

import dev.sallyport.bootstrap.HttpGate;
import dev.sallyport.bootstrap.HttpRequestDenied;
import dev.sallyport.instrumentation.BoundFramework;
import net.bytebuddy.asm.Advice;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.net.URIAuthority;

/**
 * Right before an async client of version 5 writes the head of a request, on an I/O thread: for
 * what no chain has seen, such as a minimal client with a producer of the application's own.
 */
final class CommitRequest5Advice {
  private CommitRequest5Advice() {}

  @Advice.OnMethodEnter
  static void enter(
      @BoundFramework String client,
      @Advice.Argument(0) HttpRequest request,
      @Advice.FieldValue("context") Object owner)
      throws HttpRequestDenied {
    if (!HttpGate.governs(owner)) {
      return;
    }
    URIAuthority authority = request.getAuthority();
    String path = request.getPath();
    if (authority == null || path == null || !path.startsWith("/")) {
      return; // to a proxy, or for it: the chain has judged it
    }
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
}
