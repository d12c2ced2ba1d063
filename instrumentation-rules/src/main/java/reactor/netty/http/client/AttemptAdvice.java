package reactor.netty.http.client;

import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.CarriedContext;
import dev.sallyport.bootstrap.HttpGate;
import dev.sallyport.bootstrap.HttpScope;
import dev.sallyport.instrumentation.BoundFramework;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;

/**
 * Around each attempt of a request to get a connection: the first one, and that after a redirect or
 * a reset connection, which runs on an event loop. A refused attempt ends in the error of the mono,
 * as a connection that cannot be had does.
 */
final class AttemptAdvice {
  private AttemptAdvice() {}

  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
  static boolean enter(
      @BoundFramework String client,
      @Advice.Argument(0) HttpClientConnect.HttpClientHandler handler,
      @Advice.Local("previous") @Nullable CallContext previous,
      @Advice.Local("scope") @Nullable HttpScope scope) {
    if (!HttpGate.governs(handler)) {
      return false;
    }
    previous = CarriedContext.resume(handler);
    String method = null;
    String scheme = null;
    String host = null;
    String path = null;
    int port = -1;
    try {
      UriEndpoint endpoint = handler.toURI;
      // Not the endpoint's host: that is not where a relative URL leads.
      SocketAddress target = endpoint.getRemoteAddress();
      if (target instanceof InetSocketAddress) {
        host = ((InetSocketAddress) target).getHostString();
        port = ((InetSocketAddress) target).getPort();
      }
      method = handler.method.name();
      scheme = endpoint.scheme;
      path = endpoint.getPathAndQuery();
      int query = path.indexOf('?');
      path = query < 0 ? path : path.substring(0, query);
    } catch (Throwable unreadable) {
      host = null; // which is refused
    }
    scope = HttpGate.enter(client, handler, method, scheme, host, port, path);
    return scope != null && scope.refused();
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(
      @Advice.Argument(1) MonoSink<?> sink,
      @Advice.Local("previous") @Nullable CallContext previous,
      @Advice.Local("scope") @Nullable HttpScope scope) {
    HttpGate.exit(scope);
    if (previous != null) {
      CallContext.restore(previous);
    }
    if (scope != null && scope.refused()) {
      sink.error(scope.denial());
    }
  }
}
