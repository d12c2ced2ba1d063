package dev.sallyport.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.seal.Retention;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Verification of logs that the real store and the real sealing have written. */
@Timeout(300)
class WrittenLogTest {
  private static final boolean LONG = Boolean.getBoolean("sallyport.long");

  @TempDir Path root;

  private VerifyReport verify() throws Exception {
    return new LogVerifier(VerifyOptions.of(root)).verify();
  }

  @Test
  void runsThatRollRotateEndAndAreKilledAreIntact() throws Exception {
    try (WrittenLog run = new WrittenLog(root, Duration.ofMillis(50), Retention.NONE)) {
      for (int day = 0; day < 4; day++) {
        run.calls(100);
        run.awaitSealed();
        run.nextDay();
      }
      run.calls(1);
      run.awaitSealed();
      VerifyReport running = verify();
      assertThat(running.findings()).isEmpty();
      assertThat(running.runs().get(0).state()).isEqualTo(RunState.OPEN);
      run.end();
    }
    try (WrittenLog run = new WrittenLog(root)) {
      run.calls(100);
      run.awaitSealed();
    }
    assertThat(verify().findings()).isEmpty();
    try (WrittenLog run = new WrittenLog(root)) {
      run.calls(10);
      awaitState(1, RunState.RECOVERED);
      run.end();
    }
    VerifyReport report = verify();
    assertThat(report.findings()).isEmpty();
    assertThat(report.unsealed()).isZero();
    assertThat(report.runs())
        .extracting(RunReport::state)
        .containsExactly(RunState.CLOSED, RunState.RECOVERED, RunState.CLOSED);
    flipBytes(report);
  }

  private void awaitState(int run, RunState state) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (verify().runs().get(run).state() != state) {
      assertThat(System.nanoTime()).isLessThan(deadline);
    }
  }

  /** Some hundred places of each file; those where nothing but zeros are in wide steps. */
  private void flipBytes(VerifyReport untouched) throws Exception {
    assertThat(untouched.verdict()).isEqualTo(Verdict.INTACT);
    List<String> unnoticed = new ArrayList<>();
    for (Path path : TamperedLog.files(root)) {
      byte[] content = Files.readAllBytes(path);
      int tries = LONG ? 1_000 : 4;
      try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
        for (int i = 0; i < Math.min(tries, content.length); i++) {
          int at = (int) ((long) i * content.length / Math.min(tries, content.length));
          file.seek(at);
          file.write(~content[at]);
          if (verify().verdict() == Verdict.INTACT) {
            unnoticed.add(path + " byte " + at);
          }
          file.seek(at);
          file.write(content[at]);
        }
      }
    }
    assertThat(unnoticed).isEmpty();
    assertThat(verify().findings()).isEmpty();
  }

  @Test
  void filesRemovedByRetentionAreNoAlarm() throws Exception {
    writeInAProcess(3);
    assertThat(verify().findings()).isEmpty();
    try (WrittenLog run = new WrittenLog(root, Duration.ofDays(1), new Retention(0, 1))) {
      run.calls(10);
      awaitState(0, RunState.PRUNED);
      run.awaitSealed();
      VerifyReport report = verify();
      assertThat(report.findings()).isEmpty();
      assertThat(report.runs().get(0).removed()).isPositive();
      run.end();
    }
    assertThat(verify().findings()).isEmpty();
  }

  private void writeInAProcess(int days) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("chronicle.opens", "").split(" ")));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(WrittenLog.class.getName());
    command.add(root.toString());
    command.add(Integer.toString(days));
    Process process = new ProcessBuilder(command).inheritIO().start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aRunningLogRaisesNoFalseAlarm() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    long seconds = LONG ? 60 : 5;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    int passes = 0;
    try (WrittenLog run = new WrittenLog(root, Duration.ofMillis(300), Retention.NONE)) {
      List<Thread> writers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Thread writer = new Thread(() -> write(run, stop));
        writer.start();
        writers.add(writer);
      }
      while (System.nanoTime() < deadline) {
        VerifyReport report = verify();
        assertThat(report.findings()).isEmpty();
        passes++;
        if (passes % 10 == 0) {
          run.nextDay();
        }
      }
      stop.set(true);
      for (Thread writer : writers) {
        writer.join();
      }
      run.end();
    }
    assertThat(passes).isPositive();
    assertThat(verify().findings()).isEmpty();
  }

  private static void write(WrittenLog run, AtomicBoolean stop) {
    while (!stop.get()) {
      run.calls(1);
      Thread.onSpinWait();
    }
  }

  @Test
  void beginningAtACheckpointGivesTheSameVerdict() throws Exception {
    try (WrittenLog run = new WrittenLog(root, Duration.ofMillis(50), Retention.NONE)) {
      for (int day = 0; day < 3; day++) {
        run.calls(2_000);
        run.awaitSealed();
        run.nextDay();
      }
      run.calls(10);
      run.awaitSealed();
      run.end();
    }
    for (long since : new long[] {1, 1_500, 3_000, VerifyOptions.LAST}) {
      VerifyOptions options =
          new VerifyOptions(root, null, null, List.of(), List.of(), false, since);
      VerifyReport report = new LogVerifier(options).verify();
      assertThat(report.findings()).as("since %d", since).isEmpty();
      assertThat(report.unsealed()).isZero();
    }
  }
}
