package dev.sallyport.enforcer;

import static dev.sallyport.enforcer.ContainedTools.within;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.RecordedEffect;
import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tools are about to do, as woven methods of the JDK ask about it. */
class SinkJudgeTest {
  @TempDir Path given;
  private Path root = Path.of("");
  private Path box = Path.of("");
  private Path outside = Path.of("");
  private @Nullable ContainedTools opened;

  @BeforeEach
  void open() throws Exception {
    root = given.toRealPath();
    box = Files.createDirectory(root.resolve("box"));
    outside = Files.createDirectory(root.resolve("outside"));
    Files.createDirectory(root.resolve("readable"));
    opened = new ContainedTools(root);
  }

  @AfterEach
  void close() {
    tools().close();
  }

  private ContainedTools tools() {
    return Objects.requireNonNull(opened);
  }

  private String policy() {
    return """
        apiVersion: governance.toolkit/v1
        name: desk
        rules:
          - {name: tools, tools: ["*"], action: allow}
        boxes:
          - name: work
            tools: [work]
            processes: [/bin/sh]
            files: {read: [ROOT/readable], write: [ROOT/box]}
            native: deny
            scripts: deny
            sql: [select]
          - {name: nothing, tools: [nothing], ring: 3}
          - {name: writes-sql, tools: [both], sql: [select, insert]}
          - {name: reads-sql, tools: [both], sql: [select]}
        """
        .replace("ROOT", root.toString());
  }

  private static boolean permits(Sink sink, @Nullable Object subject) {
    return SinkGate.refusal(sink, subject) == null;
  }

  @Test
  void keepsFilesBelowTheRoots() throws Exception {
    tools().use(policy());
    within(
        "work",
        () -> {
          assertThat(permits(Sink.READ, root.resolve("readable/a"))).isTrue();
          assertThat(permits(Sink.READ, box.resolve("a"))).isTrue();
          assertThat(permits(Sink.READ, outside.resolve("a").toString())).isFalse();
          assertThat(permits(Sink.READ, root.resolve("readable2/a"))).isFalse();
          assertThat(permits(Sink.READ, new File(box + "/../outside/a"))).isFalse();
          assertThat(permits(Sink.READ, new StringBuilder(box + "/x"))).isTrue();
          assertThat(permits(Sink.WRITE, box.resolve("a/b/c"))).isTrue();
          assertThat(permits(Sink.WRITE, root.resolve("readable/a"))).isFalse();
          assertThat(permits(Sink.WRITE, outside.resolve("a"))).isFalse();
          assertThat(permits(Sink.DELETE, box.resolve("a"))).isTrue();
          assertThat(permits(Sink.DELETE, outside.resolve("a"))).isFalse();
        });
    within("other", () -> assertThat(permits(Sink.WRITE, outside.resolve("a"))).isTrue());
    assertThat(tools().steps())
        .hasSize(6)
        .allMatch(step -> "work".equals(step.rule()) && step.effect() == RecordedEffect.DENY)
        .extracting(DecisionRecord::tool)
        .containsExactly(
            "box:read", "box:read", "box:read", "box:write", "box:write", "box:delete");
    assertThat(tools().steps().get(0).argumentsText())
        .isEqualTo("{\"subject\":\"" + outside.resolve("a") + "\"}");
    assertThat(tools().steps().get(0).parentCallId())
        .isEqualTo(tools().decisions().get(0).callId());
  }

  @Test
  void followsLinksWhereTheyLead() throws Exception {
    tools().use(policy());
    Files.writeString(outside.resolve("secret"), "x");
    Path toFile = Files.createSymbolicLink(box.resolve("file"), outside.resolve("secret"));
    Path toFolder = Files.createSymbolicLink(box.resolve("folder"), outside);
    Path dangling = Files.createSymbolicLink(box.resolve("new"), outside.resolve("new"));
    Path inwards = Files.createSymbolicLink(outside.resolve("in"), box.resolve("a"));
    within(
        "work",
        () -> {
          assertThat(permits(Sink.READ, toFile)).isFalse();
          assertThat(permits(Sink.READ, toFolder.resolve("secret"))).isFalse();
          assertThat(permits(Sink.READ, toFolder.resolve("../box/a"))).isTrue();
          assertThat(permits(Sink.WRITE, toFile)).isFalse();
          assertThat(permits(Sink.WRITE, toFolder.resolve("b"))).isFalse();
          assertThat(permits(Sink.WRITE, dangling)).isFalse();
          assertThat(permits(Sink.DELETE, toFile)).isTrue();
          assertThat(permits(Sink.DELETE, toFolder.resolve("secret"))).isFalse();
          assertThat(permits(Sink.READ, inwards)).isTrue();
          assertThat(permits(Sink.WRITE, inwards)).isFalse();
        });
  }

  @Test
  void holdsNothingBelowARootThatWasSwappedForALink() throws Exception {
    tools().use(policy());
    within("work", () -> assertThat(permits(Sink.WRITE, box.resolve("a"))).isTrue());

    Files.delete(box);
    Files.createSymbolicLink(box, outside);

    within(
        "work",
        () -> {
          assertThat(permits(Sink.WRITE, box.resolve("a"))).isFalse();
          assertThat(permits(Sink.WRITE, outside.resolve("a"))).isFalse();
          assertThat(permits(Sink.READ, box.resolve("a"))).isFalse();
        });
  }

  @Test
  void permitsNoWriteThatEndsOutsideWhateverTheLinks() throws Exception {
    tools().use(policy());
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      Path inner = Files.createDirectories(box.resolve("s" + seed + "/a/b"));
      Path outer = Files.createDirectories(outside.resolve("s" + seed + "/a/b"));
      List<Path> places = List.of(inner, inner.getParent(), outer, outer.getParent());
      for (int i = 0; i < 6; i++) {
        Path at = places.get(random.nextInt(4)).resolve("l" + i);
        Path to =
            places.get(random.nextInt(4)).resolve(random.nextBoolean() ? "l" + (i + 1) : "..");
        Files.createSymbolicLink(at, random.nextBoolean() ? to : relative(at, to));
      }
      within("work", () -> tryPaths(places, random));
    }
    try (var written = Files.walk(box)) {
      assertThat(written.filter(file -> Files.isRegularFile(file, NOFOLLOW_LINKS))).isNotEmpty();
    }
    try (var left = Files.walk(outside)) {
      assertThat(left.filter(file -> Files.isRegularFile(file, NOFOLLOW_LINKS))).isEmpty();
    }
  }

  private static Path relative(Path link, Path target) {
    Path path = Objects.requireNonNull(link.getParent()).relativize(target);
    return path.toString().isEmpty() ? Path.of(".") : path;
  }

  private static void tryPaths(List<Path> places, Random random) throws Exception {
    for (int i = 0; i < 60; i++) {
      Path path = places.get(random.nextInt(4));
      for (int depth = random.nextInt(3); depth >= 0; depth--) {
        int name = random.nextInt(9);
        path = path.resolve(name > 6 ? ".." : name == 6 ? "new" : "l" + name);
      }
      if (permits(Sink.WRITE, path)) {
        try {
          Files.writeString(path, "x");
        } catch (IOException notPossible) {
          continue;
        }
      }
    }
  }

  @Test
  void readsWhatTheJvmNeedsInAnyBox() throws Exception {
    tools().use(policy());
    Path home = Path.of(System.getProperty("java.home"));
    String entry = System.getProperty("java.class.path").split(File.pathSeparator)[0];
    within(
        "nothing",
        () -> {
          assertThat(permits(Sink.READ, home.resolve("lib/tzdb.dat"))).isTrue();
          assertThat(permits(Sink.READ, entry)).isTrue();
          assertThat(permits(Sink.READ, "/dev/urandom")).isTrue();
          assertThat(permits(Sink.WRITE, home.resolve("lib/tzdb.dat"))).isFalse();
          assertThat(permits(Sink.READ, "/etc/passwd")).isFalse();
        });
  }

  @Test
  void startsListedProgramsOnlyAndRecordsThose() throws Exception {
    tools().use(policy());
    within(
        "work",
        () -> {
          assertThat(permits(Sink.PROCESS, new String[] {"/bin/sh", "-c", "true"})).isTrue();
          assertThat(permits(Sink.PROCESS, new String[] {"sh"})).isTrue();
          assertThat(permits(Sink.PROCESS, new String[] {"/bin/cat"})).isFalse();
          assertThat(permits(Sink.PROCESS, new String[] {"./sh"})).isFalse();
          assertThat(permits(Sink.PROCESS, new String[] {})).isFalse();
        });
    within("nothing", () -> assertThat(permits(Sink.PROCESS, new String[] {"/bin/sh"})).isFalse());
    assertThat(tools().steps())
        .extracting(DecisionRecord::effect)
        .containsExactly(
            RecordedEffect.ALLOW,
            RecordedEffect.ALLOW,
            RecordedEffect.DENY,
            RecordedEffect.DENY,
            RecordedEffect.DENY,
            RecordedEffect.DENY);
  }

  @Test
  void letsNoForeignCodeIn() throws Exception {
    tools().use(policy());
    within(
        "work",
        () -> {
          assertThat(permits(Sink.NATIVE, "/tmp/libevil.so")).isFalse();
          assertThat(permits(Sink.NATIVE, "evil")).isFalse();
          assertThat(permits(Sink.NATIVE, "net")).isTrue();
          assertThat(permits(Sink.SCRIPT, "jdk.jshell.JShell")).isFalse();
        });
    within("other", () -> assertThat(permits(Sink.NATIVE, "evil")).isTrue());
  }

  @Test
  void runsOnlyTheStatementsThatAllBoxesLetRun() throws Exception {
    tools().use(policy());
    within(
        "work",
        () -> {
          assertThat(permits(Sink.SQL, "SELECT 1")).isTrue();
          assertThat(permits(Sink.SQL, "DELETE FROM secret_table")).isFalse();
          assertThat(permits(Sink.SQL, "no sql")).isFalse();
          assertThat(permits(Sink.SQL, null)).isFalse();
        });
    within("both", () -> assertThat(permits(Sink.SQL, "INSERT INTO t VALUES (1)")).isFalse());
    within("other", () -> assertThat(permits(Sink.SQL, "no sql")).isTrue());
    assertThat(tools().steps())
        .extracting(DecisionRecord::argumentsText)
        .startsWith("{\"subject\":\"delete\"}", "{\"subject\":\"unknown\"}")
        .noneMatch(text -> String.valueOf(text).contains("secret_table"));
    assertThat(tools().steps().get(3).rule()).isEqualTo("reads-sql");
  }

  @Test
  void keepsToolsOutOfTheJavaagentsOwnClasses() throws Exception {
    tools().use(policy());
    within(
        "other",
        () -> {
          assertThat(permits(Sink.REFLECT, Enforcer.class)).isFalse();
          assertThat(permits(Sink.REFLECT, String.class)).isTrue();
          assertThat(permits(Sink.REFLECT, "no class")).isFalse();
        });
    assertThat(permits(Sink.REFLECT, Enforcer.class)).isTrue();
    assertThat(tools().steps().get(0).argumentsText())
        .isEqualTo("{\"subject\":\"dev.sallyport.enforcer.Enforcer\"}");
  }

  @Test
  void refusesWhatItCanNotJudgeOrRecord() throws Exception {
    tools().use(policy());
    within(
        "work",
        () -> {
          assertThat(SinkGate.refusal(Sink.READ, 42)).contains("could not decide");
          assertThat(SinkGate.refusal(Sink.READ, "a\0b")).contains("could not decide");
          assertThat(SinkGate.refusal(Sink.PROCESS, "sh")).contains("could not decide");
          tools().closeLog();
          assertThat(permits(Sink.PROCESS, new String[] {"/bin/sh"})).isFalse();
          assertThat(permits(Sink.WRITE, outside.resolve("a"))).isFalse();
          assertThat(permits(Sink.WRITE, box.resolve("a"))).isTrue();
        });
  }

  @Test
  void onlyRecordsInObserveMode() throws Exception {
    tools().observing().use(policy());
    within(
        "nothing",
        () -> {
          assertThat(permits(Sink.WRITE, outside.resolve("a"))).isTrue();
          assertThat(permits(Sink.PROCESS, new String[] {"/bin/sh"})).isTrue();
          assertThat(permits(Sink.READ, 42)).isTrue();
        });
    assertThat(tools().steps()).hasSize(3).allMatch(step -> step.effect() == RecordedEffect.DENY);
  }

  @Test
  void keepsTheBoxesThatACallBeganWithWhenThePolicyIsReloaded() throws Exception {
    tools().use(policy());
    within(
        "work",
        () -> {
          LoadedPolicy looser =
              ContainedTools.load(policy().replaceAll("(?s)boxes:.*", "") + "boxes: []\n");
          Objects.requireNonNull(SwitchableGate.GATE.enforcer).use(looser);
          assertThat(permits(Sink.WRITE, outside.resolve("a"))).isFalse();
          assertThat(permits(Sink.READ, "/dev/urandom")).isTrue();
        });
    within("work", () -> assertThat(permits(Sink.WRITE, outside.resolve("a"))).isTrue());
  }
}
