package dev.sallyport.cli.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.audit.note.NoteSigner;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What clients, disks and operators may do to a witness. */
@Timeout(120)
class HostileClientTest {
  private static final int MORE_THAN_THREADS = 300;
  private static final int MORE_THAN_CONNECTIONS = 600;

  @TempDir Path folder;
  private final NoteSigner key = TestWitness.signer("log.example/a", 1);
  private final MemoryLog log = new MemoryLog("log.example/a", key).grow(20, "leaf ");
  private final List<Socket> sockets = new ArrayList<>();
  private TestWitness witness;

  @BeforeEach
  void start() throws Exception {
    witness = new TestWitness(folder, "log.example/a=" + key.verifier());
  }

  @AfterEach
  void end() throws Exception {
    for (Socket socket : sockets) {
      socket.close();
    }
    witness.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket("127.0.0.1", witness.port());
    sockets.add(socket);
    return socket;
  }

  private void cosigns(long from, long to) throws Exception {
    assertThat(witness.post("/add-checkpoint", log.request(from, to)).statusCode()).isEqualTo(200);
  }

  @Test
  void aBodyThatIsTooLongIsRefusedUnread() throws Exception {
    Socket socket = connect();
    OutputStream out = socket.getOutputStream();
    out.write(
        "POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nContent-Length: 1000000000000\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII));
    out.write(new byte[200_000]);
    out.flush();
    byte[] answer = socket.getInputStream().readNBytes(12);
    assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
    cosigns(0, 3);
  }

  @Test
  void slowClientsDoNotKeepOthersOut() throws Exception {
    byte[] begun =
        "POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nContent-Length: 100\r\n\r\nold "
            .getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < MORE_THAN_THREADS; i++) {
      OutputStream out = connect().getOutputStream();
      out.write(begun);
      out.flush();
    }
    cosignsInTheEnd();
  }

  /** As a client does, that tries again. */
  private void cosignsInTheEnd() throws Exception {
    IOException last = new IOException("not tried");
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (System.nanoTime() < deadline) {
      try {
        cosigns(0, 3);
        return;
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  @Test
  void silentClientsDoNotKeepOthersOut() throws Exception {
    for (int i = 0; i < MORE_THAN_CONNECTIONS; i++) {
      connect();
    }
    cosignsInTheEnd();
  }

  @Test
  void garbageIsRefusedAndHarmless() throws Exception {
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      byte[] garbage = new byte[random.nextInt(300) + 1];
      random.nextBytes(garbage);
      Socket socket = connect();
      socket.getOutputStream().write(garbage);
      socket.shutdownOutput();
      InputStream in = socket.getInputStream();
      try {
        assertThat(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1))
            .doesNotContain("200 OK");
      } catch (IOException e) {
        // Reset: refused as well.
      }
    }
    assertThat(witness.post("/add-checkpoint", "x".repeat(100_000)).statusCode()).isEqualTo(400);
    cosigns(0, 3);
  }

  @Test
  void onlyPostsAreTaken() throws Exception {
    Socket socket = connect();
    socket
        .getOutputStream()
        .write("GET /add-checkpoint HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    byte[] answer = socket.getInputStream().readNBytes(12);
    assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 405");
  }

  @Test
  void aSecondWitnessInTheSameFolderIsRefused() {
    assertThatThrownBy(() -> new TestWitness(folder, "log.example/a=" + key.verifier()))
        .hasMessageContaining("another witness runs in");
  }

  @Test
  void aDamagedStateIsNotTakenForNone() throws Exception {
    cosigns(0, 7);
    Path state = state();
    String whole = Files.readString(state);
    for (String damaged : List.of("", whole.substring(1), whole + "x\n", "\u0000".repeat(50))) {
      Files.writeString(state, damaged);
      assertThat(witness.post("/add-checkpoint", log.request(0, 3)).statusCode()).isEqualTo(500);
    }
    Files.writeString(state, whole);
    cosigns(7, 9);
  }

  @Test
  void whatCanNotBeStoredIsNotCosigned() throws Exception {
    cosigns(0, 7);
    Path blocked = state().resolveSibling(state().getFileName() + ".new");
    Files.createDirectories(blocked.resolve("not empty"));
    assertThat(witness.post("/add-checkpoint", log.request(7, 9)).statusCode()).isEqualTo(500);
    Files.delete(blocked.resolve("not empty"));
    cosigns(7, 8);
  }

  @Test
  void itsFilesAreItsOwnersAlone() throws Exception {
    cosigns(0, 7);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(file.toString())
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void aKeyThatOthersCanReadIsNotUsed() throws Exception {
    witness.close();
    Path file = folder.resolve("witness.key");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> new TestWitness(folder, "log.example/a=" + key.verifier()))
        .hasMessageContaining("is open to others: its mode is `rw-r--r--`");
  }

  private Path state() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "run-*")) {
      return files.iterator().next();
    }
  }
}
