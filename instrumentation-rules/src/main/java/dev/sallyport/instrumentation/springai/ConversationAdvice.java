package dev.sallyport.instrumentation.springai;

import dev.sallyport.bootstrap.CallContext;
import net.bytebuddy.asm.Advice;
import org.springframework.ai.chat.client.ChatClientRequest;

/**
 * Around {@code nextCall} of an advisor chain: what runs inside, the tools among it, belongs to the
 * conversation of the request.
 */
final class ConversationAdvice {
  private ConversationAdvice() {}

  @Advice.OnMethodEnter
  static CallContext enter(@Advice.Argument(0) ChatClientRequest request) {
    return CallContext.enter(
        null, request == null ? null : request.context().get(SpringAiJoinPoints.CONVERSATION_ID));
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, backupArguments = false)
  static void exit(@Advice.Enter CallContext previous) {
    CallContext.restore(previous);
  }
}
