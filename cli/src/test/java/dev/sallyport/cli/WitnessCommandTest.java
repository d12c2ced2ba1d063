package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.note.NoteSigner;
import dev.sallyport.audit.note.NoteVerifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class WitnessCommandTest {
  private static final String LOG =
      "log.example/a=" + new NoteSigner("log.example/a", new byte[32]).verifier();

  @TempDir Path work;

  @Test
  void theKeyIsMadeOnceAndShown() throws Exception {
    Cli first = new Cli(work);
    assertThat(first.run("witness", "--dir", "w", "--name", "w1.example", "--print-key")).isZero();
    NoteVerifier key = NoteVerifier.parse(first.out().strip());
    assertThat(key.name()).isEqualTo("w1.example");
    assertThat(key.type()).isEqualTo(NoteVerifier.COSIGNATURE_V1);

    Cli again = new Cli(work);
    assertThat(again.run("witness", "--dir", "w", "--print-key")).isZero();
    assertThat(again.out()).isEqualTo(first.out());
    Path file = work.resolve("w/witness.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(first.out() + first.err()).doesNotContain("PRIVATE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--print-key | got the name `null`, wanted one without spaces and `+` for the new key",
        "--name a+b --print-key | got the name `a+b`, wanted one without spaces",
        "--name w | got no `--log`, wanted at least one `--log=NAME=VKEY`",
        "--name w --log x | --log: got `x`, wanted `NAME=VKEY`",
        "--name w --log x=y | --log: got `y`, wanted a key `name+hash+base64`",
        "--name w --log LOG --listen 70 | --listen: got `70`, wanted HOST:PORT",
        "--name w --log LOG --listen h:x | --listen: got `h:x`, wanted HOST:PORT",
        "--name w --log LOG --listen 127.0.0.1:70000 | got `127.0.0.1:70000`, wanted HOST:PORT",
      })
  void wrongUseIsSaidInOneLine(String options, String message) {
    Cli cli = new Cli(work);
    assertThat(cli.run(("witness --dir w " + options.replace("LOG", LOG)).split(" "))).isEqualTo(2);
    assertThat(cli.err()).contains(message);
    assertThat(cli.err().lines().findFirst().orElse("")).startsWith("sallyport: ");
  }

  @Test
  void anotherNameThanThatOfTheKeyIsRefused() {
    new Cli(work).run("witness", "--dir", "w", "--name", "w1", "--print-key");
    Cli cli = new Cli(work);
    assertThat(cli.run("witness", "--dir", "w", "--name", "w2", "--log", LOG)).isEqualTo(2);
    assertThat(cli.err()).contains("got the name `w2`, wanted `w1`, that of the key in `");
  }

  @Test
  void endsInOrderWhenItIsAsked() throws Exception {
    Cli cli = new Cli(work);
    Thread user =
        new Thread(
            () -> {
              while (!cli.err().contains("listening at 127.0.0.1:")) {
                LockSupport.parkNanos(5_000_000);
              }
              cli.stop();
            });
    user.setDaemon(true);
    user.start();
    int exit =
        cli.run("witness", "--dir", "w", "--name", "w1", "--log", LOG, "--listen", "127.0.0.1:0");
    assertThat(exit).isZero();
    assertThat(cli.err().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("witness: listening at 127.0.0.1:")
                    .endsWith(", logs: 1"),
            line -> assertThat(line).isEqualTo("witness: ended"));
    assertThat(new Cli(work).run("witness", "--dir", "w", "--print-key"))
        .as("the lock is gone")
        .isZero();
  }
}
