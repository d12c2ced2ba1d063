package dev.sallyport.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One run of a fixture in a spawned JVM. Runs are kept, so that many tests can look at one: a JVM
 * costs seconds.
 */
record FixtureRun(
    FinishedJvm jvm, List<FixtureLine> lines, List<ModelRequest> requests, List<AuditLine> audit) {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Map<List<Object>, FixtureRun> DONE = new ConcurrentHashMap<>();

  /** Under which policy, if any. */
  enum Mode {
    WITHOUT_JAVAAGENT,
    DENY_ALL,
    ALLOW_ALL
  }

  /** All shapes of {@code fixture}. */
  static FixtureRun of(Fixture fixture, Jdk jdk, Mode mode) {
    return DONE.computeIfAbsent(
        List.of(fixture, jdk, mode), key -> run(fixture, jdk, mode.name(), policy(mode)));
  }

  private static @Nullable Consumer<Path> policy(Mode mode) {
    return switch (mode) {
      case WITHOUT_JAVAAGENT -> null;
      case DENY_ALL -> Policies::denyAll;
      case ALLOW_ALL -> Policies::allowAll;
    };
  }

  private static FixtureRun run(
      Fixture fixture, Jdk jdk, String name, @Nullable Consumer<Path> policy) {
    try (ScriptedOpenAi model = ScriptedOpenAi.start()) {
      return run(fixture, jdk, name, policy, model, "all");
    }
  }

  /**
   * Those {@code shapes} of {@code fixture}, with {@code model}; without javaagent if no policy.
   */
  static FixtureRun run(
      Fixture fixture,
      Jdk jdk,
      String name,
      @Nullable Consumer<Path> policy,
      ScriptedOpenAi model,
      String shapes) {
    Path folder = freshFolder(fixture + "-" + jdk.major() + "-" + name);
    SpawnedJvm spawned = SpawnedJvm.on(jdk, folder).frugal();
    if (policy != null) {
      policy.accept(folder);
      spawned.javaagent(SallyportJar.path());
    }
    FinishedJvm jvm = fixture.runIn(spawned, model.baseUrl(), shapes).run(LIMIT).succeeded();
    List<FixtureLine> lines = new ArrayList<>();
    jvm.stdout().forEach(line -> lines.add(FixtureLine.parse(line)));
    List<AuditLine> audit =
        policy == null ? List.of() : AuditLogs.read(jdk, folder.resolve("sallyport-audit"));
    return new FixtureRun(jvm, List.copyOf(lines), model.requests(), audit);
  }

  /** An empty folder under {@code target/it}, left there for who looks into a failure. */
  static Path freshFolder(String name) {
    Path folder = Path.of("target", "it", name).toAbsolutePath();
    try {
      if (Files.exists(folder)) {
        try (Stream<Path> old = Files.walk(folder)) {
          for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        }
      }
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<AuditLine> decisions() {
    return audit.stream().filter(AuditLine::isDecision).toList();
  }

  /** The decisions about the tools of one shape, in the order of the log. */
  List<AuditLine> decisions(FixtureLine shape) {
    return decisions().stream().filter(decision -> shape.isAbout(decision.tool())).toList();
  }

  List<AuditLine> outcomes() {
    return audit.stream().filter(AuditLine::isOutcome).toList();
  }

  /** Every tool result that the model read, in any conversation. */
  List<String> toolResults() {
    return requests.stream().flatMap(request -> request.newToolResults().stream()).toList();
  }
}
