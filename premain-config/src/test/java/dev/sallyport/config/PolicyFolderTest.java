package dev.sallyport.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFolderTest {
  @TempDir private Path temp;
  private Path root;
  private PolicyFolder folder;

  @BeforeEach
  void createFolder() throws IOException {
    root = Files.createDirectories(temp.resolve("policies"));
    Files.createDirectories(root.resolve("teams"));
    Files.writeString(root.resolve("base.yaml"), "base");
    Files.writeString(root.resolve("teams/desk.yaml"), "desk");
    Files.writeString(temp.resolve("outside.yaml"), "outside");
    folder = new PolicyFolder(root, 16);
  }

  private void refuses(Path from, String path, String problem) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> folder.parent(from, path))
        .withMessageContaining(problem);
  }

  @Test
  void findsFilesRelativeToTheFileThatNamesThemUnderOneName() throws IOException {
    Path base = root.resolve("base.yaml");
    Path desk = root.resolve("teams/desk.yaml");

    assertThat(folder.parent(base, "teams/desk.yaml")).isEqualTo(desk);
    assertThat(folder.parent(desk, "../base.yaml")).isEqualTo(base);
    assertThat(folder.parent(desk, "./../teams/../base.yaml")).isEqualTo(base);
    assertThat(new String(folder.read(desk), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("desk");
  }

  @Test
  void findsNothingWhereNothingIs() throws IOException {
    assertThat(folder.parent(root.resolve("base.yaml"), "none.yaml")).isNull();
    assertThat(folder.parent(root.resolve("base.yaml"), "none/none.yaml")).isNull();
  }

  @Test
  void refusesPathsThatLeadOutside() {
    Path base = root.resolve("base.yaml");
    String problem = "which leads outside the policy's folder, wanted a file in `" + root + "`";
    refuses(base, "../outside.yaml", problem);
    refuses(base, "teams/../../outside.yaml", problem);
    refuses(base, temp.resolve("outside.yaml").toString(), problem);
    refuses(base, "../policies-other/x.yaml", problem);
  }

  @Test
  void refusesLinksThatLeadOutside() throws IOException {
    Files.createSymbolicLink(root.resolve("file.yaml"), temp.resolve("outside.yaml"));
    Files.createSymbolicLink(root.resolve("up"), temp);
    refuses(root.resolve("base.yaml"), "file.yaml", "leads outside");
    refuses(root.resolve("base.yaml"), "up/outside.yaml", "leads outside");
  }

  @Test
  void followsLinksWithinTheFolderAndALinkToTheFolderItself() throws IOException {
    Files.createSymbolicLink(root.resolve("link.yaml"), Path.of("teams/desk.yaml"));
    assertThat(folder.parent(root.resolve("base.yaml"), "link.yaml"))
        .isEqualTo(root.resolve("link.yaml"));

    Path alias = Files.createSymbolicLink(temp.resolve("alias"), root);
    PolicyFolder linked = new PolicyFolder(alias, 16);
    assertThat(linked.parent(alias.resolve("base.yaml"), "teams/desk.yaml"))
        .isEqualTo(alias.resolve("teams/desk.yaml"));
  }

  @Test
  void refusesFoldersAndEndlessLinks() throws IOException {
    Files.createSymbolicLink(root.resolve("loop.yaml"), Path.of("loop.yaml"));
    refuses(root.resolve("base.yaml"), "teams", "which is no regular file");
    refuses(root.resolve("base.yaml"), "loop.yaml", "which cannot be looked at");
    refuses(root.resolve("base.yaml"), "a\u0000b", "which is no path on this platform");
  }

  @Test
  void readsNoMoreThanTheLimit() throws IOException {
    Path file = root.resolve("large.yaml");
    Files.writeString(file, "x".repeat(16));
    assertThat(folder.read(file)).hasSize(16);
    Files.writeString(file, "x".repeat(17));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> folder.read(file))
        .withMessage("policy `" + file + "`: got more than 16 bytes, wanted at most that");
  }

  @Test
  void saysWhichFileCannotBeRead() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> folder.read(root.resolve("none.yaml")))
        .withMessageStartingWith("policy `" + root.resolve("none.yaml") + "`: cannot be read: ");
  }
}
