package dev.sallyport.instrumentation.http.jdk;

import dev.sallyport.bootstrap.CarriedContext;
import dev.sallyport.bootstrap.HttpGate;
import dev.sallyport.bootstrap.HttpRequestDenied;
import dev.sallyport.instrumentation.BoundFramework;
import java.net.URL;
import net.bytebuddy.asm.Advice;

/**
 * Before a URL connection writes a request, be it on a kept connection. Reading the answer may
 * connect once more, so the thread keeps the context until {@code ScopeAdvice} ends it.
 */
final class UrlWriteAdvice {
  private UrlWriteAdvice() {}

  @Advice.OnMethodEnter
  static void enter(
      @BoundFramework String client,
      @Advice.This Object connection,
      @Advice.FieldValue("url") URL url,
      @Advice.FieldValue("method") String method)
      throws HttpRequestDenied {
    if (!HttpGate.governs(connection)) {
      return;
    }
    HttpRequestDenied denial =
        HttpGate.hop(
            client,
            connection,
            method,
            url.getProtocol(),
            url.getHost(),
            url.getPort(),
            url.getPath(),
            null);
    if (denial != null) {
      throw denial;
    }
    CarriedContext.resume(connection);
  }
}
