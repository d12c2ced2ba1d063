package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.AuditEntry;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.LogTail;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code export --jsonl}, {@code --csv} and {@code --cloudevents}. */
class LineExportTest {
  @TempDir Path work;
  private Path run = Path.of("");
  private String origin = "";

  @BeforeEach
  void writeLog() throws Exception {
    SealedLog log = new SealedLog(work.resolve("sallyport-audit"));
    try (SealedLog.Run written = log.start()) {
      run = written.folder();
      origin = written.origin();
      written.log.allow("desk", "search_orders", "read-only");
      written.log.returned(14_200_000);
      written.log.deny("=HYPERLINK(\"http://x\",\"y\")", "+1", "a,\"b\"\r\nc");
      written.log.append(
          new DecisionRecord()
              .callId(3)
              .agent(" =1+1")
              .tool("@SUM(A1)")
              .session("-2")
              .error("\t="));
      written.seal();
    }
  }

  private String export(int exitCode, String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "export";
    System.arraycopy(args, 0, all, 1, args.length);
    Cli cli = new Cli(work);
    int got = cli.run(all);
    assertThat(got).as(cli.err()).isEqualTo(exitCode);
    return cli.out();
  }

  @Test
  void jsonLinesAreThoseOfTailWithOriginAndHashes() throws Exception {
    Cli tail = new Cli(work);
    tail.run("tail", "--no-follow", "-n", "all", "--json");
    String[] tailed = tail.out().split("\n");
    String[] lines = export(0, "--jsonl").split("\n");
    assertThat(lines).hasSize(5).hasSameSizeAs(tailed);
    try (LogTail log = LogTail.fromStart(run)) {
      for (int i = 0; i < lines.length; i++) {
        AuditEntry entry = log.next();
        assertThat(entry).isNotNull();
        byte[] record = log.recordBytes();
        String hashes =
            ",\"origin\":\"%s\",\"record_sha256\":\"%s\",\"leaf_hash\":\"%s\"}"
                .formatted(
                    origin,
                    HexFormat.of().formatHex(PlainTileReader.sha256(record)),
                    HexFormat.of().formatHex(PlainTileReader.sha256(new byte[] {0}, record)));
        String start = tailed[i].substring(0, tailed[i].length() - 1);
        assertThat(lines[i]).isEqualTo(start + hashes);
        assertThat(JsonTree.object(lines[i])).isNotNull();
      }
    }
  }

  @Test
  void aFileAppearsWhenItIsWhole() throws Exception {
    assertThat(export(0, "--jsonl", "-o", "log.jsonl")).isEmpty();
    assertThat(Files.readString(work.resolve("log.jsonl"))).isEqualTo(export(0, "--jsonl"));
    assertThat(work.resolve("log.jsonl.part")).doesNotExist();
  }

  @Test
  void csvHasOneRowForEachRecordAndNoFormula() {
    List<List<String>> rows = csv(export(0, "--csv"));
    assertThat(rows).hasSize(6);
    List<String> header = rows.get(0);
    for (List<String> row : rows) {
      assertThat(row).hasSameSizeAs(header);
      for (String cell : row) {
        assertThat(cell.isEmpty() || "=+-@\t\r".indexOf(cell.charAt(0)) < 0 || isNumber(cell))
            .as(cell)
            .isTrue();
      }
    }
    List<String> hostile = rows.get(4);
    assertThat(hostile.get(header.indexOf("agent"))).isEqualTo("'=HYPERLINK(\"http://x\",\"y\")");
    assertThat(hostile.get(header.indexOf("tool"))).isEqualTo("'+1");
    assertThat(hostile.get(header.indexOf("rule"))).isEqualTo("a,\"b\"\r\nc");
    assertThat(hostile.get(header.indexOf("leaf_index"))).isEqualTo("3");
    assertThat(rows.get(5).get(header.indexOf("agent"))).isEqualTo("' =1+1");
    assertThat(rows.get(5).get(header.indexOf("tool"))).isEqualTo("'@SUM(A1)");
    assertThat(rows.get(5).get(header.indexOf("error"))).isEqualTo("'\t=");
  }

  private static boolean isNumber(String cell) {
    return cell.chars().skip(cell.startsWith("-") ? 1 : 0).allMatch(c -> c >= '0' && c <= '9');
  }

  /** A reader by RFC 4180. */
  private static List<List<String>> csv(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c != '"') {
          cell.append(c);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          cell.append(c);
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"') {
        assertThat(cell).isEmpty();
        quoted = true;
      } else if (c == ',' || c == '\r') {
        row.add(cell.toString());
        cell.setLength(0);
      } else if (c == '\n') {
        rows.add(row);
        row = new ArrayList<>();
      } else {
        cell.append(c);
      }
    }
    assertThat(row).isEmpty();
    return rows;
  }

  @Test
  void cloudEventsNameTheLeafAndCarryTheRecord() {
    String[] plain = export(0, "--jsonl").split("\n");
    String[] events = export(0, "--cloudevents").split("\n");
    assertThat(events).hasSameSizeAs(plain);
    for (int i = 0; i < events.length; i++) {
      Map<String, Object> event = JsonTree.object(events[i]);
      assertThat(event)
          .containsEntry("specversion", "1.0")
          .containsEntry("id", Integer.toString(i))
          .containsEntry("source", origin)
          .containsEntry("datacontenttype", "application/json")
          .containsEntry("data", JsonTree.object(plain[i]));
    }
    assertThat(events[0])
        .contains("\"type\":\"dev.sallyport.audit.boot\"")
        .doesNotContain("subject");
    assertThat(events[1])
        .contains("\"type\":\"dev.sallyport.audit.decision\"")
        .contains("\"subject\":\"3f9a1c20-1\"");
    assertThat(events[2]).contains("\"type\":\"dev.sallyport.audit.outcome\"");
  }

  @Test
  void aRunWithoutSignaturesIsExportedWithoutOrigin() throws Exception {
    try (TestLog log = TestLog.start(work.resolve("plain"), 7)) {
      log.allow("desk", "search_orders", "any");
    }
    assertThat(export(0, "plain", "--jsonl")).contains("\"origin\":null,");
    assertThat(export(0, "plain", "--cloudevents")).contains("\"source\":\"sallyport:3f9a1c27");
    assertThat(export(2, "plain", "--tlog-tiles", "t")).isEmpty();
  }

  @Test
  void damageIsALineAndAFinding() throws Exception {
    try (var files = Files.newDirectoryStream(run, "*.cq4")) {
      for (Path file : files) {
        byte[] bytes = Files.readAllBytes(file);
        int at = indexOf(bytes, "search_orders".getBytes(StandardCharsets.UTF_8));
        bytes[at] ^= 1;
        Files.write(file, bytes);
      }
    }
    assertThat(export(1, "--jsonl")).contains("{\"kind\":\"damaged\"");
    assertThat(export(1, "--csv")).contains(",damaged,");
    assertThat(export(1, "--cloudevents")).contains("dev.sallyport.audit.damaged");
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; i < bytes.length - part.length; i++) {
      if (java.util.Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new AssertionError("not found");
  }

  @Test
  void oneFormHasToBeNamed() {
    assertThat(export(2)).isEmpty();
    assertThat(export(2, "--jsonl", "--csv")).isEmpty();
    assertThat(export(2, "--tlog-tiles", "t", "-o", "x")).isEmpty();
    assertThat(export(2, "nowhere", "--jsonl")).isEmpty();
  }
}
