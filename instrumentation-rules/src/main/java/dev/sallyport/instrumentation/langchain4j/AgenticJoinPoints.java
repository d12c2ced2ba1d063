package dev.sallyport.instrumentation.langchain4j;

import dev.sallyport.instrumentation.ExpectedShape;
import dev.sallyport.instrumentation.ExpectedShape.Place;
import dev.sallyport.instrumentation.Framework;
import dev.sallyport.instrumentation.JoinPoint;
import java.util.List;

/**
 * The join points of LangChain4j's agentic module. The tools of its AI agents are those of AI
 * services; its other agents are objects whose methods it calls by reflection, on a model's or a
 * workflow's behalf, and such a call is a tool call that bears the agent's name.
 */
public final class AgenticJoinPoints {
  static final Framework FRAMEWORK =
      new Framework(
          "langchain4j-agentic",
          "dev.langchain4j",
          "langchain4j-agentic",
          "dev/langchain4j/agentic/internal/AgentInvoker",
          "dev/langchain4j/");

  private static final String INVOKER = FRAMEWORK.marker();
  private static final String INVOKE_TYPE =
      "(Ldev/langchain4j/agentic/scope/DefaultAgenticScope;Ljava/lang/Object;"
          + "Ldev/langchain4j/agentic/internal/AgentInvocationArguments;)Ljava/lang/Object;";

  /** The call of an agent. */
  public static final JoinPoint INVOKE =
      JoinPoint.methodBody(
          FRAMEWORK,
          INVOKER,
          "invoke",
          INVOKE_TYPE,
          "dev.sallyport.instrumentation.langchain4j.AgentInvokerAdvice");

  /** Agents that run asynchronously. */
  public static final JoinPoint TASKS =
      JoinPoint.taskHandover(FRAMEWORK, "dev/langchain4j/agentic/internal/AsyncResponse");

  /** Workflows that run their agents in parallel. */
  public static final JoinPoint PLANNER_TASKS =
      JoinPoint.taskHandover(
          FRAMEWORK, "dev/langchain4j/agentic/internal/PlannerBasedInvocationHandler$PlannerLoop");

  /** What the classes must look like. */
  public static final List<ExpectedShape> EXPECTED =
      List.of(
          new ExpectedShape(
              FRAMEWORK, INVOKER, null, null, Place.DECLARES, INVOKER, "invoke" + INVOKE_TYPE));

  private AgenticJoinPoints() {}
}
