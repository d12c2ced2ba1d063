package dev.sallyport.instrumentation.http.vertx;

import dev.sallyport.bootstrap.HttpGate;
import dev.sallyport.bootstrap.HttpScope;
import dev.sallyport.bootstrap.HttpTarget;
import dev.sallyport.instrumentation.BoundFramework;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.HostAndPort;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Around version 5's look for a connection for a request, on the thread that asks for it. All that
 * the request needs later on is registered in here and keeps the context. The target is judged in
 * full where it is sent, so that here only its path matters.
 */
final class Request5Advice {
  private Request5Advice() {}

  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
  static boolean enter(
      @BoundFramework String client,
      @Advice.Argument(1) HttpMethod method,
      @Advice.Argument(2) @Nullable HostAndPort authority,
      @Advice.Argument(4) boolean secure,
      @Advice.Argument(5) String target,
      @Advice.Local("scope") @Nullable HttpScope scope) {
    if (!HttpGate.governs(null)) {
      return false;
    }
    String host = authority == null ? null : authority.host();
    int port = authority == null ? -1 : authority.port();
    if (port < 0) {
      port = secure ? 443 : 80;
    }
    String scheme = secure ? "https" : "http";
    String origin = host;
    if (host != null && port != (secure ? 443 : 80)) {
      origin = new StringBuilder(host).append(':').append(port).toString();
    }
    String path = "CONNECT".equals(method.name()) ? "/" : HttpTarget.path(target, scheme, origin);
    if (path == null) {
      host = null; // which is refused
    }
    scope = HttpGate.enter(client, null, method.name(), scheme, host, port, path);
    return scope != null && scope.refused();
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(
      @Advice.Local("scope") @Nullable HttpScope scope,
      @Advice.Return(readOnly = false) @Nullable Future<?> request) {
    HttpGate.exit(scope);
    if (scope != null && scope.refused()) {
      request = Future.failedFuture(scope.denial());
    }
  }
}
