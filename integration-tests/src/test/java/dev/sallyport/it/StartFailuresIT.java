package dev.sallyport.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A gate that cannot stand stops the JVM before main, with one line that says why. */
class StartFailuresIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Fixture FIXTURE = new Fixture("langchain4j-1.19.0", "langchain4j 1.19.0");

  @Test
  void refusesToStartWithoutAPolicyAndSaysBothWaysOut() {
    Path folder = FixtureRun.freshFolder("start-no-policy");
    for (Jdk jdk : Jdks.all()) {
      assertThat(refusal(jdk, folder)).contains("sallyport.yaml").contains("mode=observe");
    }
  }

  @Test
  void refusesAnUnknownSettingAndNamesTheNearest() {
    Path folder = FixtureRun.freshFolder("start-unknown-setting");
    Policies.allowAll(folder);
    for (Jdk jdk : Jdks.all()) {
      assertThat(refusal(jdk, folder, "audit.dri=x")).contains("`audit.dri`").contains("audit.dir");
    }
    assertThat(
            stopped(
                SpawnedJvm.on(Jdks.running(), folder)
                    .environment("SALLYPORT_MODUS", "observe")
                    .javaagent(SallyportJar.path())))
        .contains("SALLYPORT_MODUS")
        .contains("SALLYPORT_MODE");
    assertThat(
            stopped(
                SpawnedJvm.on(Jdks.running(), folder)
                    .options("-Dsallyport.moed=observe")
                    .javaagent(SallyportJar.path())))
        .contains("sallyport.moed")
        .contains("mode");
  }

  @Test
  void refusesABrokenPolicyWithFileLineAndColumn() throws IOException {
    Path folder = FixtureRun.freshFolder("start-broken-policy");
    Path policy = folder.resolve("sallyport.yaml");
    Files.writeString(
        policy,
        "apiVersion: governance.toolkit/v1\n"
            + "name: broken\n"
            + "rules:\n"
            + "  - name: one\n"
            + "    acton: deny\n"
            + "    action: deny\n");
    for (Jdk jdk : Jdks.all()) {
      assertThat(refusal(jdk, folder))
          .contains(policy + ":5:5: ")
          .contains("`acton`")
          .contains("`action`");
    }
  }

  @Test
  void refusesAPolicyWithRulesForStagesThatItDoesNotSee() throws IOException {
    for (String stage : List.of("pre_input", "pre_output")) {
      Path folder = FixtureRun.freshFolder("start-stage-" + stage);
      Files.writeString(
          folder.resolve("sallyport.yaml"),
          "apiVersion: governance.toolkit/v1\n"
              + "name: stages\n"
              + "rules:\n"
              + "  - name: no-secrets\n"
              + "    stage: "
              + stage
              + "\n"
              + "    action: deny\n");
      assertThat(refusal(Jdks.running(), folder)).contains("`no-secrets`").contains("`" + stage);
      assertThat(folder.resolve("sallyport-audit")).doesNotExist();
    }
  }

  @Test
  void refusesALogFolderThatCannotBe() throws IOException {
    Path folder = FixtureRun.freshFolder("start-log-is-a-file");
    Policies.allowAll(folder);
    Files.writeString(folder.resolve("sallyport-audit"), "in the way");
    assertThat(refusal(Jdks.running(), folder)).contains("sallyport-audit");
    assertThat(refusal(Jdks.running(), folder, "audit.dir=/proc/sallyport"))
        .contains("/proc/sallyport");
  }

  @Test
  void refusesADiskWithTooLittleSpace() {
    Path folder = FixtureRun.freshFolder("start-no-space");
    Policies.allowAll(folder);
    assertThat(refusal(Jdks.running(), folder, "audit.min_free=1024g")).contains("audit.min_free");
  }

  @Test
  void findsThePolicyBesideTheApplicationsJarAndNamesItInTheStartLine() {
    Path folder = FixtureRun.freshFolder("start-line");
    Policies.allowAll(folder);
    FinishedJvm jvm =
        SpawnedJvm.on(Jdks.running(), folder)
            .javaagent(SallyportJar.path())
            .main(FIXTURE.classPath(), "fixture.langchain4j.CallLoop", "1", "1", "0")
            .run(LIMIT)
            .succeeded();
    assertThat(jvm.stderr())
        .singleElement()
        .asString()
        .matches(
            "sallyport \\S+ enforce, policy "
                + folder.resolve("sallyport.yaml")
                + " \\(1 rule, sha256:[0-9a-f]{12}\\), log "
                + folder.resolve("sallyport-audit")
                + "/\\d{8}T\\d{6}\\.\\d{3}Z-[0-9a-f]{16}");
  }

  @Test
  void observesWithoutAPolicyAndBlocksNothing() {
    Path folder = FixtureRun.freshFolder("start-observe");
    FinishedJvm jvm =
        SpawnedJvm.on(Jdks.running(), folder)
            .javaagent(SallyportJar.path(), "mode=observe")
            .main(FIXTURE.classPath(), "fixture.langchain4j.CallLoop", "1", "5", "0")
            .run(LIMIT)
            .succeeded();
    assertThat(jvm.stdout()).endsWith("end 5");
    assertThat(jvm.stderr()).singleElement().asString().contains(" observe, policy none, ");
    assertThat(AuditLogs.read(Jdks.running(), folder.resolve("sallyport-audit")))
        .filteredOn(AuditLine::isDecision)
        .hasSize(5)
        .allSatisfy(decision -> assertThat(decision.effect()).isEqualTo("would_deny"));
  }

  private static String refusal(Jdk jdk, Path folder, String... arguments) {
    return stopped(SpawnedJvm.on(jdk, folder).javaagent(SallyportJar.path(), arguments));
  }

  /** The one line of a start that was refused; the application's main must not have run. */
  private static String stopped(SpawnedJvm spawned) {
    FinishedJvm jvm =
        spawned.main(FIXTURE.classPath(), "fixture.langchain4j.CallLoop", "1", "1", "0").run(LIMIT);
    assertThat(jvm.exit()).as(jvm.report()).isEqualTo(2);
    assertThat(jvm.stdout()).as(jvm.report()).isEmpty();
    assertThat(jvm.stderr()).as(jvm.report()).hasSize(1);
    assertThat(jvm.stderr().get(0)).startsWith("sallyport: cannot start: ");
    return jvm.stderr().get(0);
  }
}
