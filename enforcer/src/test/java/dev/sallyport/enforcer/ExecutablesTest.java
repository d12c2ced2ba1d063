package dev.sallyport.enforcer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutablesTest {
  @TempDir Path given;
  private Path first = Path.of("");
  private Path second = Path.of("");

  @BeforeEach
  void create() throws IOException {
    first = Files.createDirectory(given.toRealPath().resolve("first"));
    second = Files.createDirectory(given.toRealPath().resolve("second"));
  }

  private static Path program(Path path) throws IOException {
    Files.writeString(path, "#!/bin/sh\n");
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void findsTheFirstThatCanRun() throws Exception {
    Files.createDirectory(first.resolve("git"));
    Files.writeString(first.resolve("ls"), "no program");
    Path git = program(second.resolve("git"));
    Path ls = program(second.resolve("ls"));
    String path = first + ":" + second;

    assertThat(Executables.find("git", path)).isEqualTo(git);
    assertThat(Executables.find("ls", path)).isEqualTo(ls);
    assertThat(Executables.find("none", path)).isNull();
  }

  @Test
  void findsNoneThatDependsOnTheFolderOfTheProcess() throws Exception {
    program(second.resolve("git"));

    assertThat(Executables.find("./git", second.toString())).isNull();
    assertThat(Executables.find("bin/git", second.toString())).isNull();
    assertThat(Executables.find("git", ":" + second)).isNull();
    assertThat(Executables.find("git", ".:" + second)).isNull();
    assertThat(Executables.find("git", null)).isNull();
    assertThat(Executables.find("", second.toString())).isNull();
  }

  @Test
  void knowsAListedProgramByAnyOfItsPaths() throws Exception {
    Path git = program(first.resolve("git"));
    Path link = Files.createSymbolicLink(second.resolve("git"), git);

    assertThat(Executables.isListed(git.toString(), List.of(link.toString()))).isTrue();
    assertThat(Executables.isListed(link.toString(), List.of(git.toString()))).isTrue();
    assertThat(Executables.isListed(first + "/../first/git", List.of(git.toString()))).isTrue();
  }

  @Test
  void takesNoOtherFileAndNoOtherNameForAListedProgram() throws Exception {
    Path box = program(first.resolve("busybox"));
    Path ls = Files.createSymbolicLink(second.resolve("ls"), box);
    Path sh = Files.createSymbolicLink(second.resolve("sh"), box);
    Path other = program(first.resolve("ls"));

    List<String> listed = List.of(ls.toString());
    assertThat(Executables.isListed(ls.toString(), listed)).isTrue();
    assertThat(Executables.isListed(sh.toString(), listed)).isFalse();
    assertThat(Executables.isListed(box.toString(), listed)).isFalse();
    assertThat(Executables.isListed(other.toString(), listed)).isFalse();
    assertThat(Executables.isListed(ls.toString(), List.of())).isFalse();
    assertThat(Executables.isListed(second + "/absent", List.of(first + "/absent"))).isFalse();
  }

  @Test
  void looksAgainEachTime() throws Exception {
    Path git = program(first.resolve("git"));
    Path evil = program(Files.createDirectory(second.resolve("x")).resolve("git"));
    Path link = Files.createSymbolicLink(second.resolve("git"), git);
    List<String> listed = List.of(git.toString());
    assertThat(Executables.isListed(link.toString(), listed)).isTrue();

    Files.delete(link);
    Files.createSymbolicLink(link, evil);

    assertThat(Executables.isListed(link.toString(), listed)).isFalse();
  }
}
