package dev.sallyport.instrumentation.http.okhttp;

import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.CarriedContext;
import dev.sallyport.bootstrap.Governing;
import dev.sallyport.bootstrap.HttpGate;
import dev.sallyport.bootstrap.HttpRequestDenied;
import dev.sallyport.instrumentation.BoundFramework;
import net.bytebuddy.asm.Advice;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Around the interceptors that connect and that write the request: what the application's own
 * interceptors, redirects and retries made of the request is judged here. The call stands for it.
 */
final class InterceptAdvice {
  private InterceptAdvice() {}

  @Advice.OnMethodEnter
  static @Nullable CallContext enter(
      @BoundFramework String client, @Advice.Argument(0) Interceptor.Chain chain)
      throws HttpRequestDenied {
    if (!Governing.any()) {
      return null;
    }
    Object call = chain.call();
    if (HttpGate.governs(call)) {
      Request request = chain.request();
      HttpUrl url = request.url();
      HttpRequestDenied denial =
          HttpGate.hop(
              client,
              call,
              request.method(),
              url.scheme(),
              url.host(),
              url.port(),
              url.encodedPath(),
              null);
      if (denial != null) {
        throw denial;
      }
    }
    return CarriedContext.resume(call);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(@Advice.Enter @Nullable CallContext previous) {
    if (previous != null) {
      CallContext.restore(previous);
    }
  }
}
