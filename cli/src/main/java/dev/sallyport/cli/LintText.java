package dev.sallyport.cli;

import dev.sallyport.engine.LintFinding;
import dev.sallyport.engine.PolicyProblem;
import java.io.PrintStream;

/** One line for each finding, in the form that editors and build servers can jump to. */
final class LintText implements LintReport {
  private static final int MAX_TEXT = 600;

  private final PrintStream out;
  private final Paint paint;

  LintText(PrintStream out, Paint paint) {
    this.out = out;
    this.paint = paint;
  }

  @Override
  public void error(PolicyProblem problem) {
    String place = problem.file() + ":" + problem.line() + ":" + problem.column() + ": ";
    out.println(sentence(place) + paint.red("error") + ": " + sentence(problem.message()));
  }

  @Override
  public void warning(LintFinding finding) {
    String place = finding.file() + ":" + finding.line() + ": ";
    String about = finding.rule() == null ? "" : "rule `" + finding.rule() + "`: ";
    out.println(
        sentence(place)
            + paint.yellow("warning")
            + ": "
            + sentence(about + finding.message())
            + " "
            + paint.dim("[" + finding.check() + "]"));
  }

  @Override
  public void end(int policies, int errors, int warnings) {
    if (errors == 0 && warnings == 0) {
      out.println(paint.green(count(policies, "policy", "policies") + ", nothing found"));
    } else {
      out.println(count(errors, "error", "errors") + ", " + count(warnings, "warning", "warnings"));
    }
  }

  private static String count(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  private static String sentence(String text) {
    return TerminalText.sentence(text, MAX_TEXT);
  }
}
