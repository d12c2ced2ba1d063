package dev.sallyport.cli;

import dev.sallyport.engine.LintFinding;
import dev.sallyport.engine.PolicyProblem;

/** Says what is wrong with policies. */
interface LintReport {
  /** A reason why a policy is not loaded. */
  void error(PolicyProblem problem);

  /** Something that is legal, but probably wrong. */
  void warning(LintFinding finding);

  /** Everything has been read. */
  void end(int policies, int errors, int warnings);
}
