package dev.sallyport.cli;

import dev.sallyport.engine.Decision;
import dev.sallyport.engine.PolicyCase;
import java.util.List;

/**
 * What a policy answered to a case.
 *
 * @param differences one line for each thing that is not as expected
 */
record CaseResult(PolicyCase tested, Decision decision, List<String> differences) {
  boolean passed() {
    return differences.isEmpty();
  }
}
