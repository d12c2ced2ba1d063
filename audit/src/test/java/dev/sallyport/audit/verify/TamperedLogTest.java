package dev.sallyport.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A log that each test may tamper with, and what tests say about the report. */
abstract class TamperedLogTest {
  @TempDir static Path work;
  static Path good = Path.of("");
  static TamperedLog log;

  @BeforeAll
  static void writeLog() throws Exception {
    log = TamperedLog.write(work.resolve("log"), 30);
    good = work.resolve("good");
    TamperedLog.copy(log.root(), good);
  }

  @BeforeEach
  void restore() throws Exception {
    TamperedLog.copy(good, log.root());
  }

  @AfterAll
  static void theLogItselfIsIntact() throws Exception {
    TamperedLog.copy(good, log.root());
    assertThat(log.verify().findings()).isEmpty();
  }

  static List<FindingKind> kinds(VerifyReport report) {
    return report.findings().stream().map(Finding::kind).toList();
  }

  static Finding only(VerifyReport report, FindingKind kind) {
    List<Finding> found = report.findings().stream().filter(f -> f.kind() == kind).toList();
    assertThat(found).as("%s in %s", kind, report.findings()).hasSize(1);
    return found.get(0);
  }

  static void assertTampered(VerifyReport report, FindingKind... kinds) {
    assertThat(report.verdict()).as("%s", report.findings()).isEqualTo(Verdict.TAMPERED);
    assertThat(kinds(report)).contains(kinds);
  }
}
