package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.RecordKind;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TailFollowTest {
  @TempDir Path work;
  private Path root;
  private Cli cli;
  private CompletableFuture<Integer> exitCode = new CompletableFuture<>();

  @BeforeEach
  void prepare() {
    root = work.resolve("sallyport-audit");
    cli = new Cli(work);
  }

  @AfterEach
  void stop() throws Exception {
    cli.stop();
    exitCode.get(20, TimeUnit.SECONDS);
  }

  private void follow(String... args) {
    exitCode = CompletableFuture.supplyAsync(() -> cli.run(args));
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("time is up").isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void awaitShown(String text) {
    await(() -> cli.out().contains(text));
  }

  @Test
  void aRecordIsShownWhileTheRunGoesOn() throws Exception {
    try (TestLog log = TestLog.start(root, 0)) {
      log.deny("desk", "before", "r");
      follow("tail");
      awaitShown("  before  ");
      log.allow("desk", "during", "r");
      awaitShown("  during  ");
      log.returned(1_500_000);
      awaitShown("  1.5ms  ");
    }
    assertThat(exitCode).isNotDone();
    assertThat(cli.transcript())
        .isEqualTo(
            """
            TIME  boot         run=20261121T100000.000Z-3f9a1c2000000001  mode=enforce
            TIME  deny         desk          before              r                   3f9a1c20-1
            TIME  allow        desk          during              r                   3f9a1c20-2
            TIME  returned     desk          during              1.5ms               3f9a1c20-2
            """);
  }

  @Test
  void theUserEndsItInOrder() throws Exception {
    try (TestLog log = TestLog.start(root, 0)) {
      log.deny("desk", "one", "r");
      follow("tail");
      awaitShown("  one  ");
      cli.stop();
      assertThat(exitCode.get(20, TimeUnit.SECONDS)).isZero();
      assertThat(cli.err()).isEmpty();
    }
  }

  @Test
  void withoutHistoryOnlyWhatComesIsShown() throws Exception {
    try (TestLog log = TestLog.start(root, 0)) {
      log.deny("desk", "before", "r");
      follow("tail", "-n0");
      await(
          () -> {
            log.deny("desk", "during", "r");
            return cli.out().contains("  during  ");
          });
    }
    assertThat(cli.out()).doesNotContain("  before  ", "  boot  ");
  }

  @Test
  void aRestartedApplicationIsFollowed() throws Exception {
    try (TestLog log = TestLog.start(root, 0)) {
      follow("tail");
      awaitShown("  boot  ");
      log.deny("desk", "first_run", "r");
      log.shutdown();
    }
    try (TestLog log = TestLog.start(root, 1)) {
      log.deny("desk", "second_run", "r");
      awaitShown("  second_run  ");
      log.deny("desk", "second_run_goes_on", "r");
      awaitShown("  second_run_goes_on  ");
    }
    assertThat(cli.transcript())
        .isEqualTo(
            """
            TIME  boot         run=20261121T100000.000Z-3f9a1c2000000001  mode=enforce
            TIME  deny         desk          first_run           r                   3f9a1c20-1
            TIME  shutdown
            TIME  boot         run=20261121T100001.000Z-3f9a1c2100000001  mode=enforce
            TIME  deny         desk          second_run          r                   3f9a1c21-1
            TIME  deny         desk          second_run_goes_on  r                   3f9a1c21-2
            """);
  }

  @Test
  void anApplicationRestartedAfterACrashIsFollowed() throws Exception {
    try (TestLog crashed = TestLog.start(root, 0);
        TestLog log = TestLog.start(root, 1)) {
      crashed.deny("desk", "first_run", "r");
      follow("tail");
      awaitShown("  first_run  ");
      log.deny("desk", "second_run", "r");
      awaitShown("  second_run  ");
    }
  }

  @Test
  void severalRunsAtOnceAreAllFollowed() throws Exception {
    try (TestLog one = TestLog.start(root, 0);
        TestLog two = TestLog.start(root, 1)) {
      follow("tail");
      try (TestLog three = TestLog.start(root, 2)) {
        awaitShown("run=20261121T100002");
        for (int i = 0; i < 5; i++) {
          one.deny("desk", "one_" + i, "r");
          two.deny("desk", "two_" + i, "r");
          three.deny("desk", "three_" + i, "r");
          awaitShown("  one_" + i + "  ");
          awaitShown("  two_" + i + "  ");
          awaitShown("  three_" + i + "  ");
        }
      }
    }
    assertThat(cli.out().lines()).hasSize(18);
  }

  @Test
  void anEmptyFolderIsWaitedOn() throws Exception {
    Files.createDirectory(root);
    follow("tail");
    await(() -> !cli.err().isEmpty());
    assertThat(cli.err())
        .isEqualTo("sallyport: no run in `" + root + "` yet, waiting for the first\n");
    try (TestLog log = TestLog.start(root, 0)) {
      log.deny("desk", "first", "r");
      awaitShown("  first  ");
    }
  }

  @Test
  void aDeletedLogIsWaitedOn() throws Exception {
    try (TestLog log = TestLog.start(root, 0)) {
      log.deny("desk", "first", "r");
      follow("tail");
      awaitShown("  first  ");
    }
    delete(root);
    try (TestLog log = TestLog.start(root, 1)) {
      log.deny("desk", "second", "r");
      awaitShown("  second  ");
    }
    assertThat(cli.err()).isEmpty();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      paths
          .sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  @Test
  void filtersHoldForWhatComes() throws Exception {
    try (TestLog log = TestLog.start(root, 0)) {
      follow("tail", "--denied", "--json");
      log.allow("desk", "allowed", "r");
      log.returned(1);
      log.event(RecordKind.POLICY_LOAD, Map.of());
      log.deny("desk", "denied", "r");
      awaitShown("\"tool\":\"denied\"");
    }
    assertThat(cli.out().lines()).hasSize(1);
  }

  @Test
  void oneRunIsFollowedToItsEnd() throws Exception {
    try (TestLog log = TestLog.start(root, 0);
        TestLog other = TestLog.start(root, 1)) {
      follow("tail", log.folder().toString());
      awaitShown("  boot  ");
      other.deny("desk", "elsewhere", "r");
      log.deny("desk", "here", "r");
      log.shutdown();
      assertThat(exitCode.get(20, TimeUnit.SECONDS)).isZero();
      assertThat(cli.out()).contains("  here  ", "  shutdown\n").doesNotContain("elsewhere");
    }
  }

  @Test
  void aRunThatHasEndedIsShownAndNotWaitedOn() throws Exception {
    try (TestLog log = TestLog.start(root, 0)) {
      log.shutdown();
      follow("tail", log.folder().toString());
      assertThat(exitCode.get(20, TimeUnit.SECONDS)).isZero();
      assertThat(cli.out().lines()).hasSize(2);
    }
  }

  @Test
  void itEndsQuietlyWhenNobodyReads() throws Exception {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    try (TestLog log = TestLog.start(root, 0)) {
      log.deny("desk", "one", "r");
      exitCode = CompletableFuture.supplyAsync(() -> cli.run(new PrintStream(closed), "tail"));
      assertThat(exitCode.get(20, TimeUnit.SECONDS)).isZero();
      assertThat(cli.err()).isEmpty();
    }
  }
}
