package dev.sallyport.instrumentation.springai;

import dev.sallyport.instrumentation.ExpectedShape;
import dev.sallyport.instrumentation.ExpectedShape.Place;
import dev.sallyport.instrumentation.Framework;
import dev.sallyport.instrumentation.JoinPoint;
import java.util.List;

/**
 * The join points of Spring AI 1.0 and later.
 *
 * <p>The framework calls {@code call(String, ToolContext)}, whose default body in the interface
 * calls {@code call(String)}. Advice in every body of both catches all tool callbacks, JDK proxies
 * included; a lambda, which takes an interface of the application's own, is caught in the default
 * body. A call that passes several of these with one input object is one attempt.
 */
public final class SpringAiJoinPoints {
  static final Framework FRAMEWORK =
      new Framework(
          "spring-ai",
          "org.springframework.ai",
          "spring-ai-model",
          "org/springframework/ai/tool/ToolCallback",
          "org/springframework/ai/");

  /** The key under which chat clients and tool contexts carry the conversation, in all versions. */
  static final String CONVERSATION_ID = "chat_memory_conversation_id";

  /** Takes arguments of its own out of the input; what is left is judged where it goes. */
  static final String AUGMENTED = "org.springframework.ai.tool.augment.AugmentedToolCallback";

  /** The key in Reactor's context of the {@code CallContext} in which a stream was asked for. */
  static final String CALLER = "dev.sallyport.caller";

  /** The key in Reactor's context of a stream's conversation. */
  static final String SESSION = "dev.sallyport.session";

  private static final String PACKAGE = "dev.sallyport.instrumentation.springai.";
  private static final String CALLBACK = FRAMEWORK.marker();
  private static final String CONTEXT = "org/springframework/ai/chat/model/ToolContext";
  private static final String MANAGER =
      "org/springframework/ai/model/tool/DefaultToolCallingManager";
  private static final String CHAT_CLIENT = "org/springframework/ai/chat/client/";
  private static final String CHAIN = CHAT_CLIENT + "advisor/DefaultAroundAdvisorChain";
  private static final String CALL_TYPE = "(Ljava/lang/String;)Ljava/lang/String;";
  private static final String CONTEXT_TYPE =
      "(Ljava/lang/String;L" + CONTEXT + ";)Ljava/lang/String;";
  private static final String NEXT_CALL_TYPE =
      "(L" + CHAT_CLIENT + "ChatClientRequest;)L" + CHAT_CLIENT + "ChatClientResponse;";
  private static final String NEXT_STREAM_TYPE =
      "(L" + CHAT_CLIENT + "ChatClientRequest;)Lreactor/core/publisher/Flux;";

  /** Every tool callback's body. */
  public static final JoinPoint CALL =
      JoinPoint.methodBody(FRAMEWORK, CALLBACK, "call", CALL_TYPE, PACKAGE + "CallAdvice");

  /** The interface's default body and those that override it. */
  public static final JoinPoint CALL_WITH_CONTEXT =
      JoinPoint.methodBody(
          FRAMEWORK, CALLBACK, "call", CONTEXT_TYPE, PACKAGE + "CallWithContextAdvice");

  /** A step of a chat: tells the conversation to whatever runs on its thread. */
  public static final JoinPoint NEXT_CALL =
      JoinPoint.methodBody(
          FRAMEWORK,
          CHAT_CLIENT + "advisor/api/CallAdvisorChain",
          "nextCall",
          NEXT_CALL_TYPE,
          PACKAGE + "ConversationAdvice");

  /** A step of a streaming chat: gives the conversation to the stream. */
  public static final JoinPoint NEXT_STREAM =
      JoinPoint.methodBody(
          FRAMEWORK,
          CHAT_CLIENT + "advisor/api/StreamAdvisorChain",
          "nextStream",
          NEXT_STREAM_TYPE,
          PACKAGE + "StreamedConversationAdvice");

  /** Where a stream runs tools, before 1.1. */
  public static final JoinPoint DEFERRED = deferred("FluxDefer");

  /** Where a stream runs tools, from 1.1 on. */
  public static final JoinPoint DEFERRED_CONTEXTUAL = deferred("FluxDeferContextual");

  /** What the classes must look like; a version that differs is not run unguarded. */
  public static final List<ExpectedShape> EXPECTED =
      List.of(
          shape(CALLBACK, Place.DECLARES, CALLBACK, "call" + CALL_TYPE, "call" + CONTEXT_TYPE),
          shape(
              CALLBACK,
              Place.DECLARES_NO_OTHER,
              "java/lang/String",
              "call" + CALL_TYPE,
              "call" + CONTEXT_TYPE),
          shape(CALLBACK, Place.DECLARES_NO_OTHER, CONTEXT, "call" + CONTEXT_TYPE),
          shape(MANAGER, Place.CALLS, CALLBACK, "call" + CONTEXT_TYPE),
          shape(
              CHAIN,
              Place.DECLARES,
              CHAIN,
              "nextCall" + NEXT_CALL_TYPE,
              "nextStream" + NEXT_STREAM_TYPE));

  private SpringAiJoinPoints() {}

  private static JoinPoint deferred(String publisher) {
    return JoinPoint.classMethod(
        FRAMEWORK,
        "reactor/core/publisher/" + publisher,
        "subscribe",
        "(Lreactor/core/CoreSubscriber;)V",
        PACKAGE + "DeferredAdvice");
  }

  private static ExpectedShape shape(String owner, Place place, String member, String... methods) {
    return new ExpectedShape(FRAMEWORK, owner, null, null, place, member, methods);
  }
}
