package dev.sallyport.cli;

import dev.sallyport.audit.AuditRecord;
import dev.sallyport.audit.DecisionId;
import dev.sallyport.audit.DecisionRecord;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What {@code show --json} writes: one object; {@code docs/proofs.md} lists the fields. */
final class ShowJson {
  private final CallFamily family;
  private final EntryJson records;

  private ShowJson(CallFamily family) {
    this.family = family;
    this.records = new EntryJson(String.valueOf(family.run().path().getFileName()));
  }

  static String of(CallFamily family, SealState state) {
    return new ShowJson(family).object(state);
  }

  private String object(SealState state) {
    return JsonText.object(
        json -> {
          CallFamily.Member asked = family.asked();
          record(json, "decision", family.decision());
          record(json, "outcome", asked.outcome);
          record(json, "result_decision", asked.result);
          record(json, "policy", family.policy());
          json.writeName("calls");
          call(json, family.eldest());
          json.writeBooleanProperty("calls_cut", family.cut());
          json.writeStringProperty("origin", state.origin());
          json.writeStringProperty("leaf_hash", HexFormat.of().formatHex(state.leafHash()));
          number(json, "sealed_size", state.sealed());
          number(json, "cosigned_size", state.cosigned());
          JsonText.strings(json, "cosigners", state.cosigners());
          json.writeBooleanProperty("altered", state.altered());
          json.writeStringProperty("problem", state.problem());
          json.writeNumberProperty("damaged_places", family.damaged());
        });
  }

  private void record(JsonGenerator json, String name, @Nullable AuditRecord record) {
    json.writeName(name);
    if (record == null) {
      json.writeNull();
    } else {
      json.writeRawValue(records.of(record));
    }
  }

  private void call(JsonGenerator json, CallFamily.Member member) {
    json.writeStartObject();
    json.writeStringProperty(
        "decision_id", DecisionId.format(family.run().bootId(), member.callId));
    DecisionRecord decision = member.decision;
    json.writeStringProperty("decision", decision == null ? null : Words.decision(decision));
    json.writeStringProperty("agent", decision == null ? null : decision.agent());
    json.writeStringProperty("tool", decision == null ? null : decision.tool());
    json.writeStringProperty(
        "outcome", member.outcome == null ? null : Words.of(member.outcome.outcome()));
    json.writeStringProperty("rule", decision == null ? null : decision.rule());
    facts(json, decision);
    json.writeArrayPropertyStart("children");
    for (CallFamily.Member child : member.children) {
      call(json, child);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** What a step of a request, or what a box forbade, was about; null for a tool call. */
  private static void facts(JsonGenerator json, @Nullable DecisionRecord decision) {
    String text = decision == null || !StepText.isStep(decision) ? null : decision.argumentsText();
    json.writeName("facts");
    if (text == null || JsonTree.object(text) == null) {
      json.writeNull();
    } else {
      json.writeRawValue(text);
    }
  }

  private static void number(JsonGenerator json, String name, @Nullable Long value) {
    if (value == null) {
      json.writeNullProperty(name);
    } else {
      json.writeNumberProperty(name, value);
    }
  }
}
