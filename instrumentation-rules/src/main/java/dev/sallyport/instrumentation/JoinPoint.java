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
 * @param required for a {@link JoinPointKind#ANY_METHOD} or {@link JoinPointKind#TASK_RUN}: whether
 *     an owner without such a method must not run
 */
public record JoinPoint(
    Framework framework,
    JoinPointKind kind,
    String owner,
    String method,
    @Nullable String descriptor,
    @Nullable String advice,
    List<MemberReference> request,
    boolean required) {

  /** Advice in every body of the method, in whatever class. */
  public static JoinPoint methodBody(
      Framework framework, String owner, String method, String descriptor, String advice) {
    return new JoinPoint(
        framework, JoinPointKind.METHOD_BODY, owner, method, descriptor, advice, List.of(), true);
  }

  /** A guard around every call of the method through an interface. */
  public static JoinPoint callSite(
      Framework framework,
      String owner,
      String method,
      String descriptor,
      List<MemberReference> request) {
    return new JoinPoint(
        framework, JoinPointKind.CALL_SITE, owner, method, descriptor, null, request, true);
  }

  /** Advice in the method of one class. */
  public static JoinPoint classMethod(
      Framework framework,
      String owner,
      String method,
      @Nullable String descriptor,
      String advice) {
    return new JoinPoint(
        framework, JoinPointKind.CLASS_METHOD, owner, method, descriptor, advice, List.of(), true);
  }

  /**
   * Advice in a method or constructor of a JDK class, or of another class that is woven only while
   * a policy is about requests or boxes; static methods count. Advice on a constructor must be on
   * exit only.
   *
   * @param framework whose class it is; {@link Framework#JDK} for the platform's
   * @param descriptor null for each overload that has a body
   */
  public static JoinPoint anyMethod(
      Framework framework,
      String owner,
      String method,
      @Nullable String descriptor,
      String advice) {
    return new JoinPoint(
        framework, JoinPointKind.ANY_METHOD, owner, method, descriptor, advice, List.of(), true);
  }

  /**
   * Every {@code Runnable.run()} that the owner calls in {@code method} (in all of its methods if
   * that is {@code *}) becomes {@code CarriedContext.run}, so that a pooled thread acts for whoever
   * submitted the task.
   */
  public static JoinPoint taskRun(Framework framework, String owner, String method) {
    return new JoinPoint(
        framework, JoinPointKind.TASK_RUN, owner, method, "()V", null, List.of(), true);
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
        List.of(),
        true);
  }

  /** The same, for a method that not all versions have. */
  public JoinPoint optional() {
    return new JoinPoint(framework, kind, owner, method, descriptor, advice, request, false);
  }

  /** Whether the place is in one class that is named, wherever that comes from. */
  boolean isNamedPlace() {
    return kind == JoinPointKind.ANY_METHOD || kind == JoinPointKind.TASK_RUN;
  }

  /** Whether the place is recognised by its method alone, in any class. */
  boolean inAnyClass() {
    return kind == JoinPointKind.METHOD_BODY || kind == JoinPointKind.CALL_SITE;
  }

  /** Whether the descriptor, or the one owner, tells that the method belongs to the framework. */
  boolean namesItsFramework() {
    return isNamedPlace()
        || descriptor != null && descriptor.contains(framework.packages())
        || !inAnyClass() && owner.startsWith(framework.packages());
  }

  /** Whether a method with this name and descriptor is meant. */
  boolean matches(String name, String methodDescriptor) {
    return method.equals(name) && (descriptor == null || descriptor.equals(methodDescriptor));
  }
}
