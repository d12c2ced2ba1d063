package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.engine.detect.Detector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The page that users read and the code that runs name the same things. */
class PolicyLanguagePageTest {
  private static final Path PAGE = Path.of("..", "docs", "policy-language.md");

  @Test
  void listsTheKeysOfDocumentsAndRules() throws IOException {
    assertThat(firstColumn("| key | meaning |", 0)).containsExactlyInAnyOrder(DocumentField.keys());
    assertThat(firstColumn("| key | meaning |", 1)).containsExactlyInAnyOrder(RuleField.keys());
  }

  @Test
  void listsActionsOperatorsAndFunctions() throws IOException {
    List<String> operators = new ArrayList<>();
    for (Operator operator : Operator.values()) {
      operators.add(operator.word);
    }
    assertThat(firstColumn("| action | effect |", 0)).containsExactlyInAnyOrder(Action.words());
    assertThat(firstColumn("| operator | types | example |", 0))
        .containsExactlyInAnyOrderElementsOf(operators);
    assertThat(firstColumn("| function | result | example |", 0))
        .containsExactlyInAnyOrder(Function.words());
  }

  @Test
  void listsThePathsThatHaveFacts() throws IOException {
    List<String> paths = new ArrayList<>();
    for (PathRoot root : PathRoot.values()) {
      paths.add(root.word + "." + (root.fact == null ? "" : root.fact));
    }
    assertThat(firstColumn("| path | what is there |", 0))
        .containsExactlyInAnyOrderElementsOf(paths);
  }

  @Test
  void givesExamplesThatParse() throws Exception {
    List<String> examples = new ArrayList<>();
    for (String header :
        List.of(
            "| operator | types | example |",
            "| function | result | example |",
            "| time | value | example |")) {
      for (String row : rows(header, 0)) {
        examples.add(row.substring(row.lastIndexOf("| `") + 3, row.lastIndexOf('`')));
      }
    }
    assertThat(examples)
        .hasSize(Operator.values().length + Function.values().length + TimeField.values().length);
    for (String example : examples) {
      assertThat(Policies.condition(example)).as(example).isNotNull();
    }
  }

  @Test
  void listsStagesStrategiesAndTimes() throws IOException {
    assertThat(firstColumn("| stage | when |", 0)).containsExactly(Stage.words());
    assertThat(firstColumn("| strategy | meaning |", 0)).containsExactly(ConflictStrategy.words());
    assertThat(firstColumn("| time | value | example |", 0)).containsExactly(TimeField.words());
    assertThat(Files.readString(PAGE)).contains("`global` (if absent), `tenant` or `agent`");
    assertThat(Scope.words()).containsExactly("global", "tenant", "agent");
    assertThat(Files.readString(PAGE)).contains("`N/minute`, `N/hour` or `N/day`");
    assertThat(RateUnit.words()).containsExactly("second", "minute", "hour", "day");
  }

  @Test
  void listsTheFactsOfRequestsAndTheKeysOfEgressAndBoxes() throws IOException {
    assertThat(firstColumn("| http | value |", 0)).containsExactly(HttpFact.words());
    assertThat(firstColumn("| egress key | meaning |", 0)).containsExactly(EgressReader.KEYS);
    assertThat(firstColumn("| entry key | meaning |", 0)).containsExactly(EgressEntryReader.KEYS);
    assertThat(firstColumn("| box key | meaning |", 0)).containsExactly(BoxReader.KEYS);
    assertThat(rows("| ring | network | processes | files | native | scripts | sql |", 0))
        .hasSize(Ring.COUNT);
  }

  @Test
  void listsTheKeysOfMasksAndManifests() throws IOException {
    assertThat(firstColumn("| mask key | meaning |", 0)).containsExactly(MaskField.keys());
    assertThat(firstColumn("| manifest key | meaning |", 0)).containsExactly(ManifestField.keys());
    assertThat(firstColumn("| tool key | meaning |", 0)).containsExactly(ManifestToolField.keys());
    assertThat(firstColumn("| parameter key | meaning |", 0))
        .containsExactly(ParameterField.keys());
    String page = Files.readString(PAGE);
    for (Detector detector : Detector.values()) {
      assertThat(page).contains("| `" + detector.word() + "` | " + detector.description() + " |");
    }
    for (JsonType type : JsonType.values()) {
      assertThat(page).contains("`" + type.word + "`");
    }
  }

  @Test
  void decidesAsTheTableOfStrategiesSays() throws IOException {
    List<String> rows =
        rows(
            "| matching rules | deny-overrides | allow-overrides | priority-first | most-specific |",
            0);
    assertThat(rows).hasSizeGreaterThan(9);
    for (String row : rows) {
      String[] cells = row.substring(2).split(" \\| | \\|$", -1);
      for (ConflictStrategy strategy : ConflictStrategy.values()) {
        Effect effect = Policies.decide(policy(strategy, cells[0]), "t", "{}").effect();
        String shown = effect == Effect.REQUIRE_APPROVAL ? "ask" : lower(effect);
        assertThat(shown).as(row + ", " + strategy.word()).isEqualTo(cells[1 + strategy.ordinal()]);
      }
    }
  }

  private static String lower(Effect effect) {
    return effect.name().toLowerCase(Locale.ROOT);
  }

  /** Rules such as {@code `allow 1 agent`, `deny`}, each in a document of its own. */
  private static PolicySet policy(ConflictStrategy strategy, String rules) {
    List<PolicySource> sources = new ArrayList<>();
    for (String rule : rules.replace("`", "").split(", ")) {
      String[] words = rule.split(" ");
      String priority = "0";
      String scope = "global";
      for (int at = 1; at < words.length; at++) {
        boolean digits = Character.isDigit(words[at].charAt(0));
        priority = digits ? words[at] : priority;
        scope = digits ? scope : words[at];
      }
      String name = "r" + sources.size();
      sources.add(
          Policies.document(
              name,
              "conflict: "
                  + strategy.word()
                  + "\nscope: "
                  + scope
                  + "\nrules: [{name: "
                  + name
                  + ", action: "
                  + words[0]
                  + ", priority: "
                  + priority
                  + "}]\n"));
    }
    return Policies.parse(sources.toArray(new PolicySource[0]));
  }

  @Test
  void showsPoliciesThatLoad() throws Exception {
    String page = Files.readString(PAGE);
    ParentDocuments parents = (from, path) -> Policies.document(path, "");
    int shown = 0;
    for (int at = page.indexOf("```yaml\n"); at >= 0; at = page.indexOf("```yaml\n", at + 1)) {
      String text = page.substring(at + 8, page.indexOf("```", at + 8));
      boolean whole =
          text.startsWith("apiVersion") || text.startsWith("version") || text.startsWith("agent");
      PolicySource source =
          whole ? Policies.source("page.yaml", text) : Policies.document("page.yaml", text);
      PolicySet policy = PolicyParser.parse(List.of(source), EngineLimits.DEFAULTS, parents);
      assertThat(policy.ruleCount() + policy.boxes().size()).as(text).isPositive();
      shown++;
    }
    assertThat(shown).isEqualTo(9);
  }

  @Test
  void listsWhatMeansSomethingElseElsewhere() throws IOException {
    List<String> constructs = new ArrayList<>();
    for (String row : rows("| construct | there | here |", 0)) {
      constructs.add(row.substring(2, row.indexOf(" | ")));
    }
    List<String> notes = new ArrayList<>();
    for (DialectNote note : DialectNote.values()) {
      notes.add(note.construct);
    }
    assertThat(constructs).containsExactlyElementsOf(notes);
  }

  @Test
  void listsTheOperatorsOfOlderDocuments() throws IOException {
    List<String> rows = new ArrayList<>();
    for (OlderOperator operator : OlderOperator.values()) {
      rows.add("| `" + operator.word + "` | `" + operator.operator.word + "`");
    }
    assertThat(rows("| operator there | here |", 0))
        .hasSameSizeAs(rows)
        .zipSatisfy(rows, (row, wanted) -> assertThat(row).startsWith(wanted));
  }

  @Test
  void namesEachLimit() throws IOException {
    EngineLimits defaults = EngineLimits.DEFAULTS;
    int[] wanted = {
      defaults.policyBytes(),
      defaults.rules(),
      EngineLimits.POLICY_DOCUMENTS,
      EngineLimits.POLICY_DEPTH,
      EngineLimits.CONDITION_CHARACTERS,
      defaults.conditionDepth(),
      EngineLimits.PATTERN_STEPS,
      EngineLimits.PATTERN_STATES,
      EngineLimits.NAME_CHARACTERS,
      defaults.argumentCharacters(),
      defaults.argumentDepth(),
      defaults.argumentValues(),
      EngineLimits.NUMBER_CHARACTERS,
      EngineLimits.PATH_VALUES,
      EngineLimits.LIST_ELEMENTS
    };
    List<String> shown = new ArrayList<>();
    for (String row : rows("| what | at most | setting |", 0)) {
      shown.add(row.split(" \\| ", -1)[1]);
    }
    List<String> expected = new ArrayList<>();
    for (int limit : wanted) {
      expected.add(String.format(Locale.ROOT, "%,d", limit));
    }
    assertThat(shown).isEqualTo(expected);
    assertThat(Files.readString(PAGE).replace("\n", " "))
        .contains("At most " + EngineLimits.EXTENDS_DEPTH + " files in a chain.")
        .contains(String.format(Locale.ROOT, "N from 1 to %,d", RateLimit.MAX_CALLS))
        .contains("At most 4,096 characters and 64 levels.");
  }

  private static List<String> firstColumn(String header, int occurrence) throws IOException {
    List<String> words = new ArrayList<>();
    for (String row : rows(header, occurrence)) {
      words.add(row.substring(row.indexOf('`') + 1, row.indexOf('`', row.indexOf('`') + 1)));
    }
    return words;
  }

  /** The rows of the n-th table with this header. */
  private static List<String> rows(String header, int occurrence) throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    int at = -1;
    for (int seen = 0; seen <= occurrence; seen++) {
      at += 1 + lines.subList(at + 1, lines.size()).indexOf(header);
      assertThat(lines.get(at)).isEqualTo(header);
    }
    int end = at + 2;
    while (end < lines.size() && lines.get(end).startsWith("| ")) {
      end++;
    }
    return lines.subList(at + 2, end);
  }
}
