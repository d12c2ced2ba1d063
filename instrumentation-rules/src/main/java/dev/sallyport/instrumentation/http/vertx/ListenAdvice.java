package dev.sallyport.instrumentation.http.vertx;

import dev.sallyport.bootstrap.CarriedContext;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody listens to a future: the listener acts for whoever added it, whichever thread
 * completes the future. A future of several listeners has them in a list, which acts for the one
 * that was added last on behalf of a tool call.
 */
final class ListenAdvice {
  private ListenAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.Argument(0) @Nullable Object listener) {
    CarriedContext.handOver(listener);
  }

  @Advice.OnMethodExit
  static void exit(@Advice.FieldValue("listener") @Nullable Object all) {
    CarriedContext.adopt(all);
  }
}
