package dev.sallyport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/** All egress cases, by one client in all of its modes, in one JVM; and what came of each. */
final class EgressRun {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final EgressClient client;
  private final List<Row> rows;
  private final FinishedJvm jvm;
  private final List<AuditLine> audit;

  /** A case in one mode: what the program said, and how often servers saw its end. */
  private record Row(
      EgressCase what,
      String mode,
      String line,
      int goodHits,
      int badHits,
      int deniedConnections) {}

  private EgressRun(EgressClient client, List<Row> rows, FinishedJvm jvm, List<AuditLine> audit) {
    this.client = client;
    this.rows = rows;
    this.jvm = jvm;
    this.audit = audit;
  }

  /**
   * Runs all cases on every JDK, side by side; a test for each of them, and for the run as a whole.
   */
  static Stream<DynamicNode> tests(Function<Jdk, EgressClient> client) {
    List<DynamicNode> containers = new ArrayList<>();
    for (Jdk jdk : Jdks.all()) {
      EgressClient run = client.apply(jdk);
      CompletableFuture<EgressRun> governed = CompletableFuture.supplyAsync(() -> of(run, jdk));
      CompletableFuture<Void> alone = governed.thenRunAsync(() -> leavesAloneOrFails(run, jdk));
      containers.add(
          DynamicContainer.dynamicContainer(
              "on " + jdk, Stream.of(1).flatMap(once -> tests(governed.join(), alone))));
    }
    return containers.stream();
  }

  private static Stream<DynamicNode> tests(EgressRun run, CompletableFuture<Void> alone) {
    List<DynamicNode> tests = new ArrayList<>();
    for (Row row : run.rows) {
      tests.add(
          DynamicTest.dynamicTest(row.mode + ": " + row.what.name(), () -> run.checkRow(row)));
    }
    tests.add(DynamicTest.dynamicTest("recordsEveryRequestUnderItsTool", run::checkRecords));
    tests.add(DynamicTest.dynamicTest("leavesNoThreadWithAnException", run::checkStderr));
    tests.add(DynamicTest.dynamicTest("leavesRequestsOutsideOfToolsAsTheyAre", alone::join));
    return tests.stream();
  }

  private static void leavesAloneOrFails(EgressClient client, Jdk jdk) {
    try {
      leavesAlone(client, jdk);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EgressRun of(EgressClient client, Jdk jdk) {
    Path folder = folder("egress", client, jdk);
    try (EgressServers servers = EgressServers.start(folder)) {
      List<String> steps = new ArrayList<>();
      List<String> ids = new ArrayList<>();
      for (String mode : client.modes()) {
        String flip = "flip-" + mode + ".test";
        servers.resolve(flip, "127.0.0.1");
        for (EgressCase row : EgressCases.all()) {
          String id = mode + "-" + ids.size();
          ids.add(id);
          if (row.url().contains("FLIP") && row.end().endsWith("ID-1")) {
            servers.good.whenHit("/close/" + id + "-1", () -> flip(servers, flip));
          }
          step(steps, EgressServers.TOOL, client.probe(), mode, servers.url(row.url(), id, flip));
        }
      }
      step(steps, "-", client.probe(), "close");
      FinishedJvm jvm =
          servers
              .jvm(jdk)
              .javaagent(SallyportJar.path())
              .main(
                  client.fixture().classPath(),
                  "fixture.containment.RunInTool",
                  steps.toArray(new String[0]))
              .run(LIMIT);
      assertThat(jvm.exit()).as(output(jvm)).isZero();
      List<AuditLine> audit = AuditLogs.read(jdk, folder.resolve("sallyport-audit"));
      return new EgressRun(client, rows(client, servers, ids, jvm), jvm, audit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder(String what, EgressClient client, Jdk jdk) {
    return FixtureRun.freshFolder(
        what
            + "-"
            + client.probe()
            + "-"
            + client.label().replace(' ', '-')
            + "-on-"
            + jdk.major());
  }

  /** Without the command, which has all steps in it. */
  private static String output(FinishedJvm jvm) {
    return String.join("\n", jvm.stdout()) + "\n" + String.join("\n", jvm.stderr());
  }

  private static void flip(EgressServers servers, String name) {
    try {
      servers.resolve(name, "127.0.0.2");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void step(List<String> steps, String... words) {
    for (String word : words) {
      steps.add(escaped(word));
    }
    steps.add(";");
  }

  /** Arguments of a process are not sure to keep what is not ASCII. */
  private static String escaped(String text) {
    StringBuilder result = new StringBuilder();
    for (char c : text.toCharArray()) {
      result.append(c > ' ' && c < 127 ? String.valueOf(c) : String.format("\\u%04x", (int) c));
    }
    return result.toString();
  }

  private static List<Row> rows(
      EgressClient client, EgressServers servers, List<String> ids, FinishedJvm jvm) {
    List<Row> rows = new ArrayList<>();
    int at = 0;
    for (String mode : client.modes()) {
      for (EgressCase row : EgressCases.all()) {
        String end = row.end().replace("ID", ids.get(at));
        int bad = servers.bad.hits(end) + servers.badTls.hits(end);
        String line = at < jvm.stdout().size() ? jvm.stdout().get(at) : "nothing";
        rows.add(new Row(row, mode, line, servers.hits(end), bad, servers.deniedConnections()));
        at++;
      }
    }
    return List.copyOf(rows);
  }

  private void checkRow(Row row) {
    assertThat(row.badHits).as("requests at what is denied: %s", row.line).isZero();
    assertThat(row.deniedConnections).as("connections to what is denied").isZero();
    boolean followed = row.what.followed(client.unfollowed());
    switch (followed ? row.what.expected() : EgressCase.Expected.UNSEEN) {
      case ALLOWED -> {
        if (client.overRefuses() && row.line.contains(client.denial())) {
          return;
        }
        assertThat(row.line).startsWith("ok 200 ");
        assertThat(row.goodHits).isPositive();
      }
      case DENIED -> {
        assertThat(row.goodHits).as("requests").isZero();
        assertThat(row.line).startsWith("threw ").contains(client.denial());
      }
      case UNSEEN -> assertThat(row.goodHits).as("requests").isZero();
      case EITHER -> assertThat(row.line).matches("(ok|threw) .*");
    }
  }

  private void checkRecords() {
    Map<String, AuditLine> byId = new HashMap<>();
    audit.stream().filter(AuditLine::isDecision).forEach(line -> byId.put(line.id(), line));
    List<AuditLine> requests =
        byId.values().stream().filter(line -> tool(line).startsWith("http:")).toList();
    assertThat(requests).hasSizeGreaterThanOrEqualTo(countOf(EgressCase.Expected.DENIED));
    for (AuditLine request : requests) {
      assertThat(String.valueOf(request.framework())).as("%s", request).matches(client::isLoggedAs);
      assertThat(toolOf(request, byId)).as("%s", request).isEqualTo(EgressServers.TOOL);
    }
    assertThat(requests.stream().filter(line -> line.effect().equals("deny")).count())
        .isGreaterThanOrEqualTo(countOf(EgressCase.Expected.DENIED));
    assertThat(requests.stream().filter(line -> line.effect().equals("allow")).count())
        .isGreaterThanOrEqualTo(countOf(EgressCase.Expected.ALLOWED));
  }

  private static String tool(AuditLine line) {
    String tool = line.tool();
    return tool == null ? "" : tool;
  }

  /** The tool at the root of a request's records. */
  private static String toolOf(AuditLine request, Map<String, AuditLine> byId) {
    AuditLine at = request;
    while (at != null && tool(at).startsWith("http:")) {
      String parent = at.parent();
      at = parent == null ? null : byId.get(parent);
    }
    return at == null ? "nothing" : tool(at);
  }

  private int countOf(EgressCase.Expected expected) {
    return (int)
        rows.stream()
            .filter(row -> row.what.expected() == expected)
            .filter(row -> row.what.followed(client.unfollowed()))
            .count();
  }

  private void checkStderr() {
    assertThat(jvm.stderr())
        .as(output(jvm))
        .noneMatch(line -> line.contains("Exception in thread") || line.startsWith("\tat "));
    assertThat(jvm.stdout()).as(output(jvm)).endsWith("end");
  }

  /** The same requests outside of tools, with and without the javaagent: the same bytes. */
  private static void leavesAlone(EgressClient client, Jdk jdk) throws IOException {
    Path folder = folder("untouched", client, jdk);
    try (EgressServers servers = EgressServers.start(folder)) {
      List<String> steps = new ArrayList<>();
      for (String mode : client.modes()) {
        for (String url : UNGOVERNED) {
          step(steps, "-", client.probe(), mode, servers.url(url, mode, "bad.test"));
        }
      }
      step(steps, "-", client.probe(), "close");
      List<String> plain = heads(client, servers, steps, servers.jvm(jdk));
      List<String> woven =
          heads(client, servers, steps, servers.jvm(jdk).javaagent(SallyportJar.path()));
      assertThat(plain).hasSizeGreaterThanOrEqualTo(UNGOVERNED.size() * client.modes().size());
      assertThat(woven).isEqualTo(plain);
    }
  }

  private static final List<String> UNGOVERNED =
      List.of(
          "http://GOOD/ok/ID",
          "http://bad.test:PORT/ok/ID",
          "http://127.0.0.2:PORT/no/ID",
          "http://GOOD/stream/ID",
          "http://GOOD/redirect/302/ID?to=http://bad.test:PORT/ok/ID-b");

  private static List<String> heads(
      EgressClient client, EgressServers servers, List<String> steps, SpawnedJvm spawned) {
    int good = servers.good.heads().size();
    int bad = servers.bad.heads().size();
    FinishedJvm jvm =
        spawned
            .main(
                client.fixture().classPath(),
                "fixture.containment.RunInTool",
                steps.toArray(new String[0]))
            .run(LIMIT);
    assertThat(jvm.exit()).as(output(jvm)).isZero();
    // A streamed body can't be sent again after a redirect, and HttpURLConnection says so.
    assertThat(jvm.stdout())
        .as(output(jvm))
        .noneMatch(line -> line.startsWith("threw ") && !line.contains("HttpRetryException"));
    List<String> heads = new ArrayList<>();
    heads.addAll(servers.good.heads().subList(good, servers.good.heads().size()));
    heads.addAll(servers.bad.heads().subList(bad, servers.bad.heads().size()));
    return heads;
  }
}
