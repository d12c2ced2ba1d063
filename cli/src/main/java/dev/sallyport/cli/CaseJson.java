package dev.sallyport.cli;

import dev.sallyport.engine.Decision;
import dev.sallyport.engine.PolicyCase;
import dev.sallyport.engine.RuleReference;
import java.io.PrintStream;
import java.io.StringWriter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** Cases as one JSON object a line; {@code docs/policy-testing.md} lists the fields. */
final class CaseJson implements CaseReport {
  private final JsonFactory factory =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private final PrintStream out;
  private final boolean failedOnly;

  CaseJson(PrintStream out, boolean failedOnly) {
    this.out = out;
    this.failedOnly = failedOnly;
  }

  @Override
  public void file(String file, String policy, List<CaseResult> results) {
    for (CaseResult result : results) {
      if (!result.passed() || !failedOnly) {
        out.println(result(file, policy, result));
      }
    }
  }

  private String result(String file, String policy, CaseResult result) {
    PolicyCase tested = result.tested();
    Decision decision = result.decision();
    StringWriter text = new StringWriter();
    try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("kind", "case");
      json.writeStringProperty("file", file);
      json.writeNumberProperty("line", tested.line());
      json.writeStringProperty("policy", policy);
      json.writeStringProperty("name", tested.name());
      json.writeBooleanProperty("passed", result.passed());
      strings(json, "differences", result.differences());
      json.writeStringProperty("wanted_effect", Words.of(tested.effect()));
      json.writeStringProperty("effect", Words.of(decision.effect()));
      json.writeStringProperty("rule", decision.rule());
      json.writeStringProperty("error", decision.error());
      strings(json, "erring_rules", decision.erringRules());
      strings(json, "noted_rules", decision.notedRules());
      strings(json, "approvers", decision.approvers());
      json.writeStringProperty("masked_arguments", decision.maskedArguments());
      json.writeStringProperty("masked_content", decision.maskedContent());
      json.writeEndObject();
    }
    return text.toString();
  }

  @Override
  public void coverage(CaseCoverage coverage) {
    for (RuleReference rule : coverage.rules()) {
      StringWriter text = new StringWriter();
      try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), text)) {
        json.writeStartObject();
        json.writeStringProperty("kind", "rule");
        json.writeStringProperty("policy", coverage.policy());
        json.writeStringProperty("file", rule.file());
        json.writeNumberProperty("line", rule.line());
        json.writeStringProperty("rule", rule.name());
        json.writeNumberProperty("cases", coverage.cases(rule));
        json.writeEndObject();
      }
      out.println(text);
    }
  }

  @Override
  public void end(int cases, int failed) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("kind", "summary");
      json.writeNumberProperty("cases", cases);
      json.writeNumberProperty("failed", failed);
      json.writeEndObject();
    }
    out.println(text);
  }

  private static void strings(JsonGenerator json, String name, List<String> values) {
    json.writeArrayPropertyStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
