package dev.sallyport.instrumentation.http.jetty;

import dev.sallyport.bootstrap.CallContext;
import dev.sallyport.bootstrap.CarriedContext;
import dev.sallyport.bootstrap.HttpGate;
import dev.sallyport.bootstrap.HttpScope;
import dev.sallyport.instrumentation.BoundFramework;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.client.transport.HttpConversation;
import org.eclipse.jetty.client.transport.HttpExchange;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Around the queueing of a request at its destination, before a connection is looked for. Redirects
 * and authenticated repetitions come here as well, on the client's own threads; what they share is
 * the conversation. A refused request is aborted, as Jetty does when the queue is full.
 */
final class QueueAdvice {
  private QueueAdvice() {}

  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
  static boolean enter(
      @BoundFramework String client,
      @Advice.This Object destination,
      @Advice.Argument(0) HttpExchange exchange,
      @Advice.Local("previous") @Nullable CallContext previous,
      @Advice.Local("scope") @Nullable HttpScope scope) {
    HttpRequest request = exchange.getRequest();
    HttpConversation conversation = request.getConversation();
    if (!HttpGate.governs(conversation)) {
      HttpGate.remember(destination); // whose next connection is made for nobody
      return false;
    }
    previous = CarriedContext.resume(conversation);
    String path = request.getPath();
    scope =
        HttpGate.enter(
            client,
            conversation,
            request.getMethod(),
            request.getScheme(),
            request.getHost(),
            request.getPort(),
            path == null || path.isEmpty() ? "/" : path);
    HttpGate.remember(destination);
    return scope != null && scope.refused();
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(
      @Advice.Argument(0) HttpExchange exchange,
      @Advice.Local("previous") @Nullable CallContext previous,
      @Advice.Local("scope") @Nullable HttpScope scope) {
    HttpGate.exit(scope);
    if (previous != null) {
      CallContext.restore(previous);
    }
    if (scope != null && scope.refused()) {
      exchange.getRequest().abort(scope.denial());
    }
  }
}
