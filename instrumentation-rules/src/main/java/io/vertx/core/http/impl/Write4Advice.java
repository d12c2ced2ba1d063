package io.vertx.core.http.impl;

import dev.sallyport.bootstrap.HttpGate;
import dev.sallyport.bootstrap.HttpRequestDenied;
import dev.sallyport.bootstrap.HttpTarget;
import dev.sallyport.instrumentation.BoundFramework;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpClientRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** As {@link Write5Advice}, in version 4, where a handler is told. */
final class Write4Advice {
  private Write4Advice() {}

  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
  static @Nullable HttpRequestDenied enter(
      @BoundFramework String client,
      @Advice.This HttpClientRequestImpl request,
      @Advice.Argument(2) boolean tunnel,
      @Advice.FieldValue("headWritten") boolean headWritten) {
    if (headWritten || !HttpGate.governs(request)) {
      return null;
    }
    String method = null;
    String scheme = null;
    String host = null;
    String path = null;
    int port = -1;
    SocketAddress connectedTo = null;
    try {
      scheme = request.ssl ? "https" : "http";
      method = request.getMethod().name();
      boolean toAuthority = tunnel || "CONNECT".equals(method);
      String target = request.getURI();
      String authority = toAuthority ? target : request.authority();
      path = toAuthority ? "/" : HttpTarget.path(target, scheme, authority);
      port = HttpTarget.port(authority, request.ssl ? 443 : 80);
      host = path == null ? null : HttpTarget.host(authority);
      // By the name that the connection was made for, which may be a proxy's.
      io.vertx.core.net.SocketAddress remote = request.connection().remoteAddress();
      if (remote.isInetSocket()) {
        byte[] address = InetAddress.getByName(remote.hostAddress()).getAddress();
        connectedTo =
            new InetSocketAddress(InetAddress.getByAddress(remote.host(), address), remote.port());
      } else {
        connectedTo = UnixDomainSocketAddress.of(remote.path());
      }
    } catch (Throwable unreadable) {
      host = null; // which is refused
    }
    return HttpGate.hop(client, request, method, scheme, host, port, path, connectedTo);
  }

  @Advice.OnMethodExit(backupArguments = false)
  static void exit(
      @Advice.This HttpClientRequestImpl request,
      @Advice.Enter @Nullable HttpRequestDenied denied,
      @Advice.Argument(3) @Nullable Handler<AsyncResult<Void>> written)
      throws Exception {
    if (denied != null) {
      request.handleException(denied);
      // What it returns is not the same in all versions.
      HttpClientRequest.class
          .getMethod("reset", long.class, Throwable.class)
          .invoke(request, 0L, denied);
      if (written != null) {
        written.handle(Future.failedFuture(denied));
      }
    }
  }
}
