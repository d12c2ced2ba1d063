package dev.sallyport.javaagent.start;

/**
 * Loads classes that the rest of the start needs, in the time that it waits for the policy. Loads
 * only, and initialises nothing: that could deadlock with the thread that parses.
 */
final class Preload {
  private static final String[] CLASSES = {
    "dev.sallyport.engine.DocumentReader",
    "dev.sallyport.engine.FieldReader",
    "dev.sallyport.engine.RuleReader",
    "dev.sallyport.engine.NamePatterns",
    "dev.sallyport.engine.ConditionParser",
    "dev.sallyport.engine.ConditionLexer",
    "dev.sallyport.engine.TokenCursor",
    "dev.sallyport.engine.PathParser",
    "dev.sallyport.engine.ComparisonTypes",
    "dev.sallyport.engine.PolicySet",
    "dev.sallyport.audit.AuditFolder",
    "dev.sallyport.audit.RunFolder",
    "dev.sallyport.audit.DecisionId",
    "dev.sallyport.audit.AuditOptions",
    "dev.sallyport.audit.AuditLog",
    "dev.sallyport.audit.LogParts",
    "dev.sallyport.audit.ArgumentsDigest",
    "dev.sallyport.audit.DecisionRecord",
    "dev.sallyport.audit.OutcomeRecord",
    "dev.sallyport.enforcer.EnforcerOptions",
    "dev.sallyport.enforcer.LoadedPolicy",
    "dev.sallyport.enforcer.limits.CallLimits",
    "dev.sallyport.enforcer.limits.WindowMemory",
    "dev.sallyport.enforcer.Enforcer",
    "dev.sallyport.enforcer.EngineJudge",
    "dev.sallyport.enforcer.DecisionRecorder",
    "dev.sallyport.javaagent.start.KernelRandom",
    "dev.sallyport.javaagent.start.SelfCheckGate",
    "dev.sallyport.javaagent.start.PolicySnapshot",
    "dev.sallyport.javaagent.start.ExtendedDocument",
    "dev.sallyport.javaagent.start.PolicyWatcher",
    "dev.sallyport.javaagent.start.ProcessFacts",
    "dev.sallyport.javaagent.start.LogSealing",
    "dev.sallyport.javaagent.start.ShutdownThread",
    "dev.sallyport.javaagent.start.StartLine"
  };

  private Preload() {}

  static void classes() throws ClassNotFoundException {
    ClassLoader loader = Preload.class.getClassLoader();
    for (String name : CLASSES) {
      Class.forName(name, false, loader);
    }
  }
}
