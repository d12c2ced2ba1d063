package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.ArgumentsForm;
import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.CallOutcome;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.EnforcementMode;
import dev.sallyport.audit.OutcomeRecord;
import dev.sallyport.audit.RecordKind;
import dev.sallyport.audit.RecordedEffect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class JsonFieldsTest {
  private static final Map<String, Integer> GROUPS =
      Map.of("event", 0, "decision", 1, "outcome", 2, "damaged", 4);

  @TempDir static Path work;
  private static String[] lines = {};

  @BeforeAll
  static void writeLog() throws Exception {
    byte[] digest = new byte[32];
    Arrays.fill(digest, (byte) 0xab);
    try (TestLog log = TestLog.start(work.resolve("sallyport-audit"), 0)) {
      DecisionRecord decision =
          log.call("desk", "issue_refund")
              .effect(RecordedEffect.REQUIRE_APPROVAL)
              .mode(EnforcementMode.OBSERVE)
              .parentCallId(31)
              .framework("langchain4j 1.5.0")
              .session("s-1")
              .rule("large")
              .erringRules(List.of("a", "b"))
              .notedRules(List.of("c"))
              .argumentsForm(ArgumentsForm.FULL)
              .argumentsText("{\"amount\": 5}")
              .argumentsLength(13)
              .argumentsDigest(digest)
              .argumentsRewritten(true)
              .policyDigest(digest)
              .approvalId("ap-1")
              .evaluationNanos(850);
      log.append(decision);
      log.outcome(
          new OutcomeRecord()
              .outcome(CallOutcome.RETURNED)
              .durationNanos(12)
              .resultLength(3)
              .resultDigest(digest));
      log.event(RecordKind.GAP, Map.of("refused", "2"));
    }
    Cli cli = new Cli(work);
    assertThat(cli.run("tail", "--no-follow", "--json")).isZero();
    String damaged =
        new JsonLines().damaged("r", new AuditEntry.Damaged(Path.of("f.cq4"), 7, "no record"));
    lines = (cli.out() + damaged).split("\n");
  }

  @Test
  void aDecisionHasAllItsFields() {
    assertThat(withoutClocks(lines[1]))
        .isEqualTo(
            "{\"kind\":\"decision\",\"time\":T,\"run\":\"20261121T100000.000Z-3f9a1c2000000001\","
                + "\"boot_id\":\"3f9a1c2000000001\",\"leaf_index\":1,\"monotonic_nanos\":N,"
                + "\"decision_id\":\"3f9a1c20-1\",\"call_id\":1,"
                + "\"parent_decision_id\":\"3f9a1c20-1f\",\"decision\":\"would_require_approval\","
                + "\"effect\":\"require_approval\",\"mode\":\"observe\",\"stage\":\"pre_tool\","
                + "\"framework\":\"langchain4j 1.5.0\",\"agent\":\"desk\",\"session\":\"s-1\","
                + "\"tool\":\"issue_refund\",\"rule\":\"large\",\"error\":null,"
                + "\"erring_rules\":[\"a\",\"b\"],\"noted_rules\":[\"c\"],"
                + "\"arguments\":\"{\\\"amount\\\": 5}\",\"arguments_form\":\"full\","
                + "\"arguments_length\":13,\"arguments_digest\":\""
                + "ab".repeat(32)
                + "\",\"arguments_rewritten\":true,\"policy_digest\":\""
                + "ab".repeat(32)
                + "\",\"approval_id\":\"ap-1\",\"evaluation_nanos\":850,\"cut\":false}");
  }

  @Test
  void anOutcomeHasAllItsFieldsAndWhoCalled() {
    assertThat(withoutClocks(lines[2]))
        .isEqualTo(
            "{\"kind\":\"outcome\",\"time\":T,\"run\":\"20261121T100000.000Z-3f9a1c2000000001\","
                + "\"boot_id\":\"3f9a1c2000000001\",\"leaf_index\":2,\"monotonic_nanos\":N,"
                + "\"decision_id\":\"3f9a1c20-1\",\"call_id\":1,\"outcome\":\"returned\","
                + "\"agent\":\"desk\",\"session\":\"s-1\",\"tool\":\"issue_refund\","
                + "\"duration_nanos\":12,\"exception_class\":null,\"result_length\":3,"
                + "\"result_digest\":\""
                + "ab".repeat(32)
                + "\",\"cut\":false}");
  }

  @Test
  void anEventHasItsValues() {
    assertThat(withoutClocks(lines[3]))
        .isEqualTo(
            "{\"kind\":\"gap\",\"time\":T,\"run\":\"20261121T100000.000Z-3f9a1c2000000001\","
                + "\"boot_id\":\"3f9a1c2000000001\",\"leaf_index\":3,\"monotonic_nanos\":N,"
                + "\"values\":{\"refused\":\"2\"},\"cut\":false}");
  }

  private static String withoutClocks(String json) {
    return json.replaceAll("\"time\":\"[0-9T:.-]+Z\"", "\"time\":T")
        .replaceAll("\"monotonic_nanos\":-?[0-9]+", "\"monotonic_nanos\":N");
  }

  @Test
  void thePageListsEveryFieldAndNoOther() throws Exception {
    SortedMap<String, TreeSet<String>> emitted = new TreeMap<>();
    GROUPS.forEach(
        (group, line) -> {
          for (String field : fields(lines[line])) {
            emitted.computeIfAbsent(field, name -> new TreeSet<>()).add(group);
          }
        });
    SortedMap<String, TreeSet<String>> documented = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("../docs/tail.md"))) {
      if (line.startsWith("| `")) {
        String[] cells = line.split("\\|");
        String in = cells[2].strip();
        documented.put(
            cells[1].replace("`", "").strip(),
            in.equals("all")
                ? new TreeSet<>(GROUPS.keySet())
                : new TreeSet<>(List.of(in.split(", "))));
      }
    }
    assertThat(documented).isEqualTo(emitted);
  }

  private static List<String> fields(String json) {
    List<String> names = new ArrayList<>();
    int depth = 0;
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (token == JsonToken.PROPERTY_NAME && depth == 1) {
          names.add(parser.currentName());
        }
      }
    }
    return names;
  }
}
