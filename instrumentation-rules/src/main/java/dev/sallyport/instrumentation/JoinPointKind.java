package dev.sallyport.instrumentation;

/** How a join point is recognised, and what is woven there. */
public enum JoinPointKind {
  /**
   * Advice in every class or interface that declares a body for the method. The descriptor names
   * types of the framework, or the class can see the framework; whether it is a subtype of the
   * owner is not asked, because superclasses are not loaded yet when a class is woven.
   */
  METHOD_BODY,
  /**
   * Every {@code invokeinterface} of the method, and every method reference to it. For interfaces
   * that a lambda can implement, since no transformer sees lambdas.
   */
  CALL_SITE,
  /** Advice in the method of the owner itself; without a descriptor, in each overload. */
  CLASS_METHOD,
  /** In the owner: each task given to {@code CompletableFuture.supplyAsync} keeps its context. */
  TASK_HANDOVER,
  /** Advice in the method or constructor of the owner itself, static or not. */
  ANY_METHOD,
  /** In the owner: each {@code Runnable.run()} runs in the context of whoever submitted it. */
  TASK_RUN
}
