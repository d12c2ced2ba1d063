package dev.sallyport.cli.witness;

import dev.sallyport.audit.anchor.DurableFile;
import dev.sallyport.audit.note.NoteFormatException;
import dev.sallyport.audit.note.NoteSigner;
import dev.sallyport.audit.note.NoteVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real witness on a free port, with a known key and a clock that stands still. */
final class TestWitness implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-21T10:15:00Z");
  static final NoteSigner KEY =
      new NoteSigner("witness.example/w1", NoteVerifier.COSIGNATURE_V1, seed(7));

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  final List<String> events = new CopyOnWriteArrayList<>();
  private final WitnessServer server;

  TestWitness(Path folder, String... logs) throws IOException, NoteFormatException {
    Files.createDirectories(folder);
    Path key = folder.resolve("witness.key");
    if (Files.notExists(key)) {
      DurableFile.replace(key, (KEY.text() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    server =
        WitnessServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            folder,
            null,
            KnownLogs.parse(List.of(logs)),
            Clock.fixed(NOW, ZoneOffset.UTC),
            events::add);
  }

  static byte[] seed(int value) {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) value);
    return seed;
  }

  static NoteSigner signer(String name, int value) {
    return new NoteSigner(name, seed(value));
  }

  String url() {
    return "http://127.0.0.1:" + server.address().getPort();
  }

  int port() {
    return server.address().getPort();
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return postTo(url() + path, body);
  }

  static HttpResponse<String> postTo(String url, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
            .build();
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
