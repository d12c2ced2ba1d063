package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code lint} shows and exits with. */
class LintCommandTest {
  private static final String HEADER = "apiVersion: governance.toolkit/v1\nname: desk\nrules:\n";
  private static final String SOUND =
      HEADER
          + "  - {name: small, tools: [refund], condition: 'args.amount <= 100', action: allow}\n";
  private static final String DOUBTFUL =
      SOUND
          + "  - {name: refunds, tools: ['refund*'], action: deny}\n"
          + "  - {name: refunds-too, tools: [refnud], action: deny}\n";
  private static final String DOUBTS =
      """
      sallyport.yaml:4: warning: rule `small`: never decides: `refunds` (sallyport.yaml:5) matches every call that it matches; deny wins [shadowed]
      sallyport.yaml:6: warning: rule `refunds-too`: the tool `refnud` differs from `refund` of `small` (sallyport.yaml:4) by one letter [tool-name]
      0 errors, 2 warnings
      """;

  @TempDir Path work;

  private void write(String name, String text) throws Exception {
    Path file = work.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void assertShows(int exitCode, String out, String err, String... args) {
    Cli cli = new Cli(work);
    int got = cli.run(args);
    assertThat(cli.err()).isEqualTo(err);
    assertThat(cli.out()).isEqualTo(out);
    assertThat(got).isEqualTo(exitCode);
  }

  @Test
  void thePolicyHereIsFoundAndSound() throws Exception {
    write("sallyport.yaml", SOUND);
    assertShows(0, "1 policy, nothing found\n", "", "lint");
    assertShows(0, "1 policy, nothing found\n", "", "lint", "--strict", "sallyport.yaml");
  }

  @Test
  void warningsFailOnlyAStrictRun() throws Exception {
    write("sallyport.yaml", DOUBTFUL);
    assertShows(0, DOUBTS, "", "lint");
    assertShows(1, DOUBTS, "", "lint", "--strict");
  }

  @Test
  void whatKeepsAPolicyFromLoadingIsAnError() throws Exception {
    write("a.yaml", SOUND.replace("<=", "=<").replace("action", "acton"));
    write("b.yaml", SOUND);
    assertShows(
        1,
        """
        a.yaml:4:60: error: `condition`: got `=`, wanted `==`
        a.yaml:4:69: error: unknown key `acton` in a rule, did you mean `action`?
        2 errors, 0 warnings
        """,
        "",
        "lint",
        "a.yaml",
        "b.yaml");
  }

  @Test
  void aFolderIsOnePolicyWithoutItsCases() throws Exception {
    write("sallyport.d/a.yaml", SOUND);
    write("sallyport.d/b.yaml", HEADER + "  - {name: all, tools: [refund], action: deny}\n");
    write("sallyport.d/b.cases.yaml", "not: [a policy\n");
    assertShows(
        0,
        "sallyport.d/a.yaml:4: warning: rule `small`: never decides: `all` (sallyport.d/b.yaml:4)"
            + " matches every call that it matches; deny wins [shadowed]\n0 errors, 1 warning\n",
        "",
        "lint");
  }

  @Test
  void whatAPolicyExtendsIsReadFromItsFolder() throws Exception {
    write("desk.yaml", "extends: [base/all.yaml]\n" + SOUND);
    write("base/all.yaml", HEADER + "  - {name: all, tools: [refund], action: deny}\n");
    assertShows(
        0,
        "desk.yaml:5: warning: rule `small`: never decides: `all` (base/all.yaml:4) matches every"
            + " call that it matches; deny wins [shadowed]\n0 errors, 1 warning\n",
        "",
        "lint",
        "desk.yaml");
    write("desk.yaml", "extends: [../all.yaml]\n" + SOUND);
    Cli cli = new Cli(work);
    assertThat(cli.run("lint", "desk.yaml")).isEqualTo(1);
    assertThat(cli.out()).startsWith("desk.yaml:1:").contains("outside the policy's folder");
  }

  @Test
  void toolNamesAreComparedWithThoseInALog() throws Exception {
    try (TestLog log = TestLog.start(work.resolve("sallyport-audit"), 0)) {
      log.allow("desk", "Refund", "small");
      log.append(log.call("desk", "refunds").error("tool name: got ..."));
      log.shutdown();
    }
    write("sallyport.yaml", SOUND);
    assertShows(
        1,
        "sallyport.yaml:4: warning: rule `small`: the tool `refund` differs from `Refund`, which"
            + " was seen, by case only [tool-name]\n0 errors, 1 warning\n",
        "",
        "lint",
        "--strict",
        "--seen",
        "sallyport-audit");
  }

  @Test
  void toolNamesAreComparedWithAList() throws Exception {
    write("sallyport.yaml", SOUND);
    write("tools.txt", "# all tools\n\nsearch\n refunt \n");
    Cli cli = new Cli(work);
    assertThat(cli.run("lint", "--seen-tools", "tools.txt")).isZero();
    assertThat(cli.out()).contains("differs from `refunt`, which was seen, by one letter");
  }

  @Test
  void whatCannotBeReadIsNoFinding() throws Exception {
    write("sallyport.yaml", SOUND);
    for (String[] args :
        new String[][] {
          {"lint", "nowhere.yaml"},
          {"lint", "--seen", "nowhere"},
          {"lint", "--seen-tools", "nowhere.txt"},
          {"lint", "--color", "blue"}
        }) {
      Cli cli = new Cli(work);
      assertThat(cli.run(args)).isEqualTo(2);
      assertThat(cli.out()).isEmpty();
      assertThat(cli.err()).startsWith("sallyport: ");
    }
  }

  @Test
  void withoutAPolicyHereTheUseIsWrong() {
    Cli cli = new Cli(work);
    assertThat(cli.run("lint")).isEqualTo(2);
    assertThat(cli.err()).startsWith("sallyport: got no policy, wanted sallyport.yaml");
  }

  @Test
  void hostileTextIsEscaped() throws Exception {
    write("a.yaml", HEADER + "  - {name: a, tools: [t], condition: \"'\\e[2J\" , action: allow}\n");
    Cli cli = new Cli(work);
    assertThat(cli.run("lint", "a.yaml")).isEqualTo(1);
    assertThat(cli.out()).doesNotContain("\u001b");
  }

  @Test
  void eachFindingIsAnObjectForPrograms() throws Exception {
    write("sallyport.yaml", DOUBTFUL);
    write("bad.yaml", "rules: 5\n");
    Cli cli = new Cli(work);
    assertThat(cli.run("lint", "--json", "sallyport.yaml", "bad.yaml")).isEqualTo(1);
    assertThat(cli.out())
        .startsWith(
            "{\"kind\":\"finding\",\"severity\":\"warning\",\"file\":\"sallyport.yaml\",\"line\":4,"
                + "\"column\":null,\"rule\":\"small\",\"check\":\"shadowed\",\"message\":\"never")
        .contains(
            "{\"kind\":\"finding\",\"severity\":\"error\",\"file\":\"bad.yaml\",\"line\":1,"
                + "\"column\":8,\"rule\":null,\"check\":\"load\",\"message\":\"`rules`: got")
        .endsWith("{\"kind\":\"summary\",\"policies\":2,\"errors\":3,\"warnings\":2}\n");
    assertThat(JsonPage.documented("../docs/lint.md")).isEqualTo(JsonPage.emitted(cli.out()));
  }

  @Test
  void thePageExplainsEveryCheck() throws Exception {
    List<String> explained = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("../docs/lint.md"))) {
      if (line.startsWith("## JSON")) {
        break;
      }
      if (line.startsWith("| `")) {
        explained.add(line.substring(3, line.indexOf('`', 3)));
      }
    }
    TreeSet<String> checks = new TreeSet<>();
    Path sources = Path.of("../engine/src/main/java/dev/sallyport/engine");
    for (Path file : Files.list(sources).toList()) {
      String name = file.getFileName().toString();
      if (name.endsWith("Check.java") || name.equals("PolicyLint.java")) {
        addWords(Files.readString(file), checks);
      }
    }
    assertThat(explained).containsExactlyInAnyOrderElementsOf(checks);
  }

  /** The constants and arguments that name checks: lower-case words with dashes. */
  private static void addWords(String source, TreeSet<String> checks) {
    Matcher words =
        Pattern.compile(
                "(?:(?:CHECK|NEVER|ALWAYS|SHADOWED|REDUNDANT|DUPLICATE) = |report\\(|null, )\"([a-z-]+)\"")
            .matcher(source);
    while (words.find()) {
      checks.add(words.group(1));
    }
  }
}
