package dev.sallyport.cli.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Plays the requests of a transcript to a fresh witness, and wants the very answers in it. The
 * transcripts were made by another program, in another language, from the C2SP documents.
 */
@Timeout(60)
class WitnessTranscriptTest {
  @TempDir Path folder;

  /** One request and the answer to it. */
  private record Exchange(
      String what, String path, String body, String status, String answer, int line) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "200-cosigned",
        "400-malformed",
        "403-not-signed",
        "404-unknown",
        "409-conflict",
        "422-not-consistent",
        "add-epoch",
        "add-key"
      })
  void answersAsTheTranscriptSays(String name) throws Exception {
    List<Exchange> exchanges = read(name + ".txt");
    assertThat(exchanges).hasSizeGreaterThan(3);
    try (TestWitness witness =
        new TestWitness(
            folder,
            "log.example/a=" + TestWitness.signer("log.example/a", 1).verifier(),
            "desk.example/log=" + TestWitness.signer("desk.example/log/epoch/0", 2).verifier())) {
      for (Exchange exchange : exchanges) {
        HttpResponse<String> got = witness.post(exchange.path(), exchange.body());
        String type = got.headers().firstValue("Content-Type").orElse("");
        assertThat(got.statusCode() + " " + type + "\n" + got.body())
            .as("%s, line %d: %s", name, exchange.line(), exchange.what())
            .isEqualTo(exchange.status() + "\n" + exchange.answer());
        if (exchange.path().equals("/add-checkpoint") && got.statusCode() == 200) {
          checkCosignature(exchange.body(), got.body());
        }
      }
    }
  }

  private static void checkCosignature(String request, String line) throws Exception {
    String note = request.substring(request.indexOf("\n\n") + 2);
    String text = note.substring(0, note.indexOf("\n\n") + 1);
    String vkey = TestWitness.KEY.verifier().text();
    assertThat(PlainCosignature.check(vkey, text, line))
        .isEqualTo(TestWitness.NOW.getEpochSecond());
  }

  private static List<Exchange> read(String name) throws IOException {
    try (InputStream in = WitnessTranscriptTest.class.getResourceAsStream("/witness/" + name)) {
      byte[] bytes = Objects.requireNonNull(in).readAllBytes();
      String[] lines = new String(bytes, StandardCharsets.UTF_8).split("(?<=\n)");
      List<Exchange> exchanges = new ArrayList<>();
      int at = 0;
      while (at < lines.length) {
        int request = at + 1;
        int reply = find(lines, request, "<<< ");
        int end = find(lines, reply, "# ");
        String path = lines[request].substring(4).trim();
        String body = join(lines, request + 1, reply);
        boolean cut = path.endsWith(" cut"); // the body has no line feed at its end
        exchanges.add(
            new Exchange(
                lines[at].trim(),
                cut ? path.substring(0, path.length() - 4) : path,
                cut ? body.substring(0, body.length() - 1) : body,
                lines[reply].substring(4).trim(),
                join(lines, reply + 1, end),
                at + 1));
        at = end;
      }
      return exchanges;
    }
  }

  private static int find(String[] lines, int from, String prefix) {
    int at = from;
    while (at < lines.length && !lines[at].startsWith(prefix)) {
      at++;
    }
    return at;
  }

  private static String join(String[] lines, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(lines[i]);
    }
    return text.toString();
  }
}
