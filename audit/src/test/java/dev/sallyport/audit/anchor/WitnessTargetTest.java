package dev.sallyport.audit.anchor;

import static dev.sallyport.audit.anchor.ScriptedServer.replying;
import static dev.sallyport.audit.anchor.ScriptedServer.response;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.merkle.HashTree;
import dev.sallyport.audit.note.Cosignature;
import dev.sallyport.audit.note.NoteFile;
import dev.sallyport.audit.note.NoteSigner;
import dev.sallyport.audit.note.NoteText;
import dev.sallyport.audit.note.NoteVerifier;
import dev.sallyport.audit.note.SignedNote;
import dev.sallyport.audit.seal.SealedCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the client of witnesses makes of answers, good and bad. */
@Timeout(120)
class WitnessTargetTest {
  private static final AnchorTimes TIMES = new AnchorTimes(60_000, 0, 1, 20);
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String SIZE = "text/x.tlog.size";

  @TempDir Path folder;
  private final NoteSigner key = new NoteSigner("w1", NoteVerifier.COSIGNATURE_V1, new byte[32]);
  private final Lines lines = new Lines();
  private final SealedLog log = new SealedLog();
  private final Deque<String> script = new ArrayDeque<>();
  private ScriptedServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        new ScriptedServer(
            (request, socket) -> {
              String next;
              synchronized (script) {
                next = script.size() > 1 ? script.remove() : script.element();
              }
              replying(next).to(request, socket);
            });
  }

  @AfterEach
  void end() throws IOException {
    server.close();
  }

  private Anchors anchors(String... responses) throws AnchorSettingsException {
    script.addAll(List.of(responses));
    String witnessKey = key.verifier().text();
    AnchorSettings settings = Anchors.parse("witness:" + server.url(), witnessKey);
    return Anchors.start(settings, folder, lines, TIMES);
  }

  private String cosigned(SealedCheckpoint checkpoint) throws Exception {
    String text = SignedNote.parse(checkpoint.note()).text();
    return Cosignature.sign(text, 1_795_256_100L, key).line().line();
  }

  private Path cosignatures() {
    return folder.resolve("cosignatures");
  }

  private String request(int oldSize, SealedCheckpoint checkpoint) throws IOException {
    StringBuilder body = new StringBuilder("old " + oldSize + "\n");
    for (byte[] hash : new HashTree(log).consistencyProof(oldSize, checkpoint.size())) {
      body.append(NoteText.encodeBase64(hash)).append('\n');
    }
    return body.append('\n').append(checkpoint.note()).toString();
  }

  private static String body(String request) {
    assertThat(request).startsWith("POST /keep/add-checkpoint HTTP/1.1\r\n");
    return request.substring(request.indexOf("\r\n\r\n") + 4);
  }

  @Test
  void cosignaturesAreKeptBesideTheCheckpoint() throws Exception {
    SealedCheckpoint first = log.seal(3);
    SealedCheckpoint second = log.seal(7);
    Anchors anchors =
        anchors(response(200, TEXT, cosigned(first)), response(200, TEXT, cosigned(second)));
    anchors.sealed(first);
    lines.await(() -> anchors.status().get(0).kept() == 3);
    anchors.sealed(second);
    lines.await(() -> anchors.status().get(0).kept() == 7);

    assertThat(body(server.next())).isEqualTo(request(0, first));
    assertThat(body(server.next())).isEqualTo(request(3, second));
    List<NoteFile.Entry> kept = NoteFile.parse(Files.readAllBytes(cosignatures())).entries();
    assertThat(kept).hasSize(2);
    assertThat(kept.get(1).note()).hasToString(second.note() + cosigned(second));
    anchors.close(10_000);
    assertThat(lines.all()).isEmpty();
  }

  @Test
  void goesOnFromTheSizeThatTheWitnessNames() throws Exception {
    SealedCheckpoint last = log.seal(11);
    Anchors anchors = anchors(response(409, SIZE, "5\n"), response(200, TEXT, cosigned(last)));
    anchors.sealed(last);
    lines.await(() -> anchors.status().get(0).upToDate());
    assertThat(body(server.next())).isEqualTo(request(0, last));
    assertThat(body(server.next())).isEqualTo(request(5, last));
    anchors.close(10_000);
    assertThat(lines.all()).isEmpty();
  }

  @Test
  void aWitnessThatKnowsMoreThanTheLogHasIsAnAlarm() throws Exception {
    Anchors anchors = anchors(response(409, SIZE, "12\n"));
    anchors.sealed(log.seal(11));
    assertThat(lines.get(0))
        .endsWith(
            "unanchored since size 0: it has seen this log with `12` records, more than `11` now");
    assertThat(cosignatures()).doesNotExist();

    synchronized (script) {
      script.clear();
      script.add(response(200, TEXT, cosigned(log.seal(11))));
    }
    assertThat(lines.get(1)).as("another witness took its place").endsWith("up to size 11");
    anchors.close(10_000);
  }

  @Test
  void anOlderCheckpointIsLeftToTheWitnessToJudge() throws Exception {
    SealedCheckpoint newer = log.seal(11);
    Anchors anchors = anchors(response(200, TEXT, cosigned(newer)), response(409, SIZE, "11\n"));
    anchors.sealed(newer);
    lines.await(() -> anchors.status().get(0).upToDate());
    anchors.sealed(log.seal(5));
    assertThat(lines.get(0)).contains("it has seen this log with `11` records, more than `5` now");
    anchors.close(10_000);
  }

  @Test
  void whatIsNoGoodCosignatureIsNotKept() throws Exception {
    SealedCheckpoint last = log.seal(11);
    NoteSigner other = new NoteSigner("w1", NoteVerifier.COSIGNATURE_V1, seed());
    String text = SignedNote.parse(last.note()).text();
    String good = cosigned(last);
    for (String answer :
        new String[] {
          "",
          "garbage\n",
          good.substring(0, good.length() - 1),
          good.replace("— w1 ", "— w2 "),
          cosigned(log.seal(10)),
          Cosignature.sign(text, 1, other).line().line(),
          key.sign(text).line(),
          last.note(),
          good + "more\n",
        }) {
      Lines said = new Lines();
      script.clear();
      script.add(response(200, TEXT, answer));
      Anchors anchors =
          Anchors.start(
              Anchors.parse("witness:" + server.url(), key.verifier().text()), folder, said, TIMES);
      anchors.sealed(last);
      assertThat(said.get(0)).contains("unanchored since size 0: it returned ");
      anchors.close(10_000);
      assertThat(cosignatures()).as(answer).doesNotExist();
    }
  }

  private static byte[] seed() {
    byte[] seed = new byte[32];
    seed[0] = 1;
    return seed;
  }

  @Test
  void ofSeveralLinesOnlyTheGoodOnesAreKept() throws Exception {
    SealedCheckpoint last = log.seal(11);
    NoteSigner other = new NoteSigner("w2", NoteVerifier.COSIGNATURE_V1, seed());
    String text = SignedNote.parse(last.note()).text();
    String unknown = Cosignature.sign(text, 1, other).line().line();
    Anchors anchors = anchors(response(200, TEXT, unknown + cosigned(last)));
    anchors.sealed(last);
    lines.await(() -> anchors.status().get(0).upToDate());
    assertThat(Files.readString(cosignatures())).isEqualTo(last.note() + cosigned(last));
    anchors.close(10_000);
  }

  @Test
  void refusalsAreReportedWithTheirReason() throws Exception {
    for (int status : new int[] {403, 404, 409, 422}) {
      Lines said = new Lines();
      script.clear();
      script.add(response(status, TEXT, "because\n"));
      Files.deleteIfExists(folder.resolve("epoch"));
      Files.writeString(folder.resolve("checkpoints"), log.seal(11).note());
      Anchors anchors =
          Anchors.start(
              Anchors.parse("witness:" + server.url(), key.verifier().text()), folder, said, TIMES);
      anchors.sealed(log.seal(11));
      String wanted =
          status == 404
              ? "it does not know the log, and there is no `"
              : "it answered with status `" + status + "` and `because`";
      assertThat(said.get(0)).contains(wanted);
      anchors.close(10_000);
    }
  }

  @Test
  void aFailureThatTurnsIntoARefusalIsSaidAnew() throws Exception {
    Anchors anchors =
        anchors(response(500, TEXT, ""), response(500, TEXT, ""), response(422, TEXT, "fork\n"));
    anchors.sealed(log.seal(11));
    assertThat(lines.get(0)).contains("status `500`");
    assertThat(lines.get(1)).contains("status `422` and `fork`");
    anchors.close(10_000);
  }

  @Test
  void aWitnessThatNamesAnotherSizeEachTimeIsGivenUpUntilLater() throws Exception {
    Anchors anchors =
        anchors(
            response(409, SIZE, "1\n"),
            response(409, SIZE, "2\n"),
            response(409, SIZE, "3\n"),
            response(409, SIZE, "4\n"),
            response(409, SIZE, "5\n"),
            response(409, SIZE, "5\n"));
    anchors.sealed(log.seal(11));
    assertThat(lines.get(0)).contains("it answers with another size each time");
    anchors.close(10_000);
  }
}
