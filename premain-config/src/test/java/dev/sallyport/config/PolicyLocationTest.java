package dev.sallyport.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyLocationTest {
  @TempDir Path root;
  private Path work;
  private Path app;
  private Path jar;

  @BeforeEach
  void makeFolders() throws IOException {
    root = root.toRealPath();
    work = Files.createDirectory(root.resolve("work"));
    app = Files.createDirectory(root.resolve("app"));
    jar = app.resolve("app.jar");
  }

  private PolicyLocation find(@Nullable String agentArguments) throws SettingsException {
    return find(agentArguments, jar);
  }

  private PolicyLocation find(@Nullable String agentArguments, @Nullable Path applicationJar)
      throws SettingsException {
    Settings settings = Settings.read(agentArguments, Map.of(), new Properties());
    return PolicyLocation.find(settings, work, applicationJar);
  }

  private void assertRefused(@Nullable String agentArguments, String message) {
    assertThatThrownBy(() -> find(agentArguments))
        .isInstanceOf(SettingsException.class)
        .hasMessage(message.replace("{work}", work.toString()).replace("{app}", app.toString()));
  }

  private static Path write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "name: x\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sallyport.yaml", "sallyport.yml"})
  void aFileInTheWorkingDirectoryIsFound(String name) throws Exception {
    Path file = write(work.resolve(name));
    PolicyLocation location = find(null);
    assertThat(location.files()).containsExactly(file);
    assertThat(location.describe()).isEqualTo(file.toString());
  }

  @Test
  void aFolderGivesItsYamlFilesSortedByName() throws Exception {
    Path folder = work.resolve("sallyport.d");
    write(folder.resolve("20-b.yml"));
    write(folder.resolve("10-a.yaml"));
    write(folder.resolve(".hidden.yaml"));
    write(folder.resolve("README.md"));
    write(folder.resolve("c.yaml.bak"));
    Files.createDirectory(folder.resolve("nested"));

    PolicyLocation location = find(null);

    assertThat(location.files())
        .containsExactly(
            folder.resolve(".hidden.yaml"),
            folder.resolve("10-a.yaml"),
            folder.resolve("20-b.yml"));
    assertThat(location.describe()).isEqualTo(folder + " (3 files)");
  }

  @Test
  void casesInAPolicyFolderAreNoPolicy() throws Exception {
    Path folder = work.resolve("sallyport.d");
    Path policy = write(folder.resolve("desk.yaml"));
    write(folder.resolve("desk.cases.yaml"));
    assertThat(find(null).files()).containsExactly(policy);

    Files.delete(policy);
    assertThatThrownBy(() -> find(null)).hasMessageContaining("got a folder without `*.yaml` file");
  }

  @Test
  void aCommandMayNameAFileOrAnyFolder() throws Exception {
    Settings settings = Settings.read(null, Map.of(), new Properties());
    Path file = write(root.resolve("policies/a.yaml"));
    assertThat(PolicyLocation.named(file, settings).files()).containsExactly(file);
    assertThat(PolicyLocation.named(root.resolve("policies"), settings).files())
        .containsExactly(file);
    assertThatThrownBy(() -> PolicyLocation.named(root.resolve("nowhere.yaml"), settings))
        .isInstanceOf(SettingsException.class)
        .hasMessageEndingWith("got no such file, wanted a policy file");
  }

  @Test
  void theWorkingDirectoryComesBeforeTheJarsFolder() throws Exception {
    Path beside = write(app.resolve("sallyport.yml"));
    assertThat(find(null).files()).containsExactly(beside);

    Path here = write(work.resolve("sallyport.yaml"));
    assertThat(find(null).files()).containsExactly(here);
  }

  @Test
  void aRelativeJarIsLookedUpFromTheWorkingDirectory() throws Exception {
    Path beside = write(app.resolve("sallyport.yaml"));
    assertThat(find(null, Path.of("../app/app.jar")).files()).containsExactly(beside);
    assertThatThrownBy(() -> find(null, Path.of("app.jar")))
        .hasMessageContaining("in `" + work + "`: put");
  }

  @Test
  void theSettingWinsOverFilesThatLieAround() throws Exception {
    write(work.resolve("sallyport.yaml"));
    write(work.resolve("sallyport.yml"));
    Path chosen = write(root.resolve("conf/any-name.txt"));
    assertThat(find("policy=../conf/any-name.txt").files()).containsExactly(chosen);
    assertThat(find("policy=" + chosen).files()).containsExactly(chosen);
  }

  @Test
  void theSettingMayNameAFolder() throws Exception {
    Path file = write(root.resolve("conf/a.yaml"));
    PolicyLocation location = find("policy=" + root.resolve("conf"));
    assertThat(location.files()).containsExactly(file);
    assertThat(location.describe()).isEqualTo(root.resolve("conf") + " (1 file)");
  }

  @Test
  void withoutPolicyAndModeBothWaysOutAreNamed() {
    assertRefused(
        null,
        "got no policy, wanted sallyport.yaml, sallyport.yml or sallyport.d/ in `{work}` or"
            + " `{app}`: put a sallyport.yaml there, or start with"
            + " -javaagent:sallyport.jar=mode=observe to record every tool call and refuse none");
  }

  @Test
  void enforcingWithoutPolicyIsRefusedToo() {
    assertThatThrownBy(() -> find("mode=enforce", null))
        .hasMessageStartingWith("got no policy, wanted sallyport.yaml");
  }

  @Test
  void observingNeedsNoPolicy() throws Exception {
    assertThat(find("mode=observe").files()).isEmpty();
    assertThat(find("mode=observe").describe()).isEqualTo("none");
  }

  @Test
  void observingStillRefusesAPolicyThatCannotBeUsed() throws Exception {
    write(work.resolve("sallyport.yaml"));
    write(work.resolve("sallyport.yml"));
    assertThatThrownBy(() -> find("mode=observe")).hasMessageStartingWith("got two policies, ");
  }

  @Test
  void twoPoliciesInOneFolderAreAmbiguous() throws Exception {
    write(work.resolve("sallyport.yaml"));
    write(work.resolve("sallyport.d/a.yaml"));
    assertRefused(
        null,
        "got two policies, `{work}/sallyport.yaml` and `{work}/sallyport.d`, wanted one: remove"
            + " one, or choose with policy=FILE");
    Files.delete(work.resolve("sallyport.yaml"));
    write(work.resolve("sallyport.yml"));
    assertThatThrownBy(() -> find(null)).hasMessageStartingWith("got two policies, ");
  }

  @Test
  void aMissingFileIsRefusedWithTheSourceOfItsName() {
    assertRefused(
        "policy=none.yaml",
        "policy `{work}/none.yaml`: got no such file, wanted a policy file (policy from"
            + " -javaagent:sallyport.jar=...)");
  }

  @Test
  void anEmptyFolderIsRefused() throws Exception {
    Files.createDirectory(work.resolve("sallyport.d"));
    assertRefused(
        null,
        "policy `{work}/sallyport.d`: got a folder without `*.yaml` file, wanted at least one");
  }

  @Test
  void anUpperCaseSuffixIsRefusedRatherThanPassedOver() throws Exception {
    write(work.resolve("sallyport.d/a.yaml"));
    write(work.resolve("sallyport.d/b.YAML"));
    assertRefused(
        null,
        "policy `{work}/sallyport.d/b.YAML`: got an upper-case suffix, wanted `.yaml` or `.yml`");
  }

  @Test
  void aFolderNamedLikeAFileAndTheReverseAreRefused() throws Exception {
    Path folder = Files.createDirectory(work.resolve("sallyport.yaml"));
    assertRefused(null, "policy `{work}/sallyport.yaml`: got a folder, wanted a file");
    Files.delete(folder);
    write(work.resolve("sallyport.d"));
    assertRefused(null, "policy `{work}/sallyport.d`: got a file, wanted a folder");
  }

  @Test
  void aFolderNamedLikeAPolicyInsideAFolderIsRefused() throws Exception {
    write(work.resolve("sallyport.d/a.yaml"));
    Files.createDirectory(work.resolve("sallyport.d/b.yaml"));
    assertRefused(
        null,
        "policy `{work}/sallyport.d/b.yaml`: got something other than a regular file, wanted a"
            + " policy file");
  }

  @Test
  void aDeviceIsRefused() {
    assumeThat(Path.of("/dev/null")).exists();
    assertRefused(
        "policy=/dev/null",
        "policy `/dev/null`: got something other than a regular file, wanted a policy file"
            + " (policy from -javaagent:sallyport.jar=...)");
  }

  @Test
  void aFileThatMayNotBeReadIsRefused() throws Exception {
    Path file = write(work.resolve("sallyport.yaml"));
    Files.setPosixFilePermissions(file, Set.of());
    assumeThat(Files.isReadable(file)).as("running as root").isFalse();
    assertRefused(
        null,
        "policy `{work}/sallyport.yaml`: got a file this process may not read, wanted a readable"
            + " one");
  }

  @Test
  void aFolderThatMayNotBeListedIsRefused() throws Exception {
    write(work.resolve("sallyport.d/a.yaml"));
    Path folder = work.resolve("sallyport.d");
    Files.setPosixFilePermissions(folder, Set.of());
    try {
      assumeThat(Files.isReadable(folder)).as("running as root").isFalse();
      assertRefused(
          null,
          "policy `{work}/sallyport.d`: got a folder that cannot be listed, wanted a readable"
              + " folder");
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void linksAreFollowedAndNoted() throws Exception {
    Path target = write(root.resolve("conf/real.yaml"));
    Path link = Files.createSymbolicLink(work.resolve("sallyport.yaml"), target);
    assertThat(find(null).files()).containsExactly(link);
    assertThat(find(null).describe()).isEqualTo(link + " -> " + target);

    Files.delete(link);
    Path folderLink = Files.createSymbolicLink(work.resolve("sallyport.d"), root.resolve("conf"));
    assertThat(find(null).files()).containsExactly(folderLink.resolve("real.yaml"));
    assertThat(find(null).describe())
        .isEqualTo(folderLink + " -> " + root.resolve("conf") + " (1 file)");
  }

  @Test
  void aDanglingLinkIsReportedRatherThanPassedOver() throws Exception {
    write(app.resolve("sallyport.yaml"));
    Files.createSymbolicLink(work.resolve("sallyport.yaml"), root.resolve("gone.yaml"));
    assertRefused(
        null, "policy `{work}/sallyport.yaml`: got a link to a missing file, wanted a policy file");
  }

  @Test
  void aFileOverTheLimitIsRefused() throws Exception {
    Files.writeString(work.resolve("sallyport.yaml"), "#".repeat(1025));
    assertRefused(
        "limits.policy=1k",
        "policy `{work}/sallyport.yaml`: got 1025 bytes, wanted at most 1024 (limits.policy)");
    Files.writeString(work.resolve("sallyport.yaml"), "#".repeat(1024));
    assertThat(find("limits.policy=1k").files()).hasSize(1);
  }

  @Test
  void theFilesCannotBeChanged() throws Exception {
    write(work.resolve("sallyport.yaml"));
    assertThatThrownBy(() -> find(null).files().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
