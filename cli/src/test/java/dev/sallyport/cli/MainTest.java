package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
  @TempDir Path work;

  private void assertWrongUse(String message, String command, String... args) {
    Cli cli = new Cli(work);
    assertThat(cli.run(args)).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err())
        .isEqualTo(
            "sallyport: " + message + "\ntry: java -jar sallyport.jar" + command + " --help\n");
  }

  @Test
  void helpTeachesWithExamples() {
    Cli cli = new Cli(work);
    assertThat(cli.run("--help")).isZero();
    assertThat(cli.err()).isEmpty();
    assertThat(cli.out())
        .startsWith("Usage: java -jar sallyport.jar [-hV] COMMAND\n")
        .containsPattern("  tail +Show what the agents did, and what they do as it happens.\n")
        .containsPattern("  lint +Find mistakes in a policy before it decides anything.\n")
        .containsPattern("  test +Check that a policy decides as you expect.\n")
        .contains("  java -javaagent:sallyport.jar -jar app.jar\n")
        .contains("Exit codes: 0 fine, 1 a finding, 2 wrong use or could not tell.\n");
    assertThat(cli.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void helpOfTailTeachesWithExamples() {
    Cli cli = new Cli(work);
    assertThat(cli.run("tail", "--help")).isZero();
    assertThat(cli.out())
        .contains("Usage: java -jar sallyport.jar tail [OPTIONS] [FOLDER]\n")
        .contains("--denied", "--tool=GLOB", "--agent=GLOB", "--session=ID", "--since=WHEN")
        .contains("--json", "--color=WHEN", "-n, --lines=N", "--no-follow")
        .contains("  java -jar sallyport.jar tail --tool 'issue_*' --since 2h --no-follow\n");
    assertThat(cli.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @ParameterizedTest
  @CsvSource({
    "lint, --strict policies/desk.yaml, [OPTIONS] [POLICY...]",
    "test, --coverage --min-coverage=100, [OPTIONS] [FILE...]"
  })
  void helpOfACommandOnPoliciesTeachesWithExamples(String command, String example, String use) {
    Cli cli = new Cli(work);
    assertThat(cli.run(command, "--help")).isZero();
    assertThat(cli.out())
        .contains("Usage: java -jar sallyport.jar " + command + " " + use + "\n")
        .contains("  java -jar sallyport.jar " + command + " " + example + "\n");
    assertThat(cli.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void theVersionIsThatOfTheBuild() {
    Cli cli = new Cli(work);
    assertThat(cli.run("--version")).isZero();
    assertThat(cli.out()).matches("sallyport [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?\n");
  }

  @Test
  void withoutCommandThereIsHelpAndAnErrorCode() {
    Cli help = new Cli(work);
    help.run("--help");
    Cli cli = new Cli(work);
    assertThat(cli.run()).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).isEqualTo(help.out());
  }

  @ParameterizedTest
  @CsvSource({"tial, tail", "TAIL, tail", "tael, tail"})
  void anUnknownCommandIsAnsweredWithTheNearest(String got, String nearest) {
    assertWrongUse(
        "got unknown command `" + got + "`, the nearest valid one is `" + nearest + "`", "", got);
  }

  @Test
  void anUnknownOptionIsAnsweredWithTheNearest() {
    assertWrongUse(
        "got unknown option `--dnied`, the nearest valid one is `--denied`",
        " tail",
        "tail",
        "--dnied");
    assertWrongUse(
        "got unknown option `--versoin`, the nearest valid one is `--version`", "", "--versoin");
  }

  @Test
  void whatTheUserTypedIsEscaped() {
    Cli cli = new Cli(work);
    assertThat(cli.run("\u001b[31mtail\n")).isEqualTo(2);
    assertThat(cli.err()).contains("got unknown command `\\u{1b}[31mtail\\n`");
  }

  @Test
  void aSecondFolderIsRefused() {
    assertWrongUse("got unknown argument `b`", " tail", "tail", "a", "b");
  }

  @ParameterizedTest
  @CsvSource({
    "-n, x, 'a number from 0, or `all`'",
    "-n, -1, 'a number from 0, or `all`'",
    "-n, 99999999999, 'a number from 0, or `all`'",
    "-n, ALL, 'a number from 0, or `all`'",
    "--since, yesterday, 'an age such as 10m or 2h, or an instant with its offset'",
    "--since, 10, 'an age such as 10m or 2h, or an instant with its offset'",
    "--since, m, 'an age such as 10m or 2h, or an instant with its offset'",
    "--since, -5m, 'an age such as 10m or 2h, or an instant with its offset'",
    "--since, 2026-11-21T10:00:00, 'an age such as 10m or 2h, or an instant with its offset'",
    "--color, blue, 'auto, always or never'"
  })
  void aWrongValueIsAnsweredWithWhatIsWanted(String option, String got, String wanted)
      throws Exception {
    Files.createDirectory(work.resolve("sallyport-audit"));
    assertWrongUse(
        option + ": got `" + got + "`, wanted " + wanted, " tail", "tail", option + "=" + got);
  }

  @Test
  void aMissingFolderIsNamed() {
    Cli cli = new Cli(work);
    assertThat(cli.run("tail")).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err())
        .startsWith(
            "sallyport: got no log folder `" + work.resolve("sallyport-audit") + "`, wanted ");
  }

  @Test
  void aFolderWithoutRunsIsNoLog() throws Exception {
    Files.createFile(work.resolve("notes.txt"));
    Cli cli = new Cli(work);
    assertThat(cli.run("tail", ".")).isEqualTo(2);
    assertThat(cli.err()).startsWith("sallyport: got no run in `" + work + "`, wanted ");
  }

  @Test
  void aFileIsNoLog() throws Exception {
    Files.createFile(work.resolve("notes.txt"));
    Cli cli = new Cli(work);
    assertThat(cli.run("tail", "notes.txt")).isEqualTo(2);
    assertThat(cli.err()).startsWith("sallyport: got no log folder `");
  }

  @Test
  void anEmptyFolderIsAnEmptyLog() throws Exception {
    Files.createDirectory(work.resolve("sallyport-audit"));
    Cli cli = new Cli(work);
    assertThat(cli.run("tail", "--no-follow")).isZero();
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err())
        .isEqualTo("sallyport: no run in `" + work.resolve("sallyport-audit") + "` yet\n");
  }

  @Test
  void thePublicEntryRunsInTheProcessFolderWithoutColours() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out);
    assertThat(Main.run(new String[] {"--version"}, stream, stream)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("sallyport ");
  }
}
