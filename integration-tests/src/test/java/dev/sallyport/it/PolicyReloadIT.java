package dev.sallyport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The policy changes on disk while a real application calls tools. */
class PolicyReloadIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Fixture FIXTURE = new Fixture("langchain4j-1.19.0", "langchain4j 1.19.0");

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void anEditAFileInItsPlaceABadEditATruncationAndADeletion(Jdk jdk) throws Exception {
    Path folder = FixtureRun.freshFolder("reload-file-" + jdk.major());
    Path policy = folder.resolve("sallyport.yaml");
    Files.writeString(policy, everything("allow"));
    try (RunningJvm jvm = loop(jdk, folder).start()) {
      awaitRan(jvm);

      Files.writeString(policy, everything("deny"));
      awaitRefused(jvm);
      Path next = Files.writeString(folder.resolve("next"), everything("allow") + "# 2\n");
      Files.move(next, policy, StandardCopyOption.ATOMIC_MOVE);
      awaitRan(jvm);
      assertThat(jvm.awaitStderrLines(3, LIMIT))
          .as("the start line and one for each reload")
          .hasSize(3)
          .last()
          .asString()
          .startsWith("sallyport: policy reloaded: " + policy + " (1 rule, sha256:");

      Files.writeString(policy, everything("deny").replace("tools:", "tool:"));
      assertThat(jvm.awaitStderrLines(4, LIMIT))
          .hasSize(4)
          .last()
          .asString()
          .startsWith("sallyport: policy not reloaded, the one before stays in force: ")
          .contains(policy + ":6:5: ")
          .contains("`tool`");
      awaitRan(jvm);
      Files.write(policy, new byte[0]);
      assertThat(jvm.awaitStderrLines(5, LIMIT)).hasSize(5).last().asString().contains(":1:1: ");
      Files.delete(policy);
      assertThat(jvm.awaitStderrLines(6, LIMIT))
          .hasSize(6)
          .last()
          .asString()
          .contains("no such file");
      awaitRan(jvm);
      Files.writeString(policy, everything("deny"));
      awaitRefused(jvm);
      assertThat(jvm.kill().stderr()).as("one line for each change").hasSize(7);
    }
    List<AuditLine> log = AuditLogs.read(jdk, folder.resolve("sallyport-audit"));
    assertThat(loads(log))
        .containsExactly(
            sha256(everything("allow")),
            sha256(everything("deny")),
            sha256(everything("allow") + "# 2\n"),
            sha256(everything("deny")));
    eachDecisionIsThatOfItsPolicy(log);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aSwappedLinkAndAFolderWhoseFilesComeAndGo(Jdk jdk) throws Exception {
    Path folder = FixtureRun.freshFolder("reload-folder-" + jdk.major());
    Path one = Files.createDirectory(folder.resolve("one"));
    Path two = Files.createDirectory(folder.resolve("two"));
    Files.writeString(one.resolve("a.yaml"), everything("allow"));
    Files.writeString(two.resolve("a.yaml"), everything("deny"));
    Path current = Files.createSymbolicLink(folder.resolve("sallyport.d"), one);
    try (RunningJvm jvm = loop(jdk, folder).start()) {
      awaitRan(jvm);

      Path next = Files.createSymbolicLink(folder.resolve("next"), two);
      Files.move(next, current, StandardCopyOption.ATOMIC_MOVE);
      awaitRefused(jvm);
      Files.writeString(two.resolve("a.yaml"), everything("allow"));
      awaitRan(jvm);
      Files.writeString(two.resolve("b.yaml"), everything("deny").replace("everything", "b"));
      awaitRefused(jvm);
      Files.delete(two.resolve("b.yaml"));
      awaitRan(jvm);
      jvm.kill();
    }
    List<AuditLine> log = AuditLogs.read(jdk, folder.resolve("sallyport-audit"));
    assertThat(loads(log)).hasSize(5);
    eachDecisionIsThatOfItsPolicy(log);
    AuditLine both = log.stream().filter(PolicyReloadIT::isLoad).toList().get(3);
    assertThat(both.value("rules")).isEqualTo("2");
    assertThat(both.value("file.2")).isEqualTo(current.resolve("b.yaml").toString());
  }

  /** A set that denies has an odd number: the steps above take turns. */
  private static void eachDecisionIsThatOfItsPolicy(List<AuditLine> log) {
    List<String> loaded = new ArrayList<>();
    for (AuditLine line : log) {
      if (isLoad(line)) {
        loaded.add(String.valueOf(line.value("digest")));
      } else if (line.isDecision()) {
        assertThat(loaded).contains(line.policyDigest());
        boolean denies = loaded.lastIndexOf(line.policyDigest()) % 2 == 1;
        assertThat(line.effect()).isEqualTo(denies ? "deny" : "allow");
      }
    }
  }

  private static List<String> loads(List<AuditLine> log) {
    return log.stream()
        .filter(PolicyReloadIT::isLoad)
        .map(line -> String.valueOf(line.value("digest")))
        .toList();
  }

  private static boolean isLoad(AuditLine line) {
    return line.kind().equals("policy_load");
  }

  private static SpawnedJvm loop(Jdk jdk, Path folder) {
    return SpawnedJvm.on(jdk, folder)
        .frugal()
        .javaagent(SallyportJar.path())
        .main(FIXTURE.classPath(), "fixture.langchain4j.CallLoop", "1", "100000", "10");
  }

  private static void awaitRan(RunningJvm jvm) {
    jvm.awaitNextStdout(line -> line.startsWith("ran "), LIMIT);
  }

  private static void awaitRefused(RunningJvm jvm) {
    jvm.awaitNextStdout(line -> line.startsWith("refused "), LIMIT);
  }

  private static String everything(String action) {
    return "apiVersion: governance.toolkit/v1\nname: t\nrules:\n  - name: everything\n"
        + "    action: "
        + action
        + "\n    tools: [\"*\"]\n";
  }

  private static String sha256(String text) throws NoSuchAlgorithmException, IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
