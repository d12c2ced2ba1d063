package dev.sallyport.cli;

import dev.sallyport.engine.LintFinding;
import dev.sallyport.engine.PolicyProblem;
import java.io.PrintStream;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** One JSON object a line; {@code docs/lint.md} lists the fields. */
final class LintJson implements LintReport {
  private final JsonFactory factory =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private final PrintStream out;

  LintJson(PrintStream out) {
    this.out = out;
  }

  @Override
  public void error(PolicyProblem problem) {
    finding(
        "error", problem.file(), problem.line(), problem.column(), null, "load", problem.message());
  }

  @Override
  public void warning(LintFinding finding) {
    finding(
        "warning",
        finding.file(),
        finding.line(),
        null,
        finding.rule(),
        finding.check(),
        finding.message());
  }

  private void finding(
      String severity,
      String file,
      int line,
      @Nullable Integer column,
      @Nullable String rule,
      String check,
      String message) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("kind", "finding");
      json.writeStringProperty("severity", severity);
      json.writeStringProperty("file", file);
      json.writeNumberProperty("line", line);
      if (column == null) {
        json.writeNullProperty("column");
      } else {
        json.writeNumberProperty("column", column);
      }
      json.writeStringProperty("rule", rule);
      json.writeStringProperty("check", check);
      json.writeStringProperty("message", message);
      json.writeEndObject();
    }
    out.println(text);
  }

  @Override
  public void end(int policies, int errors, int warnings) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("kind", "summary");
      json.writeNumberProperty("policies", policies);
      json.writeNumberProperty("errors", errors);
      json.writeNumberProperty("warnings", warnings);
      json.writeEndObject();
    }
    out.println(text);
  }
}
