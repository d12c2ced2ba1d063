package dev.sallyport.instrumentation.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.sallyport.bootstrap.ResultReplacement;
import dev.sallyport.bootstrap.ToolCall;
import dev.sallyport.bootstrap.ToolGate;
import dev.sallyport.instrumentation.BoundFramework;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Around {@code String execute(ToolExecutionRequest, Object)}. A refusal is returned as the tool's
 * result: thrown, it would reach the application's error handlers, which may hide it, and end the
 * chat in versions before 1.4.
 */
final class ExecuteAdvice {
  private ExecuteAdvice() {}

  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
  static boolean enter(
      @BoundFramework String framework,
      @Advice.This Object executor,
      @Advice.Origin("#t.#m") String body,
      @Advice.Argument(value = 0, readOnly = false) @Nullable ToolExecutionRequest request,
      @Advice.Argument(1) @Nullable Object memoryId,
      @Advice.Local("call") ToolCall call) {
    String tool = request == null ? null : request.name();
    String arguments = request == null ? null : request.arguments();
    call = ToolGate.enter(framework, executor, body, request, tool, arguments, null, memoryId);
    if (!call.refused() && call.rewritten() && request != null) {
      try {
        request =
            ToolExecutionRequest.builder()
                .id(request.id())
                .name(tool)
                .arguments(call.arguments())
                .build();
        call.rewrittenRequest(request);
      } catch (Throwable failure) {
        // No exit advice runs if this one throws.
        ToolGate.exit(call, null, failure);
        throw failure;
      }
    }
    return call.refused();
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class)
  static void exit(
      @Advice.Local("call") ToolCall call,
      @Advice.Return(readOnly = false) @Nullable String result,
      @Advice.Thrown(readOnly = false) @Nullable Throwable thrown) {
    if (call.refused()) {
      result = call.refusal();
    }
    ResultReplacement replacement = ToolGate.exit(call, result, thrown);
    if (replacement != null) {
      result = replacement.text();
      thrown = null;
    }
  }
}
