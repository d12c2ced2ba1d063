package dev.sallyport.instrumentation.springai;

import dev.sallyport.bootstrap.CallContext;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.util.context.Context;

/**
 * Around the subscription to a deferred stream, which is where a streaming chat runs its tools, on
 * a pooled thread: what {@link StreamedConversationAdvice} put into Reactor's context becomes the
 * context of that thread until the subscription returns.
 */
final class DeferredAdvice {
  private DeferredAdvice() {}

  @Advice.OnMethodEnter
  static @Nullable CallContext enter(@Advice.Argument(0) CoreSubscriber<?> subscriber) {
    Context context = subscriber.currentContext();
    Object caller = context.getOrDefault(SpringAiJoinPoints.CALLER, null);
    Object session = context.getOrDefault(SpringAiJoinPoints.SESSION, null);
    if (caller == null && session == null) {
      return null;
    }
    CallContext previous =
        caller instanceof CallContext
            ? CallContext.restore((CallContext) caller)
            : CallContext.current();
    if (session != null) {
      CallContext.enter(null, session);
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
