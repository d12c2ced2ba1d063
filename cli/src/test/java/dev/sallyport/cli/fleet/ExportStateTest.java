package dev.sallyport.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that an export goes on from. */
class ExportStateTest {
  private static final RunPosition PLACE =
      new RunPosition(
          "sallyport/log/1", 7, "20261121F.cq4", 640, "ab".repeat(32), 10, 20, "-", "cd", "-", 2);

  @TempDir Path folder;

  @Test
  void keepsWhatWasAcknowledged() throws Exception {
    try (ExportState state = open()) {
      state.belongsTo("otlp http://x/v1/logs");
      state.acknowledged(List.of(item("a", RunPosition.START), item("a", PLACE)), 3);
      state.acknowledged(List.of(item("b", PLACE)), 0);
      state.save();
    }
    try (ExportState state = open()) {
      state.belongsTo("otlp http://x/v1/logs");
      assertThat(state.position("a")).isEqualTo(PLACE);
      assertThat(state.position("b")).isEqualTo(PLACE);
      assertThat(state.position("c")).isEqualTo(RunPosition.START);
      assertThat(state.refused()).isEqualTo(3);
      assertThat(state.runs()).containsExactlyInAnyOrder("a", "b");
    }
  }

  @Test
  void isForItsOwnerAlone() throws Exception {
    try (ExportState state = open()) {
      state.belongsTo("otlp x");
      state.save();
    }
    try (var files = Files.walk(folder.resolve("new"))) {
      for (Path file : files.toList()) {
        String permissions =
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)).substring(3);
        assertThat(permissions).as(file.toString()).isEqualTo("------");
      }
    }
  }

  @Test
  void refusesASecondHolderUntilTheFirstEnds() throws Exception {
    try (ExportState state = open()) {
      assertThat(state.refused()).isZero();
      assertThatThrownBy(this::open)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another export uses the state");
    }
    open().close();
  }

  @Test
  void refusesToServeAnotherTarget() throws Exception {
    try (ExportState state = open()) {
      state.belongsTo("kafka one topic");
      state.save();
    }
    try (ExportState state = open()) {
      assertThatThrownBy(() -> state.belongsTo("kafka two topic"))
          .hasMessageContaining("is that of `kafka one topic`, wanted that of `kafka two topic`");
    }
  }

  @Test
  void refusesAFileThatItDidNotWrite() throws Exception {
    try (ExportState state = open()) {
      state.belongsTo("otlp x");
      state.acknowledged(List.of(item("a", PLACE)), 0);
      state.save();
    }
    String good = Files.readString(file());
    for (String bad :
        List.of(
            "",
            "sallyport-export 2\n",
            good.substring(0, 30),
            good.replace("run a", "a"),
            good.replace(" 640 ", " 0640 "),
            good.replace(" 640 ", " -640 "),
            good.replace("20261121F.cq4", "../20261121F.cq4"),
            good.replace("refused 0", "refused"),
            good + "more\n")) {
      Files.writeString(file(), bad);
      assertThatThrownBy(this::open)
          .as(bad)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("the state `" + file() + "`, line ");
    }
    Files.writeString(file(), good);
    open().close();
  }

  @Test
  void leavesTheOldFileWholeWhenANewOneCantBeWritten() throws Exception {
    try (ExportState state = open()) {
      state.belongsTo("otlp x");
      state.save();
      String before = Files.readString(file());
      Path inTheWay = file().resolveSibling("my.state.next");
      Files.createDirectories(inTheWay.resolve("full"));
      state.acknowledged(List.of(item("a", PLACE)), 0);
      assertThatThrownBy(state::save).isInstanceOf(IOException.class);
      assertThat(Files.readString(file())).isEqualTo(before);
      Files.delete(inTheWay.resolve("full"));
      state.save();
      assertThat(Files.readString(file())).contains("run a ");
    }
  }

  @Test
  void liesInTheStateFolderOfTheUser() throws Exception {
    String home = folder.toString();
    assertThat(StateFolder.of(Map.of("HOME", home)))
        .isEqualTo(folder.resolve(".local/state/sallyport"));
    assertThat(StateFolder.of(Map.of("HOME", home, "XDG_STATE_HOME", "/var/lib/x")))
        .isEqualTo(Path.of("/var/lib/x/sallyport"));
    assertThatThrownBy(() -> StateFolder.of(Map.of("HOME", "/nonexistent")))
        .hasMessageContaining("wanted `--state FILE`");
    String one = StateFolder.fileName(folder, "kafka topic `a`");
    assertThat(one).matches("export-[0-9a-f]{16}\\.state");
    assertThat(StateFolder.fileName(folder, "kafka topic `b`")).isNotEqualTo(one);
    assertThat(StateFolder.fileName(folder.resolve("x"), "kafka topic `a`")).isNotEqualTo(one);
    assertThat(StateFolder.fileName(folder.resolve("x/.."), "kafka topic `a`")).isEqualTo(one);
  }

  private Path file() {
    return folder.resolve("new").resolve("my.state");
  }

  private ExportState open() throws IOException {
    return ExportState.open(file());
  }

  private static ExportItem item(String run, RunPosition after) {
    return new ExportItem(run, "key", "note/epoch", new byte[0], null, after);
  }
}
