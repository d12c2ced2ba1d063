package dev.sallyport.instrumentation.http.vertx;

import dev.sallyport.bootstrap.HttpGate;
import dev.sallyport.bootstrap.HttpScope;
import dev.sallyport.bootstrap.HttpTarget;
import dev.sallyport.instrumentation.BoundFramework;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * As {@link Request5Advice}, in version 4, where the target is what a proxy gets already and a
 * promise stands for the request.
 */
final class Request4Advice {
  private Request4Advice() {}

  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
  static boolean enter(
      @BoundFramework String client,
      @Advice.Argument(0) HttpMethod method,
      @Advice.Argument(2) @Nullable String askedHost,
      @Advice.Argument(3) int askedPort,
      @Advice.Argument(4) Boolean secure,
      @Advice.Argument(5) String target,
      @Advice.Local("scope") @Nullable HttpScope scope) {
    if (!HttpGate.governs(null)) {
      return false;
    }
    String host = askedHost;
    int standard = secure ? 443 : 80;
    int port = askedPort < 0 ? standard : askedPort;
    String scheme = secure ? "https" : "http";
    String origin = host;
    if (host != null && port != standard) {
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
      @Advice.Argument(13) Promise<?> request, @Advice.Local("scope") @Nullable HttpScope scope) {
    HttpGate.exit(scope);
    if (scope != null && scope.refused()) {
      request.tryFail(scope.denial());
    }
  }
}
