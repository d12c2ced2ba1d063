package dev.sallyport.instrumentation;

import dev.sallyport.instrumentation.langchain4j.AgenticJoinPoints;
import dev.sallyport.instrumentation.langchain4j.LangChain4jJoinPoints;
import dev.sallyport.instrumentation.springai.SpringAiJoinPoints;
import java.util.ArrayList;
import java.util.List;

/** The explicit list of what is woven, and of what the frameworks must look like for it. */
public final class JoinPoints {
  private static final List<JoinPoint> ALL =
      List.of(
          LangChain4jJoinPoints.EXECUTE,
          LangChain4jJoinPoints.EXECUTE_WITH_CONTEXT,
          LangChain4jJoinPoints.EXECUTE_CALL,
          LangChain4jJoinPoints.AI_SERVICE,
          LangChain4jJoinPoints.TOKEN_STREAM_CREATED,
          LangChain4jJoinPoints.TOKEN_STREAM_STARTED,
          LangChain4jJoinPoints.STREAMING_HANDLER_CREATED,
          LangChain4jJoinPoints.STREAMING_HANDLER_COMPLETE,
          LangChain4jJoinPoints.STREAMING_HANDLER_COMPLETE_RESPONSE,
          LangChain4jJoinPoints.STREAMING_HANDLER_COMPLETE_TOOL_CALL,
          LangChain4jJoinPoints.STREAMING_HANDLER_TASKS,
          LangChain4jJoinPoints.TOOL_SERVICE_TASKS,
          SpringAiJoinPoints.CALL,
          SpringAiJoinPoints.CALL_WITH_CONTEXT,
          SpringAiJoinPoints.NEXT_CALL,
          SpringAiJoinPoints.NEXT_STREAM,
          SpringAiJoinPoints.DEFERRED,
          SpringAiJoinPoints.DEFERRED_CONTEXTUAL,
          AgenticJoinPoints.INVOKE,
          AgenticJoinPoints.TASKS,
          AgenticJoinPoints.PLANNER_TASKS);

  private static final List<ExpectedShape> EXPECTED =
      concat(
          LangChain4jJoinPoints.EXPECTED, SpringAiJoinPoints.EXPECTED, AgenticJoinPoints.EXPECTED);

  private JoinPoints() {}

  @SafeVarargs
  private static List<ExpectedShape> concat(List<ExpectedShape>... lists) {
    List<ExpectedShape> all = new ArrayList<>();
    for (List<ExpectedShape> list : lists) {
      all.addAll(list);
    }
    return List.copyOf(all);
  }

  /** Every join point, of all frameworks. */
  public static List<JoinPoint> all() {
    return ALL;
  }

  /** What the frameworks' classes must look like, per version. */
  public static List<ExpectedShape> expected() {
    return EXPECTED;
  }
}
