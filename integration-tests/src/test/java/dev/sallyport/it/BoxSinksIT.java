package dev.sallyport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything a box may forbid, in each way that code can get to it: nothing of it is done by a tool
 * in a box, which is looked up where it would show, and all of it by a tool without one.
 */
class BoxSinksIT {
  private static final Fixture FIXTURE = new Fixture("containment-jdk", "langchain4j 1.19.0");
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final String OUTSIDE = "-";
  private static final String FREE = "free";
  private static final String BOXED = "boxed";

  private static final String POLICY =
      """
      apiVersion: governance.toolkit/v1
      name: integration-test
      default_action: deny
      rules:
        - name: everything
          tools: ["*"]
          action: allow
      boxes:
        - name: closed
          tools: [boxed]
          network: none
          processes: none
          files: none
          native: deny
          scripts: deny
          sql: none
      """;

  private static final Map<Integer, Run> RUNS = new ConcurrentHashMap<>();

  /** A step of the JVM: which tool does what, and how. */
  private record Step(String tool, String way, String sink) {
    String tag() {
      return tool + "/" + way + "/" + sink;
    }
  }

  private record Run(
      FinishedJvm jvm,
      Map<Step, SinkCase> cases,
      Map<Step, String> lines,
      List<String> arrived,
      List<AuditLine> audit) {
    boolean happened(Step step) {
      SinkCase done = Objects.requireNonNull(cases.get(step));
      String line = Objects.requireNonNull(lines.get(step));
      return done.happened().test(new SinkCase.SinkOutcome(line, arrived));
    }
  }

  /** On other threads the box holds because of what is woven into executors and threads. */
  private static List<String> ways(Jdk jdk) {
    List<String> ways =
        new ArrayList<>(List.of("direct", "reflection", "handle", "lambda", "thread", "executor"));
    if (jdk.major() >= 21) {
      ways.add("virtual");
    }
    return ways;
  }

  static Stream<Arguments> cells() {
    return Jdks.all().stream()
        .flatMap(
            jdk ->
                SinkCases.sinks(jdk).stream()
                    .flatMap(sink -> ways(jdk).stream().map(way -> Arguments.of(jdk, sink, way))));
  }

  static Stream<Arguments> sinks() {
    return Jdks.all().stream()
        .flatMap(jdk -> SinkCases.sinks(jdk).stream().map(sink -> Arguments.of(jdk, sink)));
  }

  @ParameterizedTest(name = "{1} by {2}, JDK {0}")
  @MethodSource("cells")
  void doesNothingOfWhatTheBoxForbids(Jdk jdk, String sink, String way) {
    Run run = run(jdk);
    Step step = new Step(BOXED, way, sink);

    assertThat(run.happened(step)).as(run.lines().get(step)).isFalse();
    assertThat(run.lines().get(step))
        .startsWith("threw ")
        .containsAnyOf("dev.sallyport.bootstrap.ToolConfined", "HttpRequestDenied");
  }

  @ParameterizedTest(name = "{1} by {2}, JDK {0}")
  @MethodSource("cells")
  void leavesAToolWithoutABoxAlone(Jdk jdk, String sink, String way) {
    Run run = run(jdk);
    Step step = new Step(FREE, way, sink);

    // No tool may reach into what judges it.
    boolean allowed = !SinkCases.REFLECTING.contains(sink);
    assertThat(run.happened(step)).as(run.lines().get(step)).isEqualTo(allowed);
  }

  @ParameterizedTest(name = "{1}, JDK {0}")
  @MethodSource("sinks")
  void leavesTheApplicationItselfAlone(Jdk jdk, String sink) {
    Run run = run(jdk);
    Step step = new Step(OUTSIDE, "direct", sink);

    assertThat(run.happened(step)).as(run.lines().get(step)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void recordsEachRefusalUnderItsToolCall(Jdk jdk) {
    Run run = run(jdk);
    Set<String> calls =
        run.audit().stream()
            .filter(line -> line.isDecision() && BOXED.equals(line.tool()))
            .map(AuditLine::id)
            .collect(Collectors.toSet());
    List<AuditLine> refused =
        run.audit().stream()
            .filter(line -> line.isDecision() && String.valueOf(line.tool()).startsWith("box:"))
            .toList();

    assertThat(refused).hasSizeGreaterThanOrEqualTo(SinkCases.sinks(jdk).size());
    assertThat(refused)
        .allSatisfy(
            line -> {
              assertThat(line.effect()).isEqualTo("deny");
              if (!"box:reflect".equals(line.tool())) {
                assertThat(line.rule()).isEqualTo("closed");
                assertThat(calls).contains(line.parent());
              }
            });
    assertThat(refused)
        .extracting(AuditLine::tool)
        .contains(
            "box:process",
            "box:connect",
            "box:datagram",
            "box:read",
            "box:write",
            "box:delete",
            "box:native",
            "box:script",
            "box:reflect");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void reachesTheServersOnlyFromOutsideTheBox(Jdk jdk) {
    assertThat(run(jdk).arrived())
        .isNotEmpty()
        .allMatch(tag -> tag.startsWith(OUTSIDE + "/") || tag.startsWith(FREE + "/"));
  }

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  private static Run run(Jdk jdk) {
    return RUNS.computeIfAbsent(jdk.major(), major -> start(jdk));
  }

  private static Run start(Jdk jdk) {
    Path folder = FixtureRun.freshFolder("box-sinks-" + jdk.major());
    try {
      Files.writeString(folder.resolve("sallyport.yaml"), POLICY);
      Path places = Files.createDirectory(folder.resolve("places"));
      Path sockets = Files.createTempDirectory("sallyport-it");
      try (TaggedServer server = new TaggedServer(sockets.resolve("socket"))) {
        return start(jdk, folder, new SinkCases(places, server), server);
      } finally {
        Files.deleteIfExists(sockets.resolve("socket"));
        Files.delete(sockets);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Run start(Jdk jdk, Path folder, SinkCases sinks, TaggedServer server)
      throws IOException, InterruptedException {
    Map<Step, SinkCase> cases = new LinkedHashMap<>();
    for (String sink : SinkCases.sinks(jdk)) {
      add(cases, sinks, new Step(OUTSIDE, "direct", sink));
      for (String way : ways(jdk)) {
        add(cases, sinks, new Step(FREE, way, sink));
        add(cases, sinks, new Step(BOXED, way, sink));
      }
    }
    FinishedJvm jvm =
        SpawnedJvm.on(jdk, folder)
            .frugal()
            .javaagent(SallyportJar.path())
            .main(FIXTURE.classPath(), "fixture.containment.RunInTool", arguments(cases))
            .run(LIMIT)
            .succeeded();
    // The first line is of the step that created the probe.
    List<String> printed =
        jvm.stdout().stream()
            .filter(line -> line.startsWith("ok ") || line.startsWith("threw "))
            .skip(1)
            .toList();
    assertThat(printed).as(jvm.report()).hasSameSizeAs(cases.keySet());
    Map<Step, String> lines = new LinkedHashMap<>();
    for (Step step : cases.keySet()) {
      lines.put(step, printed.get(lines.size()));
    }
    List<AuditLine> audit = AuditLogs.read(jdk, folder.resolve("sallyport-audit"));
    return new Run(jvm, cases, lines, server.arrived(), audit);
  }

  private static void add(Map<Step, SinkCase> cases, SinkCases sinks, Step step) {
    cases.put(step, sinks.prepare(step.sink(), step.tag()));
  }

  private static String[] arguments(Map<Step, SinkCase> cases) {
    List<String> arguments =
        new ArrayList<>(List.of(OUTSIDE, "SinkProbe", "direct", "nothing", ";"));
    cases.forEach(
        (step, sink) -> {
          arguments.addAll(List.of(step.tool(), "SinkProbe", step.way(), step.sink()));
          arguments.addAll(sink.arguments());
          arguments.add(";");
        });
    return arguments.toArray(new String[0]);
  }
}
