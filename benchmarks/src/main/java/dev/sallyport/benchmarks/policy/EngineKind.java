package dev.sallyport.benchmarks.policy;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The engines of the comparison. */
enum EngineKind {
  SALLYPORT("Sallyport", 10_000, SallyportEngine::of),
  NAIVE("hand-written loop", 10_000, NaiveEngine::of),
  DROOLS("Drools 10.2.0", 1_000, DroolsEngine::of),
  MVEL("MVEL 2.6.0", 1_000, MvelEngine::of),
  JEXL("JEXL 3.7.1", 1_000, JexlEngine::of),
  JCASBIN("jCasbin 1.99.0", 1_000, CasbinEngine::of),
  CEL("CEL-Java 0.14.0", 1_000, CelEngine::of),
  CEDAR("Cedar-Java 4.10.0", 1_000, CedarEngine::of);

  private final String title;
  private final int mostRules;
  private final Function<List<WorkloadRule>, PolicyEngine> compiler;

  EngineKind(String title, int mostRules, Function<List<WorkloadRule>, PolicyEngine> compiler) {
    this.title = title;
    this.mostRules = mostRules;
    this.compiler = compiler;
  }

  /** The kind of that name, in any case. */
  static EngineKind named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** As tables show it. */
  String title() {
    return title;
  }

  /** The largest workload for it: beyond, a peer takes minutes to build or to measure. */
  int mostRules() {
    return mostRules;
  }

  PolicyEngine compile(List<WorkloadRule> rules) {
    return compiler.apply(rules);
  }
}
