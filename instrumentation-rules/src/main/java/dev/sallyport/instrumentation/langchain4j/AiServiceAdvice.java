package dev.sallyport.instrumentation.langchain4j;

import dev.sallyport.bootstrap.CallContext;
import net.bytebuddy.asm.Advice;

/**
 * Around the invocation handler of AI services: the agent is the interface that its proxy
 * implements. Before 1.6 nothing else tells a tool call which agent it belongs to.
 */
final class AiServiceAdvice {
  private AiServiceAdvice() {}

  @Advice.OnMethodEnter
  static CallContext enter(@Advice.Argument(0) Object proxy) {
    Class<?>[] interfaces = proxy.getClass().getInterfaces();
    return CallContext.enter(interfaces.length == 0 ? null : interfaces[0].getName(), null);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class)
  static void exit(@Advice.Enter CallContext previous) {
    CallContext.restore(previous);
  }
}
