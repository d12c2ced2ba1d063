package dev.sallyport.instrumentation.http.jetty;

import dev.sallyport.bootstrap.HttpGate;
import dev.sallyport.bootstrap.HttpRequestDenied;
import dev.sallyport.instrumentation.BoundFramework;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.client.transport.HttpConnection;
import org.eclipse.jetty.client.transport.HttpExchange;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.eclipse.jetty.client.transport.SendFailure;
import org.jspecify.annotations.Nullable;

/**
 * Where a request is about to be written to a connection, be it a new one, a pooled one or one that
 * the application took for itself.
 */
final class SendAdvice {
  private SendAdvice() {}

  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
  static @Nullable HttpRequestDenied enter(
      @BoundFramework String client,
      @Advice.This HttpConnection connection,
      @Advice.Argument(1) HttpExchange exchange) {
    HttpRequest request = exchange.getRequest();
    Object conversation = request.getConversation();
    if (!HttpGate.governs(conversation)) {
      return null;
    }
    String host = request.getHost();
    int port = request.getPort();
    InetSocketAddress connectedTo = null;
    try {
      SocketAddress remote = connection.getRemoteSocketAddress();
      // A proxy's address was judged when it was connected to.
      if (connection.getHttpDestination().getProxy() == null
          && host != null
          && remote instanceof InetSocketAddress) {
        byte[] address = ((InetSocketAddress) remote).getAddress().getAddress();
        connectedTo = new InetSocketAddress(InetAddress.getByAddress(host, address), port);
      }
    } catch (Throwable unreadable) {
      host = null; // which is refused
    }
    String path = request.getPath();
    return HttpGate.hop(
        client,
        conversation,
        request.getMethod(),
        request.getScheme(),
        host,
        port,
        path == null || path.isEmpty() ? "/" : path,
        connectedTo);
  }

  @Advice.OnMethodExit(backupArguments = false)
  static void exit(
      @Advice.Enter @Nullable HttpRequestDenied denied,
      @Advice.Return(readOnly = false) @Nullable SendFailure failure) {
    if (denied != null) {
      failure = new SendFailure(denied, false);
    }
  }
}
