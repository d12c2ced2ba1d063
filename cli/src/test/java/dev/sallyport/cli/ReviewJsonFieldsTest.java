package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JSON of explain, replay and suggest has the fields that the page lists. */
class ReviewJsonFieldsTest {
  @TempDir static Path work;

  @BeforeAll
  static void writeLog() throws Exception {
    Files.writeString(work.resolve("sallyport.yaml"), ReviewLog.REFUNDS);
    Files.writeString(
        work.resolve("new.yaml"),
        ReviewLog.REFUNDS.replace("<= 100", "<= 500").replace("name: search", "name: find"));
    try (ReviewLog log =
        new ReviewLog(TestLog.start(work.resolve("sallyport-audit"), 0), ReviewLog.REFUNDS)) {
      log.full("desk", "issue_refund", "{\"amount\":250,\"currency\":\"\u00e9\u0000\"}");
      log.full("desk", "issue_refund", "{\"amount\":250,\"currency\":\"EUR\"}");
      log.full("desk", "search_orders", "{}");
      log.redacted("desk", "issue_refund", "{\"amount\":5}", "{\"amount\":\"number(1)\"}");
    }
  }

  private static String run(int exitCode, String... args) {
    Cli cli = new Cli(work);
    assertThat(cli.run(args)).isEqualTo(exitCode);
    assertThat(cli.err()).isEmpty();
    assertThat(cli.out().chars()).allMatch(c -> c == '\n' || c >= 0x20 && c < 0x7f);
    return cli.out();
  }

  /** Each field once, those of parts and of groups like others only where they are first. */
  private static TreeSet<String> fields(String json) {
    TreeSet<String> fields = new TreeSet<>();
    Deque<Map.Entry<String, Object>> open = new ArrayDeque<>();
    open.add(Map.entry("", Objects.requireNonNull(JsonTree.object(json.strip()))));
    while (!open.isEmpty()) {
      Map.Entry<String, Object> next = open.remove();
      if (next.getValue() instanceof Map<?, ?> members) {
        for (Map.Entry<?, ?> member : members.entrySet()) {
          String path = next.getKey() + member.getKey();
          fields.add(path);
          if (!path.endsWith(".parts") && !path.endsWith("_rules") && !path.endsWith("_tools")) {
            open.add(Map.entry(path + ".", Objects.requireNonNull(member.getValue())));
          }
        }
      } else if (next.getValue() instanceof Iterable<?> elements) {
        String path = next.getKey().substring(0, next.getKey().length() - 1);
        for (Object element : elements) {
          open.add(Map.entry(path + "[].", Objects.requireNonNull(element)));
        }
      }
    }
    return fields;
  }

  private static TreeSet<String> documented(String command) throws Exception {
    TreeSet<String> documented = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("../docs/incident-review.md"))) {
      String[] cells = line.split("\\|");
      boolean field = line.startsWith("| `") && cells.length == 4;
      if (field && new TreeSet<>(List.of(cells[2].strip().split(", "))).contains(command)) {
        documented.add(cells[1].replace("`", "").strip());
      }
    }
    return documented;
  }

  @Test
  void thePageListsTheFieldsOfExplain() throws Exception {
    TreeSet<String> emitted = fields(run(0, "explain", "3f9a1c20-2", "--json"));
    emitted.addAll(fields(run(0, "explain", "--tool=search_x", "--json")));
    assertThat(emitted).isEqualTo(documented("explain"));
  }

  @Test
  void thePageListsTheFieldsOfReplay() throws Exception {
    TreeSet<String> emitted = fields(run(1, "replay", "--policy=new.yaml", "--json"));
    assertThat(emitted).isEqualTo(documented("replay"));
  }

  @Test
  void thePageListsTheFieldsOfSuggest() throws Exception {
    TreeSet<String> emitted = fields(run(0, "suggest", "--json"));
    assertThat(emitted).isEqualTo(documented("suggest"));
  }

  @Test
  void explainTellsWhatItTellsPeople() {
    Map<String, Object> json = new TreeMap<>(tree(run(0, "explain", "3f9a1c20-2", "--json")));
    assertThat(json)
        .containsEntry("decision_id", "3f9a1c20-2")
        .containsEntry("effect", "deny")
        .containsEntry("rule", JsonTree.NULL)
        .containsEntry("recorded_effect", "deny")
        .containsEntry("policy_decided", true)
        .containsEntry("same", true);
    assertThat(String.valueOf(json.get("changes")))
        .isEqualTo(
            "[{kind=call, effect=allow, rule=small-refunds, subject=null,"
                + " values=[{path=args.amount, from=250, to=100}]}]");
  }

  @Test
  void replayTellsWhatItTellsPeople() {
    Map<String, Object> json = new TreeMap<>(tree(run(1, "replay", "--policy=new.yaml", "--json")));
    assertThat(String.valueOf(json.get("changes")))
        .isEqualTo(
            "[{tool=issue_refund, from_effect=deny, from_rule=null, from_masked=false,"
                + " to_effect=allow, to_rule=small-refunds, to_masked=false, masked_otherwise=false, count=1,"
                + " decisions=[3f9a1c20-2]}]");
    assertThat(String.valueOf(json.get("redacted"))).isEqualTo("1");
  }

  private static Map<String, Object> tree(String json) {
    return Objects.requireNonNull(JsonTree.object(json.strip()));
  }
}
