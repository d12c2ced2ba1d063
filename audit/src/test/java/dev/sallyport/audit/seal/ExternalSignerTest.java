package dev.sallyport.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.audit.note.NoteSigner;
import dev.sallyport.audit.note.NoteVerifier;
import dev.sallyport.audit.note.SignedNote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real script, which runs a real program that signs. */
class ExternalSignerTest {
  @TempDir Path folder;
  private Path key;
  private Path script;

  /** The program behind the script: arguments are the file of the key, and what to do. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) throws Exception {
      NoteSigner signer = NoteSigner.parse(Files.readString(Path.of(arguments[0])));
      if (arguments[1].equals("vkey")) {
        System.out.println(signer.verifier().text());
      } else {
        String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        System.out.print(signer.sign(text).line());
        System.out.flush();
      }
    }
  }

  @BeforeEach
  void writeScript() throws Exception {
    key = folder.resolve("key");
    Files.writeString(key, new NoteSigner("hsm.example", SealedLog.random(32)).text());
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    script(
        "exec '"
            + java
            + "' -XX:TieredStopAtLevel=1 -cp '"
            + classPath
            + "' '"
            + Program.class.getName()
            + "' '"
            + key
            + "' \"$1\"");
  }

  private void script(String body) throws IOException {
    script = folder.resolve("sign.sh");
    Files.writeString(script, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  private Options options() {
    Options options = new Options();
    options.signer = script.toString();
    return options;
  }

  private Path root() {
    return folder.resolve("log");
  }

  @Test
  void certifiesEachRunAndSignsCheckpointsToo() throws Exception {
    NoteVerifier signer = NoteSigner.parse(Files.readString(key)).verifier();
    for (int i = 0; i < 2; i++) {
      try (SealedLog log = SealedLog.begin(root(), options())) {
        log.append(10);
        log.end();
        CheckedRun run = CheckedRun.of(log.folder).closed();
        assertThat(run.epochNote.isSignedBy(signer)).isTrue();
        assertThat(run.epoch.number()).isEqualTo(i);
        assertThat(run.epoch.nextKey()).isNull();
        assertThat(log.checkpoints).isNotEmpty();
        for (SealedCheckpoint checkpoint : log.checkpoints) {
          assertThat(SignedNote.parse(checkpoint.note()).isSignedBy(signer)).isTrue();
        }
      }
    }
    assertThat(Files.readString(root().resolve(SealFiles.LOG_KEY)).strip())
        .isEqualTo(signer.text());
    assertThat(root().resolve(SealFiles.EPOCH_KEY)).doesNotExist();
  }

  @Test
  void refusesToBeginWithASignerThatFails() throws Exception {
    for (String body :
        List.of("exit 3", "echo nonsense", "echo a+1+b", "exec cat", ": > /dev/null")) {
      script(body);
      assertThatThrownBy(() -> SealedLog.begin(root(), options()).close())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the signer `" + script + " vkey` (setting audit.signer): ");
    }
    script = folder.resolve("gone.sh");
    assertThatThrownBy(() -> SealedLog.begin(root(), options()).close())
        .hasMessageContaining("gone.sh vkey` (setting audit.signer): ");
  }

  @Test
  void goesOnWithTheRunsKeyWhenTheSignerFailsLater() throws Exception {
    try (SealedLog log = SealedLog.begin(root(), options())) {
      log.append(1);
      log.awaitSealed();
      script("exit 1");
      for (int i = 0; i < 3; i++) {
        log.append(1);
        log.awaitSealed();
      }
      log.end();
      CheckedRun.of(log.folder).closed();
      assertThat(log.lines.stream().filter(line -> line.contains("own signature only"))).hasSize(1);
    }
  }

  @Test
  void refusesToGoOnWithAnotherKeyThanTheLogs() throws Exception {
    try (SealedLog log = SealedLog.begin(root(), options())) {
      log.end();
    }
    assertThatThrownBy(() -> SealedLog.begin(root()).close())
        .hasMessageContaining("there is a log with the key `hsm.example`");
    Files.writeString(key, new NoteSigner("other.example", SealedLog.random(32)).text());
    assertThatThrownBy(() -> SealedLog.begin(root(), options()).close())
        .hasMessageContaining("would be signed by `other.example`");
  }
}
