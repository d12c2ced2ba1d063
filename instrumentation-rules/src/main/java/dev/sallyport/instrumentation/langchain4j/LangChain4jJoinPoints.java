package dev.sallyport.instrumentation.langchain4j;

import dev.sallyport.instrumentation.ExpectedShape;
import dev.sallyport.instrumentation.ExpectedShape.Place;
import dev.sallyport.instrumentation.Framework;
import dev.sallyport.instrumentation.JoinPoint;
import dev.sallyport.instrumentation.MemberReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The join points of LangChain4j 0.36 and later.
 *
 * <p>{@code execute} is what a tool implements in every version; from 1.6 on the framework calls
 * {@code executeWithContext}, whose default body calls {@code execute}. Advice in both catches all
 * executors but lambdas; lambdas are caught in the default body from 1.6 on, and where they are
 * called before that or by hand. A call that passes several of these with one request object is one
 * attempt.
 */
public final class LangChain4jJoinPoints {
  static final Framework FRAMEWORK =
      new Framework(
          "langchain4j",
          "dev.langchain4j",
          "langchain4j",
          "dev/langchain4j/service/tool/ToolExecutor",
          "dev/langchain4j/");

  private static final String PACKAGE = "dev.sallyport.instrumentation.langchain4j.";
  private static final String EXECUTOR = FRAMEWORK.marker();
  private static final String REQUEST = "dev/langchain4j/agent/tool/ToolExecutionRequest";
  private static final String BUILDER = REQUEST + "$Builder";
  private static final String TOOL_SERVICE = "dev/langchain4j/service/tool/ToolService";
  private static final String AI_SERVICE_HANDLER = "dev/langchain4j/service/DefaultAiServices$1";
  private static final String TOKEN_STREAM = "dev/langchain4j/service/AiServiceTokenStream";
  private static final String STREAMING_HANDLER =
      "dev/langchain4j/service/AiServiceStreamingResponseHandler";
  private static final String EXECUTE_TYPE =
      "(L" + REQUEST + ";Ljava/lang/Object;)Ljava/lang/String;";
  private static final String CONTEXT_TYPE =
      "(L"
          + REQUEST
          + ";Ldev/langchain4j/invocation/InvocationContext;)"
          + "Ldev/langchain4j/service/tool/ToolExecutionResult;";
  private static final String INVOKE_TYPE =
      "(Ljava/lang/Object;Ljava/lang/reflect/Method;[Ljava/lang/Object;)Ljava/lang/Object;";

  /** Every executor's body, all versions. */
  public static final JoinPoint EXECUTE =
      JoinPoint.methodBody(FRAMEWORK, EXECUTOR, "execute", EXECUTE_TYPE, PACKAGE + "ExecuteAdvice");

  /** The interface's default body and those that override it, from 1.6 on. */
  public static final JoinPoint EXECUTE_WITH_CONTEXT =
      JoinPoint.methodBody(
          FRAMEWORK,
          EXECUTOR,
          "executeWithContext",
          CONTEXT_TYPE,
          PACKAGE + "ExecuteWithContextAdvice");

  /** Calls of an executor that may be a lambda: the framework's before 1.6, and by hand. */
  public static final JoinPoint EXECUTE_CALL =
      JoinPoint.callSite(
          FRAMEWORK,
          EXECUTOR,
          "execute",
          EXECUTE_TYPE,
          List.of(
              accessor("id"),
              accessor("name"),
              accessor("arguments"),
              new MemberReference(true, REQUEST, "builder", "()L" + BUILDER + ";"),
              setter("id"),
              setter("name"),
              setter("arguments"),
              new MemberReference(false, BUILDER, "build", "()L" + REQUEST + ";")));

  /** A call of an AI service: tells the agent to whatever runs on its thread. */
  public static final JoinPoint AI_SERVICE =
      JoinPoint.classMethod(
          FRAMEWORK, AI_SERVICE_HANDLER, "invoke", INVOKE_TYPE, PACKAGE + "AiServiceAdvice");

  /** A token stream is made inside the AI service's call, and started after it. */
  public static final JoinPoint TOKEN_STREAM_CREATED = created(TOKEN_STREAM);

  /** Starting the stream goes on in the context in which it was made. */
  public static final JoinPoint TOKEN_STREAM_STARTED = resumed(TOKEN_STREAM, "start");

  /** Each round of a stream has a handler, called on the HTTP client's threads. */
  public static final JoinPoint STREAMING_HANDLER_CREATED = created(STREAMING_HANDLER);

  /** Runs the tools of a round, before 1.0. */
  public static final JoinPoint STREAMING_HANDLER_COMPLETE =
      resumed(STREAMING_HANDLER, "onComplete");

  /** Runs the tools of a round, from 1.0 on. */
  public static final JoinPoint STREAMING_HANDLER_COMPLETE_RESPONSE =
      resumed(STREAMING_HANDLER, "onCompleteResponse");

  /** Starts tools concurrently while a round still streams, from 1.4 on. */
  public static final JoinPoint STREAMING_HANDLER_COMPLETE_TOOL_CALL =
      resumed(STREAMING_HANDLER, "onCompleteToolCall");

  /** Concurrent tools of a stream, from 1.4 on. */
  public static final JoinPoint STREAMING_HANDLER_TASKS =
      JoinPoint.taskHandover(FRAMEWORK, STREAMING_HANDLER);

  /** Concurrent tools, from 1.4 on. */
  public static final JoinPoint TOOL_SERVICE_TASKS =
      JoinPoint.taskHandover(FRAMEWORK, TOOL_SERVICE);

  /** What the classes must look like; a version that differs is not run unguarded. */
  public static final List<ExpectedShape> EXPECTED =
      List.of(
          shape(EXECUTOR, null, null, Place.DECLARES, EXECUTOR, "execute" + EXECUTE_TYPE),
          shape(
              EXECUTOR,
              "1.6.0",
              null,
              Place.DECLARES,
              EXECUTOR,
              "executeWithContext" + CONTEXT_TYPE),
          shape(
              EXECUTOR,
              null,
              null,
              Place.DECLARES_NO_OTHER,
              REQUEST,
              "execute" + EXECUTE_TYPE,
              "executeWithContext" + CONTEXT_TYPE),
          shape(AI_SERVICE_HANDLER, null, "1.0.0", Place.CALLS, EXECUTOR, "execute" + EXECUTE_TYPE),
          shape(
              AI_SERVICE_HANDLER,
              null,
              "1.6.0",
              Place.DECLARES,
              AI_SERVICE_HANDLER,
              "invoke" + INVOKE_TYPE),
          shape(STREAMING_HANDLER, null, "1.4.0", Place.CALLS, EXECUTOR, "execute" + EXECUTE_TYPE),
          shape(TOOL_SERVICE, null, "1.6.0", Place.CALLS, EXECUTOR, "execute" + EXECUTE_TYPE),
          shape(
              TOOL_SERVICE,
              "1.6.0",
              null,
              Place.CALLS,
              EXECUTOR,
              "executeWithContext" + CONTEXT_TYPE));

  private LangChain4jJoinPoints() {}

  private static MemberReference accessor(String name) {
    return new MemberReference(false, REQUEST, name, "()Ljava/lang/String;");
  }

  private static MemberReference setter(String name) {
    return new MemberReference(false, BUILDER, name, "(Ljava/lang/String;)L" + BUILDER + ";");
  }

  private static JoinPoint created(String owner) {
    return JoinPoint.classMethod(FRAMEWORK, owner, "<init>", null, PACKAGE + "RememberAdvice");
  }

  private static JoinPoint resumed(String owner, String method) {
    return JoinPoint.classMethod(FRAMEWORK, owner, method, null, PACKAGE + "ResumeAdvice");
  }

  private static ExpectedShape shape(
      String owner,
      @Nullable String from,
      @Nullable String until,
      Place place,
      String member,
      String... methods) {
    return new ExpectedShape(FRAMEWORK, owner, from, until, place, member, methods);
  }
}
