package dev.sallyport.instrumentation.http.apache;

import dev.sallyport.bootstrap.HttpGate;
import net.bytebuddy.asm.Advice;

/** When a minimal async client of version 5 asks for a connection: its context stands for it. */
final class RememberContext5Advice {
  private RememberContext5Advice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.Argument(3) Object context) {
    HttpGate.remember(context);
  }
}
