package dev.sallyport.instrumentation.springai;

import dev.sallyport.bootstrap.CallContext;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import reactor.core.publisher.Flux;
import reactor.util.context.Context;

/**
 * At the end of {@code nextStream} of an advisor chain. What the stream does happens later and on
 * other threads, so the conversation goes into Reactor's own context, and with it the context of
 * the thread that asks for the stream; {@link DeferredAdvice} reads both. They are two entries,
 * because only the outermost chain is sure to run on that thread.
 */
final class StreamedConversationAdvice {
  private StreamedConversationAdvice() {}

  @Advice.OnMethodExit(backupArguments = false)
  static void exit(
      @Advice.Argument(0) ChatClientRequest request,
      @Advice.Return(readOnly = false) @Nullable Flux<ChatClientResponse> stream) {
    if (stream != null) {
      CallContext caller = CallContext.capture();
      if (caller.parentCallId() != 0 || caller.agent() != null || caller.session() != null) {
        stream = stream.contextWrite(Context.of(SpringAiJoinPoints.CALLER, caller));
      }
      Object session = request.context().get(SpringAiJoinPoints.CONVERSATION_ID);
      if (session != null) {
        stream = stream.contextWrite(Context.of(SpringAiJoinPoints.SESSION, session));
      }
    }
  }
}
