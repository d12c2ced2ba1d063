package dev.sallyport.cli;

import dev.sallyport.engine.PolicyCase;
import dev.sallyport.engine.PolicyCases;
import dev.sallyport.engine.PolicyException;
import dev.sallyport.engine.PolicySet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs case files, each against its policy; a policy is read once. */
final class CaseSuite {
  private final PolicyReader reader;
  private final CaseReport report;
  private final @Nullable Path givenPolicy;
  private final boolean measured;
  private final Map<Path, PolicySet> policies = new LinkedHashMap<>();
  private final Map<Path, CaseCoverage> coverages = new LinkedHashMap<>();
  private int cases;
  private int failed;

  /**
   * A suite that has run nothing yet.
   *
   * @param givenPolicy used instead of the policies that the files name
   * @param measured whether to find out which rules the cases hit
   */
  CaseSuite(PolicyReader reader, CaseReport report, @Nullable Path givenPolicy, boolean measured) {
    this.reader = reader;
    this.report = report;
    this.givenPolicy = givenPolicy;
    this.measured = measured;
  }

  void run(Path file) throws IOException, PolicyException {
    PolicyCases read = PolicyCases.read(reader.file(file));
    Path path = policyOf(file, read);
    PolicySet policy = policies.get(path);
    if (policy == null) {
      policy = reader.policy(path).set();
      policies.put(path, policy);
    }
    CaseRunner runner = new CaseRunner(policy);
    List<CaseResult> results = new ArrayList<>();
    for (PolicyCase tested : read.cases()) {
      CaseResult result = runner.run(tested);
      failed += result.passed() ? 0 : 1;
      results.add(result);
    }
    cases += results.size();
    measure(path, policy, read);
    report.file(reader.shown(file), reader.shown(path), results);
  }

  private Path policyOf(Path file, PolicyCases read) throws IOException {
    if (givenPolicy != null) {
      return givenPolicy;
    }
    String named = read.policy();
    if (named == null) {
      return CaseFiles.usualPolicy(file);
    }
    return reader.path(file.resolveSibling(named).toString());
  }

  private void measure(Path path, PolicySet policy, PolicyCases read) {
    if (!measured) {
      return;
    }
    CaseCoverage coverage =
        coverages.computeIfAbsent(path, key -> new CaseCoverage(reader.shown(key), policy));
    for (PolicyCase tested : read.cases()) {
      coverage.add(tested);
    }
  }

  /**
   * Reports the totals.
   *
   * @param minimum the coverage in percent that each policy must have
   * @return whether every case passed and every policy is covered as far as wanted
   */
  boolean end(int minimum) {
    boolean covered = true;
    for (CaseCoverage coverage : coverages.values()) {
      report.coverage(coverage);
      covered &= coverage.percent() >= minimum;
    }
    report.end(cases, failed);
    return failed == 0 && covered;
  }
}
