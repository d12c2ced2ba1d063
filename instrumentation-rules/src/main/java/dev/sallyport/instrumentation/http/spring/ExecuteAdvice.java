package dev.sallyport.instrumentation.http.spring;

import dev.sallyport.bootstrap.HttpGate;
import dev.sallyport.bootstrap.HttpRequestDenied;
import dev.sallyport.bootstrap.HttpScope;
import dev.sallyport.instrumentation.BoundFramework;
import java.net.URI;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.ClientHttpRequest;

/**
 * Around {@code ClientHttpRequest.execute()}, whatever client is below it. The refusal is an {@code
 * IOException}, from which the templates make their own exception.
 */
final class ExecuteAdvice {
  private ExecuteAdvice() {}

  @Advice.OnMethodEnter
  static @Nullable HttpScope enter(@BoundFramework String client, @Advice.This Object executed)
      throws HttpRequestDenied {
    if (!(executed instanceof ClientHttpRequest) || !HttpGate.governs(null)) {
      return null;
    }
    String method = null;
    URI uri = null;
    try {
      ClientHttpRequest request = (ClientHttpRequest) executed;
      method = request.getMethod().name();
      uri = request.getURI();
    } catch (Throwable unreadable) {
      // Without a host it is refused.
    }
    HttpScope scope =
        HttpGate.enter(
            client,
            executed,
            method,
            uri == null ? null : uri.getScheme(),
            uri == null ? null : uri.getHost(),
            uri == null ? -1 : uri.getPort(),
            uri == null ? null : uri.getRawPath());
    if (scope != null && scope.refused()) {
      throw scope.denial();
    }
    return scope;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(@Advice.Enter @Nullable HttpScope scope) {
    HttpGate.exit(scope);
  }
}
