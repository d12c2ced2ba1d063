package dev.sallyport.instrumentation.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.sallyport.bootstrap.ResultReplacement;
import dev.sallyport.bootstrap.ToolCall;
import dev.sallyport.bootstrap.ToolGate;
import dev.sallyport.instrumentation.BoundFramework;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Around {@code ToolExecutionResult executeWithContext(ToolExecutionRequest, InvocationContext)},
 * from 1.6 on. A refusal is returned as a result that is marked as an error.
 */
final class ExecuteWithContextAdvice {
  private ExecuteWithContextAdvice() {}

  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
  static boolean enter(
      @BoundFramework String framework,
      @Advice.This Object executor,
      @Advice.Origin("#t.#m") String body,
      @Advice.Argument(value = 0, readOnly = false) @Nullable ToolExecutionRequest request,
      @Advice.Argument(1) @Nullable InvocationContext context,
      @Advice.Local("call") ToolCall call) {
    String tool = request == null ? null : request.name();
    String arguments = request == null ? null : request.arguments();
    String agent = context == null ? null : context.interfaceName();
    Object memoryId = context == null ? null : context.chatMemoryId();
    call = ToolGate.enter(framework, executor, body, request, tool, arguments, agent, memoryId);
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
      @Advice.Return(readOnly = false) @Nullable ToolExecutionResult result,
      @Advice.Thrown(readOnly = false) @Nullable Throwable thrown) {
    if (call.refused()) {
      String refusal = call.refusal();
      ToolGate.exit(call, null, thrown);
      result = ToolExecutionResult.builder().isError(true).resultText(refusal).build();
      return;
    }
    Object judged = result;
    if (result != null && ToolGate.judgesResult(call)) {
      try {
        judged = result.resultText();
      } catch (Throwable noText) {
        // Images, or several contents: judged by what the result says of itself, never masked.
      }
    }
    ResultReplacement replacement = ToolGate.exit(call, judged, thrown);
    if (replacement != null) {
      // Without the tool's object: the application may show it to a model in another way.
      result =
          ToolExecutionResult.builder()
              .isError(replacement.isRefusal() || result != null && result.isError())
              .resultText(replacement.text())
              .build();
      thrown = null;
    }
  }
}
