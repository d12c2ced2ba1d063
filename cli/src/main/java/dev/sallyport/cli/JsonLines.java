package dev.sallyport.cli;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.AuditRecord;
import dev.sallyport.audit.DecisionId;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.EventRecord;
import dev.sallyport.audit.OutcomeRecord;
import java.io.StringWriter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * One JSON object a line, with every field of the record; {@code docs/tail.md} lists them. Only
 * ASCII is written, so a line means the same in any encoding and cannot harm a terminal.
 */
final class JsonLines implements LineFormat {
  private final JsonFactory factory =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  @Override
  public String decision(String run, DecisionRecord decision) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), text)) {
      start(json, run, decision);
      call(json, decision.bootId(), decision.callId());
      long parent = decision.parentCallId();
      json.writeStringProperty(
          "parent_decision_id", parent == 0 ? null : DecisionId.format(decision.bootId(), parent));
      json.writeStringProperty("decision", Words.decision(decision));
      json.writeStringProperty("effect", Words.of(decision.effect()));
      json.writeStringProperty("mode", Words.of(decision.mode()));
      json.writeStringProperty("stage", Words.of(decision.stage()));
      json.writeStringProperty("framework", decision.framework());
      who(json, decision.agent(), decision.session(), decision.tool());
      json.writeStringProperty("rule", decision.rule());
      json.writeStringProperty("error", decision.error());
      strings(json, "erring_rules", decision.erringRules());
      strings(json, "noted_rules", decision.notedRules());
      arguments(json, decision);
      json.writeStringProperty("policy_digest", hex(decision.policyDigest()));
      json.writeStringProperty("approval_id", decision.approvalId());
      json.writeNumberProperty("evaluation_nanos", decision.evaluationNanos());
      json.writeBooleanProperty("cut", decision.cut());
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void arguments(JsonGenerator json, DecisionRecord decision) {
    json.writeStringProperty("arguments", decision.argumentsText());
    json.writeStringProperty("arguments_form", Words.of(decision.argumentsForm()));
    number(json, "arguments_length", decision.argumentsLength());
    json.writeStringProperty("arguments_digest", hex(decision.argumentsDigest()));
    json.writeBooleanProperty("arguments_rewritten", decision.argumentsRewritten());
  }

  @Override
  public String outcome(String run, OutcomeRecord outcome, @Nullable CallFacts call) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), text)) {
      start(json, run, outcome);
      call(json, outcome.bootId(), outcome.callId());
      json.writeStringProperty("outcome", Words.of(outcome.outcome()));
      if (call == null) {
        who(json, null, null, null);
      } else {
        who(json, call.agent(), call.session(), call.tool());
      }
      json.writeNumberProperty("duration_nanos", outcome.durationNanos());
      json.writeStringProperty("exception_class", outcome.exceptionClass());
      number(json, "result_length", outcome.resultLength());
      json.writeStringProperty("result_digest", hex(outcome.resultDigest()));
      json.writeBooleanProperty("cut", outcome.cut());
      json.writeEndObject();
    }
    return text.toString();
  }

  @Override
  public String event(String run, EventRecord event) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), text)) {
      start(json, run, event);
      json.writeObjectPropertyStart("values");
      for (Map.Entry<String, String> value : event.values().entrySet()) {
        json.writeStringProperty(value.getKey(), value.getValue());
      }
      json.writeEndObject();
      json.writeBooleanProperty("cut", event.cut());
      json.writeEndObject();
    }
    return text.toString();
  }

  @Override
  public String damaged(String run, AuditEntry.Damaged damaged) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("kind", "damaged");
      json.writeStringProperty("run", run);
      json.writeStringProperty("file", String.valueOf(damaged.file().getFileName()));
      json.writeNumberProperty("offset", damaged.offset());
      json.writeStringProperty("problem", damaged.problem());
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void start(JsonGenerator json, String run, AuditRecord record) {
    json.writeStartObject();
    json.writeStringProperty("kind", Words.of(record.kind()));
    json.writeStringProperty("time", UtcTime.micros(record.wallClockMicros()));
    json.writeStringProperty("run", run);
    json.writeStringProperty("boot_id", HexFormat.of().toHexDigits(record.bootId()));
    json.writeNumberProperty("leaf_index", record.leafIndex());
    json.writeNumberProperty("monotonic_nanos", record.monotonicNanos());
  }

  private static void call(JsonGenerator json, long bootId, long callId) {
    json.writeStringProperty("decision_id", DecisionId.format(bootId, callId));
    json.writeNumberProperty("call_id", callId);
  }

  private static void who(
      JsonGenerator json, @Nullable String agent, @Nullable String session, @Nullable String tool) {
    json.writeStringProperty("agent", agent);
    json.writeStringProperty("session", session);
    json.writeStringProperty("tool", tool);
  }

  private static void strings(JsonGenerator json, String name, List<String> values) {
    json.writeArrayPropertyStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  /** The log keeps -1 where there is no number. */
  private static void number(JsonGenerator json, String name, long value) {
    if (value < 0) {
      json.writeNullProperty(name);
    } else {
      json.writeNumberProperty(name, value);
    }
  }

  private static @Nullable String hex(byte @Nullable [] digest) {
    return digest == null ? null : HexFormat.of().formatHex(digest);
  }
}
