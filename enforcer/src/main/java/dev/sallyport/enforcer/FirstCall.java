package dev.sallyport.enforcer;

import dev.sallyport.audit.DecisionId;
import dev.sallyport.engine.CallClasses;

/** What the first call would otherwise be the first to need. */
final class FirstCall {
  // By name: one is private to its package, and mentioning the others initialises nothing.
  private static final String[] CLASSES = {
    "dev.sallyport.bootstrap.ToolCall",
    "dev.sallyport.bootstrap.CallContext",
    "dev.sallyport.bootstrap.CarriedContext",
    "dev.sallyport.bootstrap.Governing",
    "dev.sallyport.bootstrap.ResultReplacement",
    "dev.sallyport.enforcer.limits.Counted"
  };

  private static final String[] CONTAINMENT_CLASSES = {
    "dev.sallyport.bootstrap.HttpExchange$Step",
    "dev.sallyport.bootstrap.HttpGate",
    "dev.sallyport.bootstrap.HttpScope",
    "dev.sallyport.bootstrap.LostContexts",
    "dev.sallyport.bootstrap.SinkGate",
    "dev.sallyport.bootstrap.HttpRequestDenied",
    "dev.sallyport.bootstrap.ToolConfined"
  };

  private FirstCall() {}

  /** Initialises the classes of the bridge that requests and sinks use. */
  static void initialiseContainment() {
    initialise(CONTAINMENT_CLASSES);
  }

  /** Initialises the classes that calls use, those of refused calls as well. */
  static void initialiseClasses(long bootId) {
    initialise(CLASSES);
    CallClasses.initialise();
    if (Refusal.denied(DecisionId.format(bootId, 1)).isEmpty()) {
      throw new IllegalStateException("a refusal has no text");
    }
  }

  private static void initialise(String[] names) {
    ClassLoader loader = FirstCall.class.getClassLoader();
    for (String name : names) {
      try {
        Class.forName(name, true, loader);
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException("a part of the gate is missing: " + name, e);
      }
    }
  }
}
