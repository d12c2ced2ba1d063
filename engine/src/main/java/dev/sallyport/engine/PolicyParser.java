package dev.sallyport.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads policy documents. A policy that does not parse to the last character is not loaded. Runs
 * before {@code main} of the governed application, so it keeps away from what is slow to load:
 * lambdas, regular expressions, reflection.
 */
public final class PolicyParser {
  private PolicyParser() {}

  /**
   * Sets up what every parse needs. Not required; in a cold JVM it lets another thread do so before
   * the sources are known.
   */
  public static void prepare() {
    YamlReader.prepare();
  }

  /**
   * Reads and unites documents that extend no others, within {@link EngineLimits#DEFAULTS}.
   * Thread-safe.
   *
   * @param sources at least one; their order does not matter
   * @throws PolicyException naming every problem found, up to {@link EngineLimits#POLICY_PROBLEMS}
   */
  public static PolicySet parse(List<PolicySource> sources) throws PolicyException {
    return parse(sources, EngineLimits.DEFAULTS, ParentDocuments.NONE);
  }

  /**
   * Reads and unites documents and all that they extend. Thread-safe if {@code parents} is.
   *
   * @param sources at least one; their order does not matter
   * @param limits for the documents, and for the calls that are judged by them
   * @param parents where {@code extends} finds other documents
   * @throws PolicyException naming every problem found, up to {@link EngineLimits#POLICY_PROBLEMS}
   */
  public static PolicySet parse(
      List<PolicySource> sources, EngineLimits limits, ParentDocuments parents)
      throws PolicyException {
    PolicyAssembly assembly = new PolicyAssembly(limits, parents);
    if (sources.isEmpty()) {
      assembly.problem(new PolicyProblem("policy", 1, 1, "got no document, wanted at least one"));
    }
    for (PolicySource source : sorted(sources, assembly)) {
      assembly.add(source);
    }
    return assembly.unite();
  }

  private static List<PolicySource> sorted(List<PolicySource> sources, PolicyAssembly assembly) {
    List<PolicySource> sorted = new ArrayList<>();
    for (PolicySource source : sources) {
      int at = 0;
      while (at < sorted.size() && sorted.get(at).name().compareTo(source.name()) < 0) {
        at++;
      }
      if (at < sorted.size() && sorted.get(at).name().equals(source.name())) {
        assembly.problem(new PolicyProblem(source.name(), 1, 1, "got the document twice"));
      }
      sorted.add(at, source);
    }
    return sorted;
  }
}
