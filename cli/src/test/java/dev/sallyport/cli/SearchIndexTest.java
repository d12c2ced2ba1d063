package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.StampedLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The index is never believed where it does not fit, and never in the way. */
@Timeout(300)
class SearchIndexTest {
  private static final int RECORDS = 4_200;
  private static final long BOOT_ID = 0x3f9a1c2000000001L;

  @TempDir Path work;
  private Path root;
  private Path run;

  @BeforeEach
  void writeLog() throws IOException {
    root = work.resolve("sallyport-audit");
    run = write(root, "rare_tool");
  }

  /** A log in which {@code rare} is called once. */
  private static Path write(Path root, String rare) throws IOException {
    try (StampedLog log = StampedLog.start(root, RandomLog.START, BOOT_ID)) {
      log.file("20261120F.cq4");
      for (int i = 0; i < RECORDS; i++) {
        String tool = i == 1_000 ? rare : "tool";
        log.append(
            new DecisionRecord().callId(i + 1).tool(tool).argumentsText("a" + i % 3),
            RandomLog.START.getEpochSecond() * 1_000_000 + i);
      }
      return log.folder();
    }
  }

  private Cli search(String... options) {
    List<String> args = new ArrayList<>(List.of("search"));
    args.addAll(List.of(options));
    Cli cli = new Cli(work);
    assertThat(cli.run(args.toArray(new String[0]))).as(cli.err()).isZero();
    return cli;
  }

  private Path index() {
    return root.resolve("index").resolve(run.getFileName()).resolve("20261120F.cq4.blocks");
  }

  private void assertFindsTheCall() {
    assertThat(search("--tool", "rare_tool").out().lines()).hasSize(1);
  }

  private Path logFile() {
    return run.resolve("20261120F.cq4");
  }

  @Test
  void onlyItsOwnerCanReadIt() throws IOException {
    assertFindsTheCall();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(index())))
        .isEqualTo("rw-------");
    Path folder = root.resolve("index");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    folder = folder.resolve(run.getFileName());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      assertThat(files).containsExactly(index());
    }
  }

  @Test
  void blocksThatItRulesOutAreNotRead() throws IOException {
    search("--tool", "nothing");
    byte[] bytes = Files.readAllBytes(logFile());
    bytes[bytes.length / 2] ^= 1;
    Files.write(logFile(), bytes);
    assertThat(new Cli(work).run("search", "--tool", "nothing")).isZero();
    assertThat(new Cli(work).run("search", "--tool", "rare_tool")).isEqualTo(1);
    assertThat(new Cli(work).run("search", "--tool", "nothing", "--no-index")).isEqualTo(1);
  }

  @Test
  void aLogThatWasReplacedIsReadAnew() throws IOException {
    search("--tool", "nothing");
    byte[] stale = Files.readAllBytes(index());
    Path other = work.resolve("other");
    Path otherRun = write(other, "another_rare_tool");
    Files.copy(otherRun.resolve("20261120F.cq4"), logFile(), StandardCopyOption.REPLACE_EXISTING);
    assertThat(search("--tool", "another_rare_tool").out().lines()).hasSize(1);
    assertThat(Files.readAllBytes(index())).isNotEqualTo(stale);
  }

  @Test
  void aLogThatWasShortenedIsReadAnew() throws IOException {
    search("--tool", "nothing");
    byte[] bytes = Files.readAllBytes(logFile());
    Files.write(logFile(), Arrays.copyOf(bytes, bytes.length / 2 & ~3));
    Cli cli = new Cli(work);
    assertThat(cli.run("search", "--tool", "rare_tool")).isBetween(0, 1);
    assertThat(cli.out()).contains("rare_tool");
  }

  @Test
  void anAlteredByteAnywhereInItNeverHidesACall() throws IOException {
    assertFindsTheCall();
    byte[] good = Files.readAllBytes(index());
    assertThat(good.length).isLessThan(600);
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= (byte) (1 << i % 8);
      Files.write(index(), bad);
      assertFindsTheCall();
      assertThat(Files.readAllBytes(index())).as("byte %d", i).isEqualTo(good);
    }
  }

  @Test
  void aCutIndexIsMadeAnew() throws IOException {
    assertFindsTheCall();
    byte[] good = Files.readAllBytes(index());
    for (int length = 0; length < good.length; length += 7) {
      Files.write(index(), Arrays.copyOf(good, length));
      assertFindsTheCall();
      assertThat(Files.readAllBytes(index())).as("length %d", length).isEqualTo(good);
    }
  }

  @Test
  void theIndexOfAnotherRunIsNotTaken() throws IOException {
    assertFindsTheCall();
    byte[] good = Files.readAllBytes(index());
    byte[] other =
        new String(good, StandardCharsets.ISO_8859_1)
            .replace("3f9a1c20", "3f9a1c21")
            .getBytes(StandardCharsets.ISO_8859_1);
    Files.write(index(), other);
    assertFindsTheCall();
    assertThat(Files.readAllBytes(index())).isEqualTo(good);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-rw----", "rw----rw-"})
  void whatOthersCanWriteIsNotBelieved(String permissions) throws IOException {
    assertFindsTheCall();
    byte[] good = Files.readAllBytes(index());
    Files.setPosixFilePermissions(index(), PosixFilePermissions.fromString(permissions));
    assertFindsTheCall();
    assertThat(Files.readAllBytes(index())).isEqualTo(good);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(index())))
        .isEqualTo("rw-------");
  }

  @Test
  void withoutAPlaceForItTheLogIsReadAndThatIsSaidOnce() throws IOException {
    Files.writeString(root.resolve("index"), "in the way");
    write(root.resolveSibling("second"), "x");
    Cli cli = search("--tool", "rare_tool");
    assertThat(cli.out().lines()).hasSize(1);
    assertThat(cli.err())
        .startsWith("sallyport: can't write the index `")
        .endsWith("; searched without it\n");
    assertThat(cli.err().lines()).hasSize(1);
  }

  @Test
  void aLinkInItsPlaceIsNotFollowed() throws IOException {
    Path elsewhere = Files.createDirectory(work.resolve("elsewhere"));
    Files.createSymbolicLink(root.resolve("index"), elsewhere);
    Cli cli = search("--tool", "rare_tool");
    assertThat(cli.out().lines()).hasSize(1);
    assertThat(cli.err()).contains("searched without it");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(elsewhere)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void noIndexNeitherReadsNorWritesOne() {
    assertThat(search("--no-index", "--tool", "rare_tool").out().lines()).hasSize(1);
    assertThat(root.resolve("index")).doesNotExist();
  }

  @Test
  void theIndexOfALogThatIsGoneGoesToo() throws IOException {
    assertFindsTheCall();
    Path other = root.resolve("20261119T220000.000Z-3f9a1c1f00000001");
    Files.createDirectory(other);
    Files.copy(logFile(), other.resolve("20261119F.cq4"));
    search("--tool", "nothing");
    Path otherIndexes = root.resolve("index").resolve(other.getFileName());
    assertThat(otherIndexes.resolve("20261119F.cq4.blocks")).exists();
    Files.delete(other.resolve("20261119F.cq4"));
    search("--tool", "nothing");
    assertThat(otherIndexes).isEmptyDirectory();
    Files.delete(other);
    assertFindsTheCall();
    assertThat(otherIndexes).doesNotExist();
    assertThat(index()).exists();
  }

  @Test
  void aSmallLogGetsNone() throws Exception {
    Path small = work.resolve("small");
    try (TestLog log = TestLog.start(small, 0)) {
      log.deny("desk", "t", "r");
    }
    assertThat(search("small").out().lines()).hasSize(1);
    assertThat(small.resolve("index")).doesNotExist();
  }

  @Test
  void searchesAtTheSameTimeAllFindTheCall() throws Exception {
    List<Thread> threads = new ArrayList<>();
    List<String> found = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 4; i++) {
      Thread thread = new Thread(() -> found.add(search("--tool", "rare_tool").out()));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(found).hasSize(4).allSatisfy(out -> assertThat(out).contains("rare_tool"));
    assertFindsTheCall();
  }

  @Test
  void theLogIsNotTouched() throws IOException {
    byte[] before = Files.readAllBytes(logFile());
    var modified = Files.getLastModifiedTime(logFile());
    assertFindsTheCall();
    assertThat(Files.readAllBytes(logFile())).isEqualTo(before);
    assertThat(Files.getLastModifiedTime(logFile())).isEqualTo(modified);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(run)) {
      assertThat(files).containsExactly(logFile());
    }
  }
}
