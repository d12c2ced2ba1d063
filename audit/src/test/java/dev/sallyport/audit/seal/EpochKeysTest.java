package dev.sallyport.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpochKeysTest {
  @TempDir Path folder;

  private Path root() {
    return folder.resolve("log");
  }

  private Path key() {
    return root().resolve(SealFiles.EPOCH_KEY);
  }

  private Path logKey() {
    return root().resolve(SealFiles.LOG_KEY);
  }

  private String run() throws Exception {
    try (SealedLog log = SealedLog.begin(root())) {
      log.append(3);
      log.end();
      return SealFiles.name(log.folder);
    }
  }

  private void assertRefused(String... parts) {
    assertThatThrownBy(() -> SealedLog.begin(root()).close())
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(parts)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void chainsEachRunToTheOneBefore() throws Exception {
    String first = run();
    String second = run();
    run();
    List<CheckedRun> runs = Roots.check(root());
    assertThat(runs).hasSize(3);
    assertThat(runs.get(0).epoch.previous()).isNull();
    assertThat(runs.get(1).epoch.previous()).isEqualTo(first);
    assertThat(runs.get(2).boot("previous")).isEqualTo(second);
    assertThat(runs.get(2).boot("previous_size")).isEqualTo("5");
    assertThat(runs.get(2).boot("previous_state")).isEqualTo("closed");
    assertThat(runs.get(2).boot("previous_root"))
        .isEqualTo(java.util.HexFormat.of().formatHex(runs.get(1).root(5)));
  }

  @Test
  void saysOnceWithWhichKeyTheLogIsVerified() throws Exception {
    try (SealedLog log = SealedLog.begin(root())) {
      String key = Files.readString(logKey()).strip();
      assertThat(log.lines).hasSize(1);
      assertThat(log.lines.get(0)).contains(key, logKey().toString());
      log.end();
    }
    try (SealedLog log = SealedLog.begin(root())) {
      assertThat(log.lines).isEmpty();
      log.end();
    }
  }

  @Test
  void keepsKeysToTheirOwnerAndDestroysTheOneThatWasUsed() throws Exception {
    run();
    String before = Files.readString(key());
    run();
    assertThat(Files.readString(key())).isNotEqualTo(before);
    for (Path file : List.of(key(), logKey())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    try (var files = Files.list(root())) {
      assertThat(files.map(SealFiles::name).filter(name -> name.endsWith(".new"))).isEmpty();
    }
  }

  @Test
  void refusesToGoOnWithoutTheKeyOfTheNextStart() throws Exception {
    run();
    Files.delete(key());
    assertRefused("`" + key() + "`, the key for its next start, is gone", "set audit.dir");
  }

  @Test
  void refusesAKeyFileThatHoldsSomethingElse() throws Exception {
    run();
    String whole = Files.readString(key());
    for (String content :
        List.of("", "\n", "x\n", whole.strip(), whole + whole, whole.replace("+KEY", ""))) {
      Files.writeString(key(), content);
      assertRefused("`" + key() + "`", "can't be used");
    }
    Files.write(key(), new byte[10_000]);
    assertRefused("it has `10000` bytes");
    Files.write(key(), new byte[] {(byte) 0xFF, '\n'});
    assertRefused("can't be used");
    Files.writeString(key(), whole);
    run();
  }

  @Test
  void refusesAKeyFileThatOthersCanRead() throws Exception {
    run();
    for (String mode : List.of("rw-r--r--", "rw----r--", "rw--w----")) {
      Files.setPosixFilePermissions(key(), PosixFilePermissions.fromString(mode));
      assertRefused("is open to others: its mode is `" + mode + "`, wanted `rw-------`");
    }
  }

  @Test
  void refusesAnOldCopyOfTheKey() throws Exception {
    run();
    byte[] old = Files.readAllBytes(key());
    run();
    Files.write(key(), old);
    assertRefused("`" + key() + "` is an old copy", "epoch `1`");
  }

  @Test
  void refusesTheKeyOfAnotherLog() throws Exception {
    run();
    byte[] other = Files.readAllBytes(key());
    Files.move(root(), folder.resolve("other"));
    run();
    Files.write(key(), other);
    assertRefused("has the key `sallyport/", "put the right key back");
  }

  @Test
  void refusesALogKeyThatIsGoneOrGarbled() throws Exception {
    run();
    Files.writeString(logKey(), "garbled\n");
    assertRefused("`" + logKey() + "` is not the key of a log", "put it back");
    Files.delete(logKey());
    assertRefused("`" + logKey() + "` is gone", "put it back");
  }

  @Test
  void keepsTheKeyWhereTheSettingSays() throws Exception {
    Options options = new Options();
    options.keyFile = Files.createDirectory(folder.resolve("keys")).resolve("k");
    for (int i = 0; i < 2; i++) {
      try (SealedLog log = SealedLog.begin(root(), options)) {
        log.end();
      }
    }
    assertThat(key()).doesNotExist();
    assertThat(Roots.check(root())).hasSize(2);
  }

  @Test
  void givesANewLogTheNameOfTheSettingAndRefusesAnotherLater() throws Exception {
    Options options = new Options();
    options.origin = "desk.example/audit";
    try (SealedLog log = SealedLog.begin(root(), options)) {
      log.end();
    }
    assertThat(Files.readString(logKey())).startsWith("desk.example/audit/epoch/0+");
    options.origin = "other";
    assertThatThrownBy(() -> SealedLog.begin(root(), options).close())
        .hasMessageContaining("has the name `desk.example/audit`; got `other`");
  }

  @Test
  void startsAtOnceEachGetAnEpochOfTheirOwn() throws Exception {
    for (int round = 0; round < 5; round++) {
      int count = 4;
      List<Thread> threads = new java.util.ArrayList<>();
      List<Throwable> failures = new java.util.concurrent.CopyOnWriteArrayList<>();
      for (int i = 0; i < count; i++) {
        threads.add(
            new Thread(
                () -> {
                  try {
                    run();
                  } catch (Throwable e) {
                    failures.add(e);
                  }
                }));
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(failures).isEmpty();
      assertThat(Roots.check(root())).hasSize(count * (round + 1));
    }
  }
}
