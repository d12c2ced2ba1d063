package dev.sallyport.instrumentation.springai;

import dev.sallyport.bootstrap.ResultReplacement;
import dev.sallyport.bootstrap.ToolCall;
import dev.sallyport.bootstrap.ToolGate;
import dev.sallyport.instrumentation.BoundFramework;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.tool.ToolCallback;

/**
 * Around {@code String call(String)} of whatever turns out to be a tool callback. A refusal is
 * returned as the tool's result, a JSON string as the framework makes of any text: thrown, it would
 * reach the application's {@code ToolExecutionExceptionProcessor}, and some models' clients fail on
 * a result that is not JSON.
 */
final class CallAdvice {
  private CallAdvice() {}

  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
  static boolean enter(
      @BoundFramework String framework,
      @Advice.Origin("#t") String type,
      @Advice.Origin("#t.#m#s") String method,
      @Advice.This Object callback,
      @Advice.Argument(value = 0, readOnly = false) @Nullable String input,
      @Advice.Local("call") @Nullable ToolCall call) {
    if (!(callback instanceof ToolCallback) || SpringAiJoinPoints.AUGMENTED.equals(type)) {
      return false;
    }
    String tool = null;
    try {
      tool = ((ToolCallback) callback).getToolDefinition().name();
    } catch (Throwable nameless) {
      // A tool without a name is refused.
    }
    call = ToolGate.enter(framework, callback, method, input, tool, input, null, null);
    String judged = call.rewritten() ? call.arguments() : input;
    if (!call.refused() && judged != null) {
      try {
        // An object of its own for each attempt: literals such as "{}" are shared by all callers.
        input = new String(judged);
        call.rewrittenRequest(input);
      } catch (Throwable failure) {
        // No exit advice runs if this one throws.
        ToolGate.exit(call, null, failure);
        throw failure;
      }
    }
    return call.refused();
  }

  // Arguments are backed up: the JDK's proxies use their slots for something else.
  @Advice.OnMethodExit(onThrowable = Throwable.class)
  static void exit(
      @Advice.Local("call") @Nullable ToolCall call,
      @Advice.Return(readOnly = false) @Nullable String result,
      @Advice.Thrown(readOnly = false) @Nullable Throwable thrown) {
    if (call == null) {
      return;
    }
    ResultReplacement replacement = null;
    try {
      if (call.refused()) {
        result = call.refusalAsJson();
      }
    } finally {
      replacement = ToolGate.exit(call, result, thrown);
    }
    if (replacement != null) {
      result = replacement.asJson();
      thrown = null;
    }
  }
}
