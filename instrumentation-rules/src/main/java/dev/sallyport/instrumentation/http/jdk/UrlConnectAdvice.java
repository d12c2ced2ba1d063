package dev.sallyport.instrumentation.http.jdk;

import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.CarriedContext;
import dev.sallyport.bootstrap.HttpGate;
import dev.sallyport.bootstrap.HttpRequestDenied;
import dev.sallyport.instrumentation.BoundFramework;
import java.net.URL;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Around what a URL connection does to get connected, for each redirect anew. The connection itself
 * stands for the request.
 */
final class UrlConnectAdvice {
  private UrlConnectAdvice() {}

  @Advice.OnMethodEnter
  static @Nullable CallContext enter(
      @BoundFramework String client,
      @Advice.This Object connection,
      @Advice.FieldValue("url") URL url,
      @Advice.FieldValue("method") String method)
      throws HttpRequestDenied {
    if (!HttpGate.governs(connection)) {
      return null;
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
    return CarriedContext.resume(connection);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(@Advice.Enter @Nullable CallContext previous) {
    if (previous != null) {
      CallContext.restore(previous);
    }
  }
}
