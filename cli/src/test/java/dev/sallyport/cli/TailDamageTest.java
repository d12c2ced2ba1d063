package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TailDamageTest {
  @TempDir Path work;

  @BeforeEach
  void writeDamagedLog() throws Exception {
    Path run;
    try (TestLog log = TestLog.start(work.resolve("sallyport-audit"), 0)) {
      run = log.folder();
      log.deny("desk", "before", "r");
      log.deny("desk", "altered_tool", "r");
      log.deny("desk", "after", "r");
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(run, "*.cq4")) {
      alter(files.iterator().next());
    }
  }

  private static void alter(Path file) throws Exception {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer head = ByteBuffer.allocate(1 << 20);
      channel.read(head, 0);
      String text = new String(head.array(), StandardCharsets.ISO_8859_1);
      int place = text.indexOf("altered_tool");
      assertThat(place).isPositive();
      channel.write(ByteBuffer.wrap(new byte[] {'A'}), place);
    }
  }

  @Test
  void damageIsShownAmongTheRecordsAndInTheExitCode() {
    Cli cli = new Cli(work);
    assertThat(cli.run("tail", "--no-follow", "-n", "all", "--color=always")).isEqualTo(1);
    String[] lines = cli.transcript().split("\n");
    assertThat(lines).hasSize(4);
    assertThat(lines[1]).contains("  before  ");
    assertThat(lines[2])
        .startsWith("\u001b[31mdamaged      20261121T100000.000Z-3f9a1c2000000001  ")
        .contains(".cq4 at byte ")
        .endsWith("\u001b[0m");
    assertThat(lines[3]).contains("  after  ");
    assertThat(cli.out()).doesNotContain("Altered_tool");
  }

  @Test
  void damageShowsUnderEveryFilter() {
    Cli cli = new Cli(work);
    assertThat(cli.run("tail", "--no-follow", "--json", "--tool", "none", "--since", "1s"))
        .isEqualTo(1);
    assertThat(cli.out())
        .startsWith("{\"kind\":\"damaged\",\"run\":\"20261121T100000.000Z-3f9a1c2000000001\",")
        .endsWith("\"}\n");
    assertThat(cli.out().lines()).hasSize(1);
  }
}
