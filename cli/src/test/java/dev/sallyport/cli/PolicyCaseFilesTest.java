package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The policy language in cases, run by the command that users test their policies with. */
class PolicyCaseFilesTest {
  private static final Path CASES = Path.of("src/test/resources/cases").toAbsolutePath();
  private static final Path EXAMPLES = Path.of("../examples").toAbsolutePath().normalize();

  static List<Path> caseFiles() throws Exception {
    try (Stream<Path> files = Files.walk(CASES)) {
      return files.filter(file -> file.toString().endsWith(".cases.yaml")).sorted().toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("caseFiles")
  void everyCasePassesAndEveryRuleIsHit(Path file) {
    Cli cli = new Cli(CASES);
    int exitCode = cli.run("test", "--failed", "--min-coverage=100", file.toString());
    assertThat(cli.err()).isEmpty();
    assertThat(cli.out()).doesNotContain("FAIL", "no case");
    assertThat(exitCode).isZero();
  }

  @Test
  void theLanguageHasHundredsOfCases() throws Exception {
    Cli cli = new Cli(CASES);
    String[] args =
        Stream.concat(
                Stream.of("test", "--json", "--failed"), caseFiles().stream().map(Path::toString))
            .toArray(String[]::new);
    assertThat(cli.run(args)).isZero();
    String summary = cli.out().lines().reduce((first, last) -> last).orElseThrow();
    int cases = Integer.parseInt(summary.replaceAll(".*\"cases\":(\\d+).*", "$1"));
    assertThat(cases).isGreaterThanOrEqualTo(250);
  }

  @ParameterizedTest
  @ValueSource(strings = {"langchain4j", "spring-ai"})
  void theExamplesAreTestedAndLinted(String example) {
    Cli test = new Cli(EXAMPLES.resolve(example));
    assertThat(test.run("test", "--min-coverage=100")).isZero();
    assertThat(test.out()).endsWith("16 cases passed\n");
    Cli lint = new Cli(EXAMPLES.resolve(example));
    assertThat(lint.run("lint", "--strict")).isZero();
    assertThat(lint.out()).isEqualTo("1 policy, nothing found\n");
  }
}
