package dev.sallyport.instrumentation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a framework through which tool calls, or the facts about them, pass.
 *
 * @param framework whose place it is
 * @param kind how it is recognised and woven
 * @param owner internal name of the class or interface that declares the method
 * @param method the method's name
 * @param descriptor the method's descriptor, or null for each overload of a {@link
 *     JoinPointKind#CLASS_METHOD}
 * @param advice the name of the advice class, a string so that it is not loaded at start; null
 *     where none is inlined
 * @param request for a {@link JoinPointKind#CALL_SITE}: how to read and copy its request, in the
 *     order that {@code GuardedCallSite} wants
 */
public record JoinPoint(
    Framework framework,
    JoinPointKind kind,
    String owner,
    String method,
    @Nullable String descriptor,
    @Nullable String advice,
    List<MemberReference> request) {

  /** Advice in every body of the method, in whatever class. */
  public static JoinPoint methodBody(
      Framework framework, String owner, String method, String descriptor, String advice) {
    return new JoinPoint(
        framework, JoinPointKind.METHOD_BODY, owner, method, descriptor, advice, List.of());
  }

  /** A guard around every call of the method through an interface. */
  public static JoinPoint callSite(
      Framework framework,
      String owner,
      String method,
      String descriptor,
      List<MemberReference> request) {
    return new JoinPoint(
        framework, JoinPointKind.CALL_SITE, owner, method, descriptor, null, request);
  }

  /** Advice in the method of one class. */
  public static JoinPoint classMethod(
      Framework framework,
      String owner,
      String method,
      @Nullable String descriptor,
      String advice) {
    return new JoinPoint(
        framework, JoinPointKind.CLASS_METHOD, owner, method, descriptor, advice, List.of());
  }

  /** Tasks that one class hands to other threads keep their context. */
  public static JoinPoint taskHandover(Framework framework, String owner) {
    return new JoinPoint(
        framework,
        JoinPointKind.TASK_HANDOVER,
        owner,
        "supplyAsync",
        "(Ljava/util/function/Supplier;Ljava/util/concurrent/Executor;)"
            + "Ljava/util/concurrent/CompletableFuture;",
        null,
        List.of());
  }

  /** Whether the place is recognised by its method alone, in any class. */
  boolean inAnyClass() {
    return kind == JoinPointKind.METHOD_BODY || kind == JoinPointKind.CALL_SITE;
  }

  /** Whether the descriptor, or the one owner, tells that the method belongs to the framework. */
  boolean namesItsFramework() {
    return descriptor != null && descriptor.contains(framework.packages())
        || !inAnyClass() && owner.startsWith(framework.packages());
  }

  /** Whether a method with this name and descriptor is meant. */
  boolean matches(String name, String methodDescriptor) {
    return method.equals(name) && (descriptor == null || descriptor.equals(methodDescriptor));
  }
}
