package dev.sallyport.cli;

import java.util.List;

/** Says what came of the cases. */
interface CaseReport {
  /** One case file is done. */
  void file(String file, String policy, List<CaseResult> results);

  /** All cases about one policy are done. */
  void coverage(CaseCoverage coverage);

  /** Everything is done. */
  void end(int cases, int failed);
}
