package dev.sallyport.cli;

import dev.sallyport.engine.Decision;
import dev.sallyport.engine.RuleReference;
import java.io.PrintStream;
import java.util.List;

/** Cases as a table for people. */
final class CaseTable implements CaseReport {
  private static final int MAX_RULE = 30;
  private static final int MAX_TEXT = 400;
  private static final int EFFECT = "require_approval".length();

  private final PrintStream out;
  private final Paint paint;
  private final boolean failedOnly;

  CaseTable(PrintStream out, Paint paint, boolean failedOnly) {
    this.out = out;
    this.paint = paint;
    this.failedOnly = failedOnly;
  }

  @Override
  public void file(String file, String policy, List<CaseResult> results) {
    out.println(sentence(file) + ", policy " + sentence(policy));
    int width = 0;
    for (CaseResult result : results) {
      width = Math.max(width, TerminalText.width(rule(result.decision())));
    }
    for (CaseResult result : results) {
      if (!result.passed() || !failedOnly) {
        row(result, width);
      }
    }
  }

  private void row(CaseResult result, int width) {
    Decision decision = result.decision();
    String verdict = result.passed() ? paint.green("pass") : paint.red("FAIL");
    out.println(
        "  "
            + verdict
            + "  "
            + padded(Words.of(decision.effect()), EFFECT)
            + "  "
            + padded(rule(decision), width)
            + "  "
            + sentence(result.tested().name()));
    if (result.passed()) {
      return;
    }
    for (String difference : result.differences()) {
      out.println("          " + sentence(difference));
    }
    if (decision.error() != null) {
      out.println("          error " + sentence("`" + decision.error() + "`"));
    }
    if (!decision.erringRules().isEmpty()) {
      out.println(
          "          could not answer: " + sentence(String.join(", ", decision.erringRules())));
    }
  }

  private static String rule(Decision decision) {
    String rule = decision.rule();
    if (rule != null) {
      return TerminalText.column(rule, MAX_RULE);
    }
    return decision.error() == null ? "(default)" : "(error)";
  }

  @Override
  public void coverage(CaseCoverage coverage) {
    int all = coverage.rules().size();
    List<RuleReference> missed = coverage.missed();
    String hit = all - missed.size() + " of " + all;
    out.println(
        "coverage of "
            + sentence(coverage.policy())
            + ": "
            + hit
            + " rules, "
            + coverage.percent()
            + " %");
    for (RuleReference rule : missed) {
      String place = rule.file() + ":" + rule.line();
      out.println(
          "  " + paint.yellow("no case") + "  " + sentence(place + ": rule `" + rule.name() + "`"));
    }
  }

  @Override
  public void end(int cases, int failed) {
    if (cases == 0) {
      out.println(paint.red("no case was run"));
      return;
    }
    String count = cases == 1 ? "1 case" : cases + " cases";
    out.println(
        failed == 0
            ? paint.green(count + " passed")
            : paint.red(count + ", " + failed + " failed"));
  }

  private static String sentence(String text) {
    return TerminalText.sentence(text, MAX_TEXT);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - TerminalText.width(text)));
  }
}
