package dev.sallyport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A box with folders to read and write in: no link, name or move leads out of them. */
class BoxPathsIT {
  private static final Fixture FIXTURE = new Fixture("containment-jdk", "langchain4j 1.19.0");
  private static final Duration LIMIT = Duration.ofMinutes(2);

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
        - name: folders
          tools: [boxed]
          processes: [/usr/bin/touch]
          files: {read: [data], write: [out]}
      """;

  /** What must work; {@code @} stands for the folder. */
  private static final List<String> WITHIN =
      List.of(
          "read-stream data/public",
          "read-nio @/data/public",
          "read-random data/../data/public",
          "list-nio data",
          "write-nio out/new",
          "read-nio out/new",
          "copy data/public out/copy",
          "mkdir out/folder",
          "write-nio out/folder/deep",
          "move out/copy out/moved",
          "delete-nio out/moved",
          "symbolic-link data/public out/link",
          "read-nio out/link-in",
          "process @/made-by-process");

  /** What must not. */
  private static final List<String> BEYOND =
      List.of(
          "read-stream private",
          "read-nio @/private",
          "read-nio data/../private",
          "read-stream data/../private",
          "read-nio data/link-out",
          "read-stream data/link-out",
          "read-random data/link-out",
          "read-nio data/folder-out/file",
          "read-nio data/link-to-link",
          "read-nio /proc/self/cwd/private",
          "read-nio /proc/self/root@/private",
          "list-nio .",
          "list data/folder-out",
          "write-nio data/new",
          "write-nio outside",
          "write-nio out/../outside",
          "write-stream out/link-new",
          "write-nio out/folder-out/new",
          "write-in-folder out/folder-out/new",
          "mkdir outside",
          "copy private out/stolen",
          "move private out/stolen",
          "rename private out/stolen",
          "move out/keep outside",
          "rename out/keep outside",
          "move-in-folder out/keep elsewhere/outside",
          "hard-link private out/stolen",
          "hard-link data/public out/stolen",
          "delete private",
          "delete-nio data/public",
          "delete-nio out/folder-out/file",
          "permissions private",
          "times data/public");

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void noPathLeadsOutOfTheFolders(Jdk jdk) throws IOException {
    Path folder = FixtureRun.freshFolder("box-paths-" + jdk.major()).toRealPath();
    setUp(folder);
    List<String> lines = run(jdk, folder);

    for (int i = 0; i < WITHIN.size(); i++) {
      assertThat(lines.get(i)).as(WITHIN.get(i)).startsWith("ok ");
    }
    for (int i = 0; i < BEYOND.size(); i++) {
      assertThat(lines.get(WITHIN.size() + i))
          .as(BEYOND.get(i))
          .startsWith("threw dev.sallyport.bootstrap.ToolConfined");
    }
    assertThat(lines.get(lines.size() - 1)).startsWith("threw ").contains("ToolConfined");
    assertUntouched(folder);
  }

  private static void assertUntouched(Path folder) throws IOException {
    assertThat(folder.resolve("private")).hasContent("secret");
    assertThat(folder.resolve("data/public")).hasContent("public");
    assertThat(folder.resolve("elsewhere/file")).hasContent("secret");
    assertThat(folder.resolve("out/keep")).hasContent("keep");
    for (String never :
        List.of(
            "outside",
            "out/stolen",
            "data/new",
            "elsewhere/new",
            "elsewhere/outside",
            "redirected")) {
      assertThat(Files.exists(folder.resolve(never), LinkOption.NOFOLLOW_LINKS))
          .as(never)
          .isFalse();
    }
    assertThat(folder.resolve("made-by-process")).exists();
  }

  private static void setUp(Path folder) throws IOException {
    Files.writeString(folder.resolve("sallyport.yaml"), POLICY);
    Files.writeString(folder.resolve("private"), "secret");
    Path data = Files.createDirectory(folder.resolve("data"));
    Path out = Files.createDirectory(folder.resolve("out"));
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.writeString(data.resolve("public"), "public");
    Files.writeString(out.resolve("keep"), "keep");
    Files.writeString(elsewhere.resolve("file"), "secret");
    Files.createSymbolicLink(data.resolve("link-out"), folder.resolve("private"));
    Files.createSymbolicLink(data.resolve("link-to-link"), Path.of("link-out"));
    Files.createSymbolicLink(data.resolve("folder-out"), elsewhere);
    Files.createSymbolicLink(out.resolve("folder-out"), elsewhere);
    Files.createSymbolicLink(out.resolve("link-new"), folder.resolve("outside"));
    Files.createSymbolicLink(out.resolve("link-in"), data.resolve("public"));
  }

  private static List<String> run(Jdk jdk, Path folder) {
    List<String> arguments = new ArrayList<>(List.of("-", "SinkProbe", "direct", "nothing", ";"));
    List<String> steps = new ArrayList<>(WITHIN);
    steps.addAll(BEYOND);
    steps.add("process-redirect redirected");
    for (String step : steps) {
      arguments.addAll(List.of("boxed", "SinkProbe", "direct"));
      arguments.addAll(List.of(step.replace("@", folder.toString()).split(" ", -1)));
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
    List<String> lines =
        jvm.stdout().stream()
            .filter(line -> line.startsWith("ok ") || line.startsWith("threw "))
            .skip(1)
            .toList();
    assertThat(lines).as(jvm.report()).hasSameSizeAs(steps);
    return lines;
  }
}
