package dev.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFolderTest {
  private static final Instant START = Instant.parse("2026-11-21T09:30:15.042Z");
  private static final long BOOT = 0xEF61_33AC_0000_0001L;

  @TempDir Path root;

  @Test
  void isNamedAfterStartAndBootId() throws Exception {
    Path folder = AuditFolder.create(root.resolve("a/b"), BOOT, START, 0);
    assertThat(folder).isEqualTo(root.resolve("a/b/20261121T093015.042Z-ef6133ac00000001"));
    assertThat(RunFolders.list(root.resolve("a/b")))
        .containsExactly(new RunFolder(folder, START, BOOT));
  }

  @Test
  void onlyTheOwnerCanReadFolderAndFiles() throws Exception {
    Path audit = root.resolve("audit");
    Path folder = AuditFolder.create(audit, BOOT, START, 0);
    try (AuditLog log = Runs.open(folder)) {
      log.append(Runs.decision(1));
      assertThat(mode(audit)).isEqualTo("rwx------");
      assertThat(mode(folder)).isEqualTo("rwx------");
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).hasSize(3).allSatisfy(f -> assertThat(mode(f)).isEqualTo("rw-------"));
      }
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void leavesAnExistingRootAsItIs() throws Exception {
    String before = mode(root);
    AuditFolder.create(root, BOOT, START, 0);
    assertThat(mode(root)).isEqualTo(before);
  }

  @Test
  void refusesAFileInPlaceOfTheRoot() throws Exception {
    Path file = Files.createFile(root.resolve("file"));
    assertThatThrownBy(() -> AuditFolder.create(file, BOOT, START, 0))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("`" + file + "` exists and is not a folder");
    Path below = file.resolve("below");
    assertThatThrownBy(() -> AuditFolder.create(below, BOOT, START, 0))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("can't create the audit folder");
  }

  @Test
  void neverSharesTheFolderOfAnotherRun() throws Exception {
    AuditFolder.create(root, BOOT, START, 0);
    assertThatThrownBy(() -> AuditFolder.create(root, BOOT, START, 0))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("exists");
  }

  @Test
  void refusesBelowTheFreeSpaceThreshold() {
    assertThatThrownBy(() -> AuditFolder.create(root, BOOT, START, Long.MAX_VALUE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bytes free; wanted at least `9223372036854775807`");
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void listsRunsOldestFirstAndNothingElse() throws Exception {
    Path third = AuditFolder.create(root, 1, START.plusMillis(1), 0);
    Path second = AuditFolder.create(root, -1, START, 0);
    Path first = AuditFolder.create(root, 7, START, 0);
    Files.createDirectory(root.resolve("other"));
    Files.createDirectory(root.resolve("20261321T093015.042Z-ef6133ac00000001"));
    Files.createFile(root.resolve("20261121T093015.042Z-ef6133ac00000009"));
    assertThat(paths(RunFolders.list(root))).containsExactly(first, second, third);
    assertThat(paths(RunFolders.list(second))).containsExactly(second);
    assertThat(paths(RunFolders.resolve(root, DecisionId.parse("ffffffff-2"))))
        .containsExactly(second);
  }

  private static List<Path> paths(List<RunFolder> runs) {
    return runs.stream().map(RunFolder::path).toList();
  }

  @Test
  void namesAFolderThatIsNotThere() {
    assertThatThrownBy(() -> RunFolders.list(root.resolve("none")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("`" + root.resolve("none") + "` does not exist");
  }
}
