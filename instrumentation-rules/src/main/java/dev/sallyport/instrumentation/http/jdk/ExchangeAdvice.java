package dev.sallyport.instrumentation.http.jdk;

import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.CarriedContext;
import dev.sallyport.bootstrap.Governing;
import dev.sallyport.bootstrap.HttpGate;
import dev.sallyport.bootstrap.HttpRequestDenied;
import dev.sallyport.instrumentation.BoundFramework;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Around each exchange with a server: the first, those that redirects and retries lead to, and
 * those on kept connections. All exchanges of a request have one {@code MultiExchange}.
 */
final class ExchangeAdvice {
  private ExchangeAdvice() {}

  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
  static @Nullable HttpRequestDenied enter(
      @BoundFramework String client,
      @Advice.This Object exchange,
      @Advice.FieldValue("request") HttpRequest request,
      @Advice.FieldValue("multi") Object owner) {
    if (!Governing.any()) {
      return null;
    }
    URI uri = request.uri();
    HttpRequestDenied denial = null;
    // Not the client's own CONNECT, by which a request that was judged gets its tunnel.
    if (HttpGate.governs(owner) && (uri == null || !"socket".equals(uri.getScheme()))) {
      denial =
          HttpGate.hop(
              client,
              owner,
              request.method(),
              uri == null ? null : uri.getScheme(),
              uri == null ? null : uri.getHost(),
              uri == null ? -1 : uri.getPort(),
              uri == null ? null : uri.getRawPath(),
              null);
    }
    if (denial == null) {
      // The connection gets to know the exchange only; nobody's exchange is to be nobody's there.
      CallContext previous = CallContext.restore(null);
      CarriedContext.resume(owner);
      HttpGate.remember(exchange);
      CallContext.restore(previous);
    }
    return denial;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(
      @Advice.Enter @Nullable HttpRequestDenied denial,
      @Advice.Return(readOnly = false) @Nullable CompletableFuture<?> result) {
    if (denial != null) {
      // Wrapped: the client tries once more what failed with a ConnectException.
      result = CompletableFuture.failedFuture(new IOException(denial.getMessage(), denial));
    }
  }
}
