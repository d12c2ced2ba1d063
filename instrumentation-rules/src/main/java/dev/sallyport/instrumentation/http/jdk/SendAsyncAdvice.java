package dev.sallyport.instrumentation.http.jdk;

import dev.sallyport.bootstrap.HttpGate;
import dev.sallyport.bootstrap.HttpScope;
import dev.sallyport.instrumentation.BoundFramework;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Around the way of all requests, sync ones included: a refusal is a failed future. */
final class SendAsyncAdvice {
  private SendAsyncAdvice() {}

  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
  static boolean enter(
      @BoundFramework String client,
      @Advice.Argument(0) @Nullable HttpRequest request,
      @Advice.Local("scope") @Nullable HttpScope scope) {
    URI uri = request != null && HttpGate.governs(null) ? request.uri() : null;
    if (request == null || uri == null) {
      return false;
    }
    scope =
        HttpGate.enter(
            client,
            null,
            request.method(),
            uri.getScheme(),
            uri.getHost(),
            uri.getPort(),
            uri.getRawPath());
    return scope != null && scope.refused();
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(
      @Advice.Local("scope") @Nullable HttpScope scope,
      @Advice.Return(readOnly = false) @Nullable CompletableFuture<?> result) {
    if (scope == null) {
      return;
    }
    if (scope.refused()) {
      result = CompletableFuture.failedFuture(scope.denial());
    } else {
      HttpGate.exit(scope);
    }
  }
}
