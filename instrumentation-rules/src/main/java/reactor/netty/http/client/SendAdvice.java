package reactor.netty.http.client;

import dev.sallyport.bootstrap.HttpGate;
import dev.sallyport.bootstrap.HttpRequestDenied;
import dev.sallyport.instrumentation.BoundFramework;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Where a request is about to be written to the connection it got, on the event loop. The
 * connection may be a pooled one that somebody else opened, so its address is judged, too.
 */
final class SendAdvice {
  private SendAdvice() {}

  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
  static @Nullable HttpRequestDenied enter(
      @BoundFramework String client,
      @Advice.This HttpClientConnect.HttpClientHandler handler,
      @Advice.Argument(0) HttpClientOperations operations) {
    if (!HttpGate.governs(handler)) {
      return null;
    }
    String method = null;
    String scheme = null;
    String host = null;
    String path = null;
    int port = -1;
    InetSocketAddress connectedTo = null;
    try {
      UriEndpoint endpoint = handler.toURI;
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
      SocketAddress remote = operations.channel().remoteAddress();
      // A proxy's address was judged when it was connected to.
      if (handler.proxyProvider == null && host != null && remote instanceof InetSocketAddress) {
        byte[] address = ((InetSocketAddress) remote).getAddress().getAddress();
        connectedTo = new InetSocketAddress(InetAddress.getByAddress(host, address), port);
      }
    } catch (Throwable unreadable) {
      host = null; // which is refused
    }
    return HttpGate.hop(client, handler, method, scheme, host, port, path, connectedTo);
  }

  @Advice.OnMethodExit(backupArguments = false)
  static void exit(
      @Advice.Enter @Nullable HttpRequestDenied denied,
      @Advice.Return(readOnly = false) @Nullable Publisher<Void> sent) {
    if (denied != null) {
      sent = Mono.error(denied);
    }
  }
}
