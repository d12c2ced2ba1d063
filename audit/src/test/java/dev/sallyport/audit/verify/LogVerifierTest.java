package dev.sallyport.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogVerifierTest {
  @TempDir Path folder;

  @Test
  void aClosedRunIsIntact() throws Exception {
    PlainLog log = new PlainLog(folder.resolve("log"));
    PlainRun run = log.first();
    run.calls(5);
    run.checkpoint();
    run.roll();
    run.calls(3);
    run.rotate();
    run.calls(2);
    run.close();
    VerifyReport report = new LogVerifier(VerifyOptions.of(log.root())).verify();
    assertThat(report.findings()).isEmpty();
    assertThat(report.verdict()).isEqualTo(Verdict.INTACT);
    assertThat(report.sealed()).isEqualTo(run.size());
    assertThat(report.unsealed()).isZero();
    assertThat(report.anchored()).isZero();
  }
}
