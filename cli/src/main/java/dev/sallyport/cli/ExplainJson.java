package dev.sallyport.cli;

import dev.sallyport.audit.DecisionId;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.engine.AnswerChange;
import dev.sallyport.engine.CallView;
import dev.sallyport.engine.ConditionExplanation;
import dev.sallyport.engine.Decision;
import dev.sallyport.engine.FoundValue;
import dev.sallyport.engine.RateLimit;
import dev.sallyport.engine.RuleExplanation;
import dev.sallyport.engine.RuleLimit;
import dev.sallyport.engine.ValueChange;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** An explanation for programs; {@code docs/incident-review.md} lists the fields. */
final class ExplainJson {
  private ExplainJson() {}

  static String of(ExplainedCall explained) {
    return JsonText.object(json -> write(json, explained));
  }

  private static void write(JsonGenerator json, ExplainedCall explained) {
    RecordedCall recorded = explained.recorded();
    DecisionRecord record = recorded == null ? null : recorded.record();
    json.writeStringProperty(
        "decision_id", record == null ? null : DecisionId.format(record.bootId(), record.callId()));
    json.writeStringProperty(
        "time", UtcTime.micros(Math.multiplyExact(explained.view().epochMillis(), 1_000L)));
    call(json, explained.view(), recorded);
    recorded(json, record);
    json.writeStringProperty("policy", explained.policy().place());
    json.writeStringProperty("policy_digest", explained.policy().set().digestHex());
    JsonText.flag(json, "policy_decided", explained.decided());
    decision(json, explained.explanation().decision());
    JsonText.flag(json, "same", explained.same());
    json.writeStringProperty("strategy", explained.policy().set().strategy().word());
    json.writeBooleanProperty("stage_asked", explained.isAsked());
    json.writeBooleanProperty("depends_on_limits", explained.dependsOnLimits());
    RuleLimit limit = explained.usedUpLimit();
    json.writeStringProperty("limit_used_up", limit == null ? null : limit.rule());
    json.writeArrayPropertyStart("rules");
    for (RuleExplanation rule : explained.explanation().rules()) {
      rule(json, rule);
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("changes");
    for (AnswerChange change : explained.explanation().changes()) {
      change(json, change);
    }
    json.writeEndArray();
  }

  private static void call(JsonGenerator json, CallView view, @Nullable RecordedCall recorded) {
    json.writeStringProperty("tool", view.tool());
    json.writeStringProperty("agent", view.agent());
    json.writeStringProperty("session", view.session());
    json.writeStringProperty("stage", view.stage().word());
    json.writeStringProperty(
        "arguments", recorded == null ? view.arguments() : recorded.record().argumentsText());
    json.writeStringProperty(
        "arguments_form", recorded == null ? "full" : Words.of(recorded.record().argumentsForm()));
  }

  private static void recorded(JsonGenerator json, @Nullable DecisionRecord record) {
    json.writeStringProperty("recorded_effect", record == null ? null : Words.of(record.effect()));
    json.writeStringProperty("recorded_rule", record == null ? null : record.rule());
    json.writeStringProperty("recorded_error", record == null ? null : record.error());
    json.writeStringProperty(
        "recorded_policy_digest", record == null ? null : ExplainedCall.recordedDigest(record));
  }

  private static void decision(JsonGenerator json, @Nullable Decision decision) {
    json.writeStringProperty("effect", decision == null ? null : Words.of(decision.effect()));
    json.writeStringProperty("rule", decision == null ? null : decision.rule());
    json.writeStringProperty("error", decision == null ? null : decision.error());
    json.writeStringProperty(
        "masked_arguments", decision == null ? null : decision.maskedArguments());
    json.writeStringProperty("masked_content", decision == null ? null : decision.maskedContent());
  }

  private static void rule(JsonGenerator json, RuleExplanation rule) {
    json.writeStartObject();
    json.writeStringProperty("name", rule.name());
    json.writeStringProperty("origin", rule.origin());
    json.writeStringProperty("action", rule.action());
    json.writeNumberProperty("priority", rule.priority());
    json.writeStringProperty("scope", rule.scope());
    json.writeBooleanProperty("inherited", rule.inherited());
    RateLimit limit = rule.limit();
    json.writeStringProperty("limit", limit == null ? null : Precedence.limit(limit));
    json.writeStringProperty("relation", rule.relation().word());
    json.writeStringProperty("answer", rule.answer().word());
    json.writeBooleanProperty("determining", rule.determining());
    if (rule.condition() == null) {
      json.writeNullProperty("condition");
    } else {
      json.writeName("condition");
      condition(json, rule.condition());
    }
    json.writeEndObject();
  }

  private static void condition(JsonGenerator json, ConditionExplanation condition) {
    json.writeStartObject();
    json.writeStringProperty("operator", condition.operator());
    json.writeStringProperty("text", condition.text());
    json.writeStringProperty("answer", condition.answer().word());
    json.writeStringProperty("problem", condition.problem());
    json.writeArrayPropertyStart("values");
    for (FoundValue value : condition.values()) {
      json.writeStartObject();
      json.writeStringProperty("path", value.path());
      json.writeStringProperty("type", value.type());
      json.writeStringProperty("value", value.value());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberProperty("more_values", condition.moreValues());
    json.writeArrayPropertyStart("parts");
    for (ConditionExplanation part : condition.parts()) {
      condition(json, part);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void change(JsonGenerator json, AnswerChange change) {
    json.writeStartObject();
    json.writeStringProperty("kind", Words.of(change.kind()));
    json.writeStringProperty("effect", Words.of(change.effect()));
    json.writeStringProperty("rule", change.rule());
    json.writeStringProperty("subject", change.subject());
    json.writeArrayPropertyStart("values");
    for (ValueChange value : change.values()) {
      json.writeStartObject();
      json.writeStringProperty("path", value.path());
      json.writeStringProperty("from", value.from());
      json.writeStringProperty("to", value.to());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
