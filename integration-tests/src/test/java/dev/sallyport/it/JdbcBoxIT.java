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
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A box that lets statements read only, with a driver in Java, a native one, and proxies. */
class JdbcBoxIT {
  private static final Fixture FIXTURE = new Fixture("containment-jdbc", "langchain4j 1.19.0");
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final List<String> DATABASES = List.of("h2", "sqlite", "proxy");
  private static final List<String> WRITING =
      List.of(
          "execute",
          "execute-keys",
          "update",
          "large-update",
          "batch",
          "prepare",
          "prepare-keys",
          "lambda",
          "reflection",
          "handle",
          "executor",
          "kept",
          "kept-update",
          "kept-batch",
          "insert-row",
          "update-row",
          "delete-row");
  private static final List<String> READING = List.of("query", "prepare-query", "execute");

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
        - name: readers
          tools: [reader]
          sql: [select]
      """;

  private static final Map<Integer, Map<List<String>, String>> RUNS = new ConcurrentHashMap<>();

  static Stream<Arguments> writes() {
    return cells(WRITING);
  }

  static Stream<Arguments> reads() {
    return cells(READING);
  }

  private static Stream<Arguments> cells(List<String> ways) {
    return Jdks.all().stream()
        .flatMap(
            jdk ->
                DATABASES.stream()
                    .flatMap(
                        database ->
                            ways.stream()
                                .filter(way -> has(database, way))
                                .map(way -> Arguments.of(jdk, database, way))));
  }

  /** SQLite's driver knows no result sets that can be changed. */
  private static boolean has(String database, String way) {
    return !database.equals("sqlite") || !way.endsWith("-row");
  }

  @ParameterizedTest(name = "{2} with {1}, JDK {0}")
  @MethodSource("writes")
  void changesNothingFromWithinTheBox(Jdk jdk, String database, String way) {
    Map<List<String>, String> lines = run(jdk);

    assertThat(lines.get(List.of("reader", database, way)))
        .startsWith("threw ")
        .contains("java.sql.SQLException: Tool action refused by policy");
    assertThat(lines.get(List.of("after", database, way)))
        .isEqualTo(lines.get(List.of("before", database, way)))
        .startsWith("ok " + database + " has ");
  }

  @ParameterizedTest(name = "{2} with {1}, JDK {0}")
  @MethodSource("writes")
  void leavesAToolWithoutABoxAlone(Jdk jdk, String database, String way) {
    assertThat(run(jdk).get(List.of("free", database, way))).startsWith("ok ");
  }

  @ParameterizedTest(name = "{2} with {1}, JDK {0}")
  @MethodSource("reads")
  void readsFromWithinTheBox(Jdk jdk, String database, String way) {
    assertThat(run(jdk).get(List.of("reading", database, way))).startsWith("ok ");
  }

  @ParameterizedTest
  @MethodSource("databases")
  void refusesWhatIsNoStatementItKnows(Jdk jdk, String database) {
    assertThat(run(jdk).get(List.of("unknown", database, "execute")))
        .contains("java.sql.SQLException: Tool action refused by policy");
  }

  @ParameterizedTest
  @MethodSource("databases")
  void refusesAStatementBehindAnotherOne(Jdk jdk, String database) {
    Map<List<String>, String> lines = run(jdk);

    assertThat(lines.get(List.of("two", database, "execute")))
        .contains("java.sql.SQLException: Tool action refused by policy");
  }

  static Stream<Arguments> databases() {
    return Jdks.all().stream()
        .flatMap(jdk -> DATABASES.stream().map(database -> Arguments.of(jdk, database)));
  }

  private static Map<List<String>, String> run(Jdk jdk) {
    return RUNS.computeIfAbsent(jdk.major(), major -> start(jdk));
  }

  /** The keys are who or what the step is for, the database and the way. */
  private static Map<List<String>, List<String>> steps() {
    Map<List<String>, List<String>> steps = new LinkedHashMap<>();
    int id = 10;
    for (String database : DATABASES) {
      steps.put(
          List.of("keep", database, ""),
          List.of("-", "SqlProbe", database, "keep", "DELETE FROM t WHERE id = 0"));
      for (String way : WRITING.stream().filter(way -> has(database, way)).toList()) {
        List<String> count = List.of("-", "SqlProbe", database, "count");
        steps.put(List.of("before", database, way), count);
        steps.put(List.of("reader", database, way), write("reader", database, way, id++));
        steps.put(List.of("after", database, way), count);
      }
      for (String way : WRITING.stream().filter(way -> has(database, way)).toList()) {
        steps.put(List.of("free", database, way), write("free", database, way, id++));
      }
      for (String way : READING) {
        steps.put(
            List.of("reading", database, way),
            List.of("reader", "SqlProbe", database, way, "SELECT id FROM t"));
      }
      steps.put(
          List.of("unknown", database, "execute"),
          List.of("reader", "SqlProbe", database, "execute", "FROBNICATE t"));
      steps.put(
          List.of("two", database, "execute"),
          List.of("reader", "SqlProbe", database, "execute", "SELECT 1; DELETE FROM t"));
    }
    return steps;
  }

  private static List<String> write(String tool, String database, String way, int id) {
    String sql =
        way.endsWith("-row")
            ? Integer.toString(id)
            : "INSERT INTO t (id, name) VALUES (" + id + ", 'n')";
    return List.of(tool, "SqlProbe", database, way, sql);
  }

  private static Map<List<String>, String> start(Jdk jdk) {
    Path folder = FixtureRun.freshFolder("box-jdbc-" + jdk.major());
    try {
      Files.writeString(folder.resolve("sallyport.yaml"), POLICY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<List<String>, List<String>> steps = steps();
    List<String> arguments = new ArrayList<>();
    for (List<String> step : steps.values()) {
      arguments.addAll(step);
      arguments.add(";");
    }
    FinishedJvm jvm =
        SpawnedJvm.on(jdk, folder)
            .frugal()
            .javaagent(SallyportJar.path())
            .main(
                FIXTURE.classPath(),
                "fixture.containment.RunInTool",
                arguments.toArray(new String[0]))
            .run(LIMIT)
            .succeeded();
    assertThat(jvm.stdout()).as(jvm.report()).hasSize(steps.size() + 1);
    Map<List<String>, String> lines = new LinkedHashMap<>();
    for (List<String> key : steps.keySet()) {
      lines.put(key, jvm.stdout().get(lines.size()));
    }
    return lines;
  }
}
