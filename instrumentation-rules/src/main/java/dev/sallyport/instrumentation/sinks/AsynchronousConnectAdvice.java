package dev.sallyport.instrumentation.sinks;

import dev.sallyport.bootstrap.HttpRequestDenied;
import dev.sallyport.bootstrap.SinkGate;
import java.net.SocketAddress;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Around the connecting of an asynchronous channel, which does not throw but lets its future or its
 * handler know.
 */
final class AsynchronousConnectAdvice {
  private AsynchronousConnectAdvice() {}

  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
  static @Nullable Throwable enter(@Advice.Argument(0) @Nullable SocketAddress remote) {
    try {
      SinkGate.connect(remote);
      return null;
    } catch (HttpRequestDenied denied) {
      return denied;
    }
  }

  @Advice.OnMethodExit
  static void exit(
      @Advice.Enter @Nullable Throwable denied,
      @Advice.Argument(1) @Nullable Object attachment,
      @Advice.Argument(2) @Nullable CompletionHandler<?, @Nullable Object> handler,
      @Advice.Return(readOnly = false) @Nullable Future<?> result) {
    if (denied == null) {
      return;
    }
    if (handler == null) {
      result = CompletableFuture.failedFuture(denied);
    } else {
      handler.failed(denied, attachment);
    }
  }
}
