package dev.sallyport.benchmarks.log;

import dev.sallyport.audit.ArgumentsForm;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.EnforcementMode;
import dev.sallyport.audit.RecordedEffect;
import dev.sallyport.audit.ToolStage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The decision that each log stores: about 300 bytes as a record of ours, or as a line of JSON. */
final class SampleDecision {
  private static final String FRAMEWORK = "langchain4j 1.19.0";
  private static final String AGENT = "desk.SupportAssistant";
  private static final String SESSION = "c0ffee42-7d1a-4a4e-9c57-2f0b6a1d9e10";
  private static final String TOOL = "issue_refund";
  private static final String RULE = "small-refunds";
  private static final String ARGUMENTS = "{order: text(11), amount: number(3), currency: text(3)}";

  private SampleDecision() {}

  static DecisionRecord record() {
    byte[] digest = new byte[32];
    Arrays.fill(digest, (byte) 0x5a);
    return new DecisionRecord()
        .evaluationNanos(412)
        .effect(RecordedEffect.ALLOW)
        .mode(EnforcementMode.ENFORCE)
        .stage(ToolStage.PRE_TOOL)
        .framework(FRAMEWORK)
        .agent(AGENT)
        .session(SESSION)
        .tool(TOOL)
        .rule(RULE)
        .argumentsForm(ArgumentsForm.REDACTED)
        .argumentsLength(61)
        .argumentsText(ARGUMENTS)
        .argumentsDigest(digest)
        .policyDigest(digest);
  }

  /** Bytes as long as our record of the decision, of which the first eight are free to set. */
  static byte[] bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(RECORD_BYTES);
    bytes.position(8);
    for (String text : new String[] {FRAMEWORK, AGENT, SESSION, TOOL, RULE, ARGUMENTS}) {
      bytes.put(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.array();
  }

  /** The length of our record of the decision; a test compares. */
  static final int RECORD_BYTES = 325;

  /** The decision as a line of JSON, with the hash of the line before if there is one. */
  static String json(long call, String previous) {
    StringBuilder json = new StringBuilder(512);
    json.append("{\"call\":").append(call);
    json.append(",\"time\":").append(System.currentTimeMillis());
    field(json, "effect", "allow");
    field(json, "framework", FRAMEWORK);
    field(json, "agent", AGENT);
    field(json, "session", SESSION);
    field(json, "tool", TOOL);
    field(json, "rule", RULE);
    field(json, "arguments", ARGUMENTS);
    if (!previous.isEmpty()) {
      field(json, "previous", previous);
    }
    return json.append('}').toString();
  }

  private static void field(StringBuilder json, String name, String value) {
    json.append(",\"").append(name).append("\":\"").append(value).append('"');
  }
}
