package dev.sallyport.it;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One record of the log as {@code tail --json} prints it. */
record AuditLine(JsonNode json) {

  /** {@code decision}, {@code outcome}, {@code boot} and so on, or {@code damaged}. */
  String kind() {
    return text("kind");
  }

  boolean isDecision() {
    return kind().equals("decision");
  }

  boolean isOutcome() {
    return kind().equals("outcome");
  }

  /** Its number in its run, from 0; -1 for damage. */
  long leaf() {
    return json.path("leaf_index").asLong(-1);
  }

  /** The name of its run's folder. */
  String run() {
    return text("run");
  }

  /** The id that also the model reads, such as {@code 3f9a1c20-1f}. */
  String id() {
    return text("decision_id");
  }

  String effect() {
    return text("decision");
  }

  @Nullable String error() {
    return orNull("error");
  }

  @Nullable String tool() {
    return orNull("tool");
  }

  @Nullable String agent() {
    return orNull("agent");
  }

  @Nullable String session() {
    return orNull("session");
  }

  @Nullable String framework() {
    return orNull("framework");
  }

  @Nullable String parent() {
    return orNull("parent_decision_id");
  }

  @Nullable String stage() {
    return orNull("stage");
  }

  @Nullable String rule() {
    return orNull("rule");
  }

  /** SHA-256 of the policy that decided, in hexadecimal digits. */
  @Nullable String policyDigest() {
    return orNull("policy_digest");
  }

  /** A value of a record about the process. */
  @Nullable String value(String name) {
    JsonNode value = json.path("values").path(name);
    return value.isMissingNode() ? null : value.asString();
  }

  @Nullable String argumentsDigest() {
    return orNull("arguments_digest");
  }

  private String text(String field) {
    return json.path(field).asString("");
  }

  private @Nullable String orNull(String field) {
    JsonNode value = json.path(field);
    return value.isMissingNode() || value.isNull() ? null : value.asString();
  }
}
