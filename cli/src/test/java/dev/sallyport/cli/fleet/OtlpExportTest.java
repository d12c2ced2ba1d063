package dev.sallyport.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Exports to a collector over HTTP that answers as collectors do on bad days. */
@Timeout(120)
class OtlpExportTest {
  @TempDir Path work;
  private Path root;
  private Collector collector;

  @BeforeEach
  void startCollector() throws IOException {
    root = work.resolve("log");
    collector = new Collector(0);
  }

  @AfterEach
  void endCollector() {
    collector.close();
  }

  @Test
  void sendsEachRecordAsItIsWithWhatItSays() throws Exception {
    try (SealedLog log = SealedLog.start(root, 0)) {
      log.decisions(2);
      log.shutdown();
      assertThat(once().exitCode()).isZero();
      assertThat(bodies(log)).usingElementComparator(Arrays::compare).isEqualTo(log.leaves());
      LogRecord denied = collector.taken().get(3);
      Map<String, String> attributes = attributes(denied);
      attributes.remove("sallyport.framework");
      assertThat(attributes)
          .containsEntry("sallyport.origin", log.origin())
          .containsEntry("sallyport.leaf", "2")
          .containsEntry("sallyport.kind", "decision")
          .containsEntry("sallyport.key", log.origin() + "#2")
          .containsEntry("sallyport.run", log.name())
          .containsEntry("sallyport.tool", "refund")
          .containsEntry("sallyport.decision", "deny")
          .containsEntry("sallyport.rule", "small refunds")
          .containsEntry("sallyport.agent", "desk")
          .containsEntry("sallyport.session", "s-2")
          .containsEntry("sallyport.decision_id", "3f9a1c20-2");
      assertThat(denied.getSeverityNumber()).isEqualTo(SeverityNumber.SEVERITY_NUMBER_WARN);
      assertThat(denied.getEventName()).isEqualTo("sallyport.decision");
      assertThat(denied.getTimeUnixNano()).isPositive();
      assertThat(kinds())
          .containsExactly(
              "note/epoch",
              "boot",
              "decision",
              "decision",
              "shutdown",
              "note/checkpoint",
              "note/closed");
    }
  }

  @Test
  void triesAgainWhenTheCollectorAsksForItOrItsAnswerGetsLost() throws Exception {
    try (SealedLog log = SealedLog.start(root, 0)) {
      log.decisions(2_500);
      collector
          .next(Collector.status(503, "retry-after", "1"))
          .next(Collector.status(429))
          .next(Collector.lostAnswer())
          .next(Collector.status(502))
          .next(Collector.status(504));
      long before = System.nanoTime();
      ExportThread export = once();
      assertThat(export.exitCode()).as(export.said().toString()).isZero();
      assertThat(System.nanoTime() - before)
          .as("waited as long as it was asked to")
          .isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(1));
      assertThat(bodies(log)).usingElementComparator(Arrays::compare).isEqualTo(log.leaves());
      assertThat(collector.taken().size()).as("one request came twice").isGreaterThan(2_502);
    }
  }

  @Test
  void goesOnWhereItStoppedAlsoWithRunsThatStartLater() throws Exception {
    try (SealedLog log = SealedLog.start(root, 0)) {
      log.decisions(5);
      assertThat(once().exitCode()).isZero();
      log.decisions(5);
      try (ExportThread export = follow();
          SealedLog later = SealedLog.start(root, 1)) {
        later.decisions(3);
        later.shutdown();
        log.shutdown();
        Wait.until(
            "all was sent",
            () -> kinds().stream().filter(kind -> kind.equals("note/closed")).count() == 2);
        assertThat(export.stop()).isZero();
        assertThat(bodies(later)).usingElementComparator(Arrays::compare).isEqualTo(later.leaves());
      }
      assertThat(bodies(log)).usingElementComparator(Arrays::compare).isEqualTo(log.leaves());
      Set<String> keys = new HashSet<>();
      assertThat(collector.taken()).allMatch(r -> keys.add(attributes(r).get("sallyport.key")));
    }
  }

  @Test
  void waitsForACollectorThatIsAwayAndSaysSoOnce() throws Exception {
    int port = collector.port();
    try (SealedLog log = SealedLog.start(root, 0);
        ExportThread export = follow()) {
      Wait.until("the start was sent", () -> collector.taken().size() == 2);
      collector.close();
      log.decisions(3);
      Wait.until("it says so", () -> export.said().size() == 2);
      collector = new Collector(port);
      Wait.until("it says that it is back", () -> export.said().size() == 3);
      Wait.until("the rest was sent", () -> collector.taken().size() == 3);
      assertThat(export.stop()).isZero();
      assertThat(export.said().get(1)).contains(" is not there: ");
      assertThat(export.said().get(2)).endsWith(" is back");
    }
  }

  @Test
  void countsWhatTheCollectorRefusesAndDoesNotSendItAgain() throws Exception {
    try (SealedLog log = SealedLog.start(root, 0)) {
      log.decisions(1);
      collector.next(Collector.rejecting(2));
      ExportThread export = once();
      assertThat(export.exitCode()).isEqualTo(1);
      assertThat(export.said()).anyMatch(line -> line.contains("refused `2` records: too old"));
      assertThat(collector.taken()).hasSize(3);
      ExportThread again = once();
      assertThat(again.exitCode()).as("it is still not all there").isEqualTo(1);
      assertThat(again.said()).anyMatch(line -> line.contains("refused `2` messages earlier"));
      assertThat(collector.taken()).hasSize(3);
    }
  }

  @Test
  void sendsLessAtOnceWhenARequestIsTooLarge() throws Exception {
    try (SealedLog log = SealedLog.start(root, 0)) {
      log.decisions(100);
      collector.next(Collector.status(413)).next(Collector.status(413));
      assertThat(once().exitCode()).isZero();
      assertThat(bodies(log)).usingElementComparator(Arrays::compare).isEqualTo(log.leaves());
      assertThat(collector.headers()).hasSize(2 + 3);
    }
  }

  @Test
  void endsWhenTheCollectorWillNeverTakeIt() throws Exception {
    try (SealedLog log = SealedLog.start(root, 0)) {
      for (Collector.Answer answer :
          List.of(
              Collector.status(400),
              Collector.status(401),
              Collector.status(404),
              Collector.status(302, "location", collector.address() + "/v1/logs"),
              Collector.page("text/html", "<html>welcome"),
              Collector.page("application/x-protobuf", "garbage"))) {
        collector.next(answer);
        ExportThread export = follow();
        assertThat(export.exitCode()).as(export.said().toString()).isEqualTo(2);
        assertThat(export.said()).last().asString().startsWith("collector `http://127.0.0.1:");
      }
      assertThat(collector.taken()).isEmpty();
      assertThat(once().exitCode()).isZero();
      assertThat(bodies(log)).usingElementComparator(Arrays::compare).isEqualTo(log.leaves());
    }
  }

  @Test
  void sendsTheHeadersOfAFileAndCompresses() throws Exception {
    Path headers = work.resolve("headers");
    Files.writeString(headers, "authorization: Bearer abc\n\nx-tenant:  one \n");
    try (SealedLog log = SealedLog.start(root, 0)) {
      log.decisions(10);
      String[] options = {
        "--otlp", collector.address(), "--otlp-headers", headers.toString(), "--otlp-gzip"
      };
      assertThat(ExportThread.start(work, root, options).exitCode()).isZero();
      assertThat(collector.headers().get(0))
          .containsEntry("Authorization", List.of("Bearer abc"))
          .containsEntry("X-tenant", List.of("one"))
          .containsEntry("Content-encoding", List.of("gzip"));
      assertThat(bodies(log)).usingElementComparator(Arrays::compare).isEqualTo(log.leaves());
    }
  }

  @Test
  void losesNothingWhenItIsKilled() throws Exception {
    try (SealedLog log = SealedLog.start(root, 0)) {
      log.decisions(8_000);
      log.shutdown();
      String[] options = {"--follow", "--otlp", collector.address(), root.toString()};
      ExportProcess first = ExportProcess.start(work, options);
      Wait.until("something was sent", () -> collector.taken().size() > 2_000);
      first.kill();
      try (ExportProcess second = ExportProcess.start(work, options)) {
        Wait.until("all was sent", () -> lastKind().equals("note/closed"));
        assertThat(second.stop()).isEqualTo(143);
      }
      assertThat(bodies(log)).usingElementComparator(Arrays::compare).isEqualTo(log.leaves());
    }
  }

  @Test
  void refusesWrongUse() throws Exception {
    Files.createDirectories(root);
    Path headers = work.resolve("headers");
    Files.writeString(headers, "no header\n");
    assertThat(saidBy()).contains("wanted one of `--kafka BROKERS TOPIC` and `--otlp URL`");
    assertThat(saidBy("--otlp", "ftp://x")).contains("got `ftp://x`, wanted a URL such as");
    assertThat(saidBy("--otlp", "http://u:p@x")).contains("wanted a URL such as");
    assertThat(saidBy("--otlp", collector.address(), "--kafka-config", "x"))
        .contains("got an option of `--kafka` with `--otlp`");
    assertThat(saidBy("--otlp", collector.address(), "--otlp-headers", headers.toString()))
        .contains("line 1: wanted a header `name: value`");
    assertThat(saidBy("--otlp", "http://x", "--kafka", "a", "b")).contains("wanted one of");
  }

  private String saidBy(String... options) throws Exception {
    ExportThread export = ExportThread.start(work, root, options);
    assertThat(export.exitCode()).isEqualTo(2);
    assertThat(export.said()).hasSize(1);
    return export.said().get(0);
  }

  private ExportThread once() {
    return ExportThread.start(work, root, "--otlp", collector.address());
  }

  private ExportThread follow() {
    return ExportThread.start(work, root, "--follow", "--otlp", collector.address());
  }

  private List<String> kinds() {
    return collector.taken().stream().map(r -> attributes(r).get("sallyport.kind")).toList();
  }

  private String lastKind() {
    List<LogRecord> taken = collector.taken();
    return attributes(taken.get(taken.size() - 1)).getOrDefault("sallyport.kind", "");
  }

  /** The records of a log in the order they came first. */
  private List<byte[]> bodies(SealedLog log) {
    List<byte[]> bodies = new ArrayList<>();
    for (LogRecord record : collector.taken()) {
      Map<String, String> attributes = attributes(record);
      boolean ofLog = log.origin().equals(attributes.get("sallyport.origin"));
      if (ofLog && String.valueOf(bodies.size()).equals(attributes.get("sallyport.leaf"))) {
        bodies.add(record.getBody().getBytesValue().toByteArray());
      }
    }
    return bodies;
  }

  private static Map<String, String> attributes(LogRecord record) {
    Map<String, String> attributes = new TreeMap<>();
    for (KeyValue attribute : record.getAttributesList()) {
      boolean number = attribute.getValue().hasIntValue();
      attributes.put(
          attribute.getKey(),
          number
              ? Long.toString(attribute.getValue().getIntValue())
              : attribute.getValue().getStringValue());
    }
    return attributes;
  }
}
