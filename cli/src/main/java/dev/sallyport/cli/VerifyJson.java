package dev.sallyport.cli;

import dev.sallyport.audit.verify.Finding;
import dev.sallyport.audit.verify.RunReport;
import dev.sallyport.audit.verify.VerifyReport;
import tools.jackson.core.JsonGenerator;

/** The report as one JSON object; {@code docs/verify.md} lists the fields. */
final class VerifyJson {
  private VerifyJson() {}

  static String object(VerifyReport report) {
    return JsonText.object(json -> write(json, report));
  }

  private static void write(JsonGenerator json, VerifyReport report) {
    json.writeStringProperty("verdict", Words.of(report.verdict()));
    json.writeNumberProperty("exit_code", report.verdict().exitCode());
    json.writeStringProperty("key", report.key());
    json.writeBooleanProperty("key_pinned", report.keyPinned());
    json.writeNumberProperty("anchored", report.anchored());
    json.writeNumberProperty("sealed", report.sealed());
    json.writeNumberProperty("unsealed", report.unsealed());
    json.writeArrayPropertyStart("runs");
    report.runs().forEach(run -> run(json, run));
    json.writeEndArray();
    json.writeArrayPropertyStart("findings");
    report.findings().forEach(finding -> finding(json, finding));
    json.writeEndArray();
    JsonText.strings(json, "notes", VerifyText.notes(report));
  }

  private static void run(JsonGenerator json, RunReport run) {
    json.writeStartObject();
    json.writeStringProperty("run", run.folder());
    json.writeStringProperty("origin", run.origin());
    number(json, "epoch", run.epoch());
    json.writeStringProperty("state", Words.of(run.state()));
    json.writeNumberProperty("records", run.leaves());
    json.writeNumberProperty("anchored", run.anchored());
    json.writeNumberProperty("sealed", run.sealed() - run.anchored());
    json.writeNumberProperty("unsealed", run.leaves() - run.sealed());
    json.writeNumberProperty("removed", run.removed());
    json.writeNumberProperty("not_read", run.notRead());
    json.writeNumberProperty("checkpoints", run.checkpoints());
    json.writeStringProperty(
        "last_record", run.lastMicros() < 0 ? null : UtcTime.micros(run.lastMicros()));
    json.writeEndObject();
  }

  private static void finding(JsonGenerator json, Finding finding) {
    json.writeStartObject();
    json.writeStringProperty("kind", finding.kind().words().replace(' ', '_'));
    json.writeStringProperty("verdict", Words.of(finding.kind().verdict()));
    json.writeStringProperty("run", finding.run());
    json.writeStringProperty("file", finding.file());
    number(json, "from_byte", finding.from());
    number(json, "to_byte", finding.to());
    number(json, "first_record", finding.firstLeaf());
    number(json, "end_record", finding.endLeaf());
    json.writeStringProperty("decision_id", finding.decision());
    json.writeStringProperty("detail", finding.detail());
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String name, long value) {
    if (value < 0) {
      json.writeNullProperty(name);
    } else {
      json.writeNumberProperty(name, value);
    }
  }
}
