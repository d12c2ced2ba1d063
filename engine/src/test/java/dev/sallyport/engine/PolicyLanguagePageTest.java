package dev.sallyport.engine;

import static org.assertj.core.api.Assertions.assertThat;

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
      if (!root.hasNoFacts()) {
        paths.add(root.word + "." + (root.fact == null ? "" : root.fact));
      }
    }
    assertThat(firstColumn("| path | what is there |", 0))
        .containsExactlyInAnyOrderElementsOf(paths);
  }

  @Test
  void givesExamplesThatParse() throws Exception {
    List<String> examples = new ArrayList<>();
    for (String header :
        List.of("| operator | types | example |", "| function | result | example |")) {
      for (String row : rows(header, 0)) {
        examples.add(row.substring(row.lastIndexOf("| `") + 3, row.lastIndexOf('`')));
      }
    }
    assertThat(examples).hasSize(Operator.values().length + Function.values().length);
    for (String example : examples) {
      assertThat(Policies.condition(example)).as(example).isNotNull();
    }
  }

  @Test
  void beginsWithAPolicyThatLoads() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf("```yaml\n") + 8;
    String policy = page.substring(start, page.indexOf("```", start));

    assertThat(Policies.parse(Policies.source("page.yaml", policy)).ruleCount()).isEqualTo(3);
  }

  @Test
  void namesEachLimit() throws IOException {
    String page = Files.readString(PAGE).replace("\n", " ");
    assertThat(page)
        .contains(
            String.format(
                Locale.ROOT,
                "%,d characters and %d levels",
                4_096,
                EngineLimits.DEFAULTS.conditionDepth()))
        .contains(
            String.format(
                Locale.ROOT,
                "%,d characters, %d levels",
                EngineLimits.DEFAULTS.argumentCharacters(),
                64))
        .contains(String.format(Locale.ROOT, "%,d values", EngineLimits.DEFAULTS.argumentValues()))
        .contains(
            String.format(
                Locale.ROOT, "%,d characters in a number", EngineLimits.NUMBER_CHARACTERS))
        .contains(String.format(Locale.ROOT, "%,d values of a path", EngineLimits.PATH_VALUES));
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
    while (lines.get(end).startsWith("| ")) {
      end++;
    }
    return lines.subList(at + 2, end);
  }
}
