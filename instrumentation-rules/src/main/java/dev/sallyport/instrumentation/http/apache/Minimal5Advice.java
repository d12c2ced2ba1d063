package dev.sallyport.instrumentation.http.apache;

import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.HttpGate;
import dev.sallyport.bootstrap.HttpRequestDenied;
import dev.sallyport.instrumentation.BoundFramework;
import net.bytebuddy.asm.Advice;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/** Around a request of the minimal classic client of version 5, which has no chain. */
final class Minimal5Advice {
  private Minimal5Advice() {}

  @Advice.OnMethodEnter
  static @Nullable CallContext enter(
      @BoundFramework String client,
      @Advice.Argument(0) @Nullable HttpHost target,
      @Advice.Argument(1) ClassicHttpRequest request)
      throws HttpRequestDenied {
    if (!HttpGate.governs(null)) {
      return null;
    }
    CallContext previous = CallContext.beginScope();
    URIAuthority authority = target == null ? request.getAuthority() : null;
    String path = request.getPath();
    HttpRequestDenied denial =
        HttpGate.hop(
            client,
            null,
            request.getMethod(),
            target == null ? request.getScheme() : target.getSchemeName(),
            target != null
                ? target.getHostName()
                : authority == null ? null : authority.getHostName(),
            target != null ? target.getPort() : authority == null ? -1 : authority.getPort(),
            HttpGate.pathOf(path),
            null);
    if (denial != null) {
      CallContext.restore(previous); // no exit advice runs if this one throws
      throw denial;
    }
    return previous;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(@Advice.Enter @Nullable CallContext previous) {
    if (previous != null) {
      CallContext.restore(previous);
    }
  }
}
