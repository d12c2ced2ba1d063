package dev.sallyport.instrumentation.langchain4j;

import dev.langchain4j.agentic.internal.AgentInvocationArguments;
import dev.langchain4j.agentic.internal.AgentInvoker;
import dev.langchain4j.agentic.planner.AgentInstance;
import dev.langchain4j.agentic.scope.AgenticScope;
import dev.langchain4j.agentic.scope.DefaultAgenticScope;
import dev.langchain4j.internal.Json;
import dev.sallyport.bootstrap.ResultReplacement;
import dev.sallyport.bootstrap.ToolCall;
import dev.sallyport.bootstrap.ToolCallDenied;
import dev.sallyport.bootstrap.ToolGate;
import dev.sallyport.instrumentation.BoundFramework;
import java.lang.reflect.Proxy;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Around {@code AgentInvoker.invoke}. AI agents and workflows are proxies of two kinds and pass:
 * what they do is judged where it happens. Running any other agent is a tool call: an object of the
 * application, or a proxy for something remote. An agent that returns text returns the refusal;
 * another one throws it past the workflow's error handler, which could put a result in its place.
 */
final class AgentInvokerAdvice {
  private AgentInvokerAdvice() {}

  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
  static boolean enter(
      @BoundFramework String framework,
      @Advice.This AgentInvoker invoker,
      @Advice.Origin("#t.#m") String body,
      @Advice.Argument(0) @Nullable DefaultAgenticScope scope,
      @Advice.Argument(1) @Nullable Object agent,
      @Advice.Argument(2) @Nullable AgentInvocationArguments arguments,
      @Advice.Local("call") @Nullable ToolCall call) {
    if (agent != null && Proxy.isProxyClass(agent.getClass())) {
      String handler = Proxy.getInvocationHandler(agent).getClass().getName();
      if (handler.equals("dev.langchain4j.agentic.agent.AgentInvocationHandler")
          || handler.equals("dev.langchain4j.agentic.internal.PlannerBasedInvocationHandler")) {
        return false;
      }
    }
    String json = null;
    try {
      json = arguments == null ? null : Json.toJson(arguments.namedArgs());
      if (arguments != null) {
        for (Object positional : arguments.positionalArgs()) {
          if (positional != null
              && !(positional instanceof AgenticScope)
              && !arguments.namedArgs().containsValue(positional)
              && (scope == null || !positional.equals(scope.memoryId()))) {
            json = "not JSON"; // it would run with a value that has no name to judge it by
          }
        }
      }
    } catch (RuntimeException | StackOverflowError notJson) {
      json = "not JSON"; // an argument error: what cannot be judged is denied
    }
    AgentInstance parent = invoker.parent();
    Class<?> parentType = parent == null ? null : parent.type();
    call =
        ToolGate.enter(
            framework,
            agent,
            body,
            arguments,
            invoker.name(),
            json,
            parentType == null ? null : parentType.getName(),
            scope == null ? null : scope.memoryId());
    if (!call.refused() && call.rewritten()) {
      ToolCallDenied denied =
          new ToolCallDenied("Tool call refused: its arguments cannot be masked.");
      ToolGate.exit(call, null, denied);
      throw denied;
    }
    return call.refused();
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class)
  static void exit(
      @Advice.This AgentInvoker invoker,
      @Advice.Local("call") @Nullable ToolCall call,
      @Advice.Return(readOnly = false) @Nullable Object result,
      @Advice.Thrown(readOnly = false) @Nullable Throwable thrown) {
    if (call == null) {
      return;
    }
    String instead = null;
    if (call.refused()) {
      instead = call.refusal();
      ToolGate.exit(call, null, null);
    } else {
      ResultReplacement replacement = ToolGate.exit(call, result, thrown);
      if (replacement == null) {
        return;
      }
      instead = replacement.text();
    }
    if (invoker.method().getReturnType().isAssignableFrom(String.class)) {
      result = instead;
      thrown = null;
    } else {
      thrown = new ToolCallDenied(instead);
    }
  }
}
