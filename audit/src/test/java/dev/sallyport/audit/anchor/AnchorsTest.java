package dev.sallyport.audit.anchor;

import static dev.sallyport.audit.anchor.ScriptedServer.replying;
import static dev.sallyport.audit.anchor.ScriptedServer.response;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.seal.SealedCheckpoint;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class AnchorsTest {
  private static final AnchorTimes PATIENT = new AnchorTimes(60_000, 0, 1, 20);
  private static final AnchorTimes IMPATIENT = new AnchorTimes(200, 0, 1, 20);
  private static final ScriptedServer.Answer KEPT = replying(response(200, "text/plain", "ok"));

  @TempDir Path folder;
  private final Lines lines = new Lines();
  private final SealedLog log = new SealedLog();
  private final CountDownLatch held = new CountDownLatch(1);
  private ScriptedServer server;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedServer(KEPT);
  }

  @AfterEach
  void end() throws IOException {
    held.countDown();
    server.close();
  }

  private Anchors anchors(String setting, AnchorTimes times) throws AnchorSettingsException {
    return Anchors.start(Anchors.parse(setting, null), folder, lines, times);
  }

  private static String body(String request) {
    return request.substring(request.indexOf("\r\n\r\n") + 4);
  }

  @Test
  void aTargetThatHangsHoldsUpNeitherTheSealingThreadNorAnotherTarget() throws Exception {
    server.answer((request, socket) -> held.await());
    Path file = folder.resolve("anchor");
    Anchors anchors = anchors(server.url() + " file:" + file, PATIENT);
    SealedCheckpoint last = log.seal(1);
    anchors.sealed(last);
    server.next();
    for (int size = 2; size <= 50; size++) {
      last = log.seal(size);
      anchors.sealed(last);
    }

    assertThat(held.getCount()).as("the first request is still held").isOne();
    String newest = last.note();
    lines.await(() -> Files.exists(file) && Files.readString(file).endsWith(newest));
    assertThat(server.requests).as("nothing else was sent meanwhile").isEmpty();
    lines.await(() -> anchors.status().get(1).upToDate());
    AnchorStatus hanging = anchors.status().get(0);
    assertThat(hanging.kept()).isZero();
    assertThat(hanging.sealed()).isEqualTo(50);

    server.answer(KEPT);
    held.countDown(); // the server ends that request without an answer
    assertThat(body(server.next())).as("older ones are dropped").isEqualTo(newest);
    lines.await(() -> anchors.status().get(0).upToDate());
    anchors.close(10_000);
  }

  @Test
  void aTargetThatHangsIsReportedAndSoIsItsReturn() throws Exception {
    server.answer((request, socket) -> held.await());
    Anchors anchors = anchors(server.url(), IMPATIENT);
    anchors.sealed(log.seal(7));
    assertThat(lines.get(0))
        .isEqualTo(
            "can't anchor the log at `"
                + server.url()
                + "`, unanchored since size 0: no answer within `200` ms");
    server.next();
    server.next();
    assertThat(lines.all()).as("said once").hasSize(1);

    server.answer(KEPT);
    assertThat(lines.get(1))
        .isEqualTo("the log is anchored at `" + server.url() + "` again, up to size 7");
    assertThat(anchors.status().get(0).problem()).isNull();
    anchors.close(10_000);
    assertThat(lines.all()).hasSize(2);
  }

  @Test
  void whateverIsAnsweredInsteadIsReportedAndTriedAgain() throws Exception {
    String huge = "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(100_000);
    List<Map.Entry<ScriptedServer.Answer, String>> answers =
        List.of(
            Map.entry((request, socket) -> socket.setSoLinger(true, 0), "SocketException"),
            Map.entry(replying(""), "the answer ends early"),
            Map.entry(replying("garbage \u001b[31m\r\n"), "the answer is not HTTP/1.1"),
            Map.entry(replying(huge), "the answer is longer than `65536` bytes"),
            Map.entry(
                replying(response(500, "text/plain", "out of `disk`\u001b[0m\nmore")),
                "it answered with status `500` and `out of ?disk??[0m`"));
    for (Map.Entry<ScriptedServer.Answer, String> answer : answers) {
      server.answer(answer.getKey());
      Lines said = new Lines();
      Anchors anchors = Anchors.start(Anchors.parse(server.url(), null), folder, said, PATIENT);
      anchors.sealed(log.seal(7));
      assertThat(said.get(0)).contains("unanchored since size 0: ").contains(answer.getValue());
      server.answer(KEPT);
      assertThat(said.get(1)).endsWith("again, up to size 7");
      anchors.close(10_000);
    }
  }

  @Test
  void aDripOfBytesDoesNotOutlastTheTimeOfARequest() throws Exception {
    server.answer(
        (request, socket) -> {
          while (!held.await(20, TimeUnit.MILLISECONDS)) {
            socket.getOutputStream().write('H');
          }
        });
    Anchors anchors = anchors(server.url(), IMPATIENT);
    anchors.sealed(log.seal(7));
    assertThat(lines.get(0)).endsWith("unanchored since size 0: no answer within `200` ms");
    anchors.close(10_000);
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    try (ScriptedServer other = new ScriptedServer(KEPT)) {
      server.answer(
          replying("HTTP/1.1 307 x\r\nLocation: " + other.url() + "\r\nContent-Length: 0\r\n\r\n"));
      Anchors anchors = anchors(server.url(), PATIENT);
      anchors.sealed(log.seal(7));
      assertThat(lines.get(0)).contains("it answered with status `307`");
      server.next();
      server.next();
      assertThat(other.requests).isEmpty();
      anchors.close(10_000);
    }
  }

  @Test
  void whatTheApplicationSetsForItsOwnHttpDoesNotReachIt() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    ProxySelector proxies = ProxySelector.getDefault();
    CookieHandler cookies = CookieHandler.getDefault();
    Authenticator authenticator = Authenticator.getDefault();
    ProxySelector.setDefault(new CountingProxies(asked));
    CookieHandler.setDefault(new CountingCookies(asked));
    Authenticator.setDefault(
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            asked.incrementAndGet();
            return new PasswordAuthentication("user", "secret".toCharArray());
          }
        });
    try {
      server.answer(
          replying(
              "HTTP/1.1 401 x\r\nWWW-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n"));
      Anchors anchors = anchors(server.url(), PATIENT);
      anchors.sealed(log.seal(7));
      assertThat(lines.get(0)).contains("it answered with status `401`");
      assertThat(server.next() + server.next()).doesNotContainIgnoringCase("authorization");
      server.answer(KEPT);
      lines.get(1);
      anchors.close(10_000);
    } finally {
      ProxySelector.setDefault(proxies);
      CookieHandler.setDefault(cookies);
      Authenticator.setDefault(authenticator);
    }
    assertThat(asked).hasValue(0);
  }

  @Test
  void theRequestIsTheNoteAsText() throws Exception {
    Anchors anchors = anchors(server.url() + "?token=t", PATIENT);
    anchors.sealed(log.seal(7));
    String request = server.next();
    assertThat(request).startsWith("POST /keep?token=t HTTP/1.1\r\nHost: 127.0.0.1:");
    assertThat(request).contains("\r\nContent-Type: text/plain; charset=utf-8\r\n");
    assertThat(body(request)).isEqualTo(log.seal(7).note());
    anchors.close(10_000);
  }

  @Test
  void theLastCheckpointGetsItsTimeAtTheEnd() throws Exception {
    server.answer(replying(response(503, "text/plain", "")));
    Anchors anchors = anchors(server.url(), new AnchorTimes(60_000, 0, 1_000_000, 1_000_000));
    anchors.sealed(log.seal(7));
    lines.get(0);
    server.next();
    SealedCheckpoint last = log.seal(9);
    anchors.sealed(last);
    server.answer(KEPT);
    anchors.close(60_000);

    assertThat(body(server.next())).isEqualTo(last.note());
    assertThat(anchors.status().get(0).upToDate()).isTrue();
    assertThat(lines.all()).hasSize(2);
  }

  @Test
  void theEndDoesNotWaitForATargetThatHangsAndSaysWhatIsMissing() throws Exception {
    Anchors anchors = anchors(server.url(), PATIENT);
    anchors.sealed(log.seal(7));
    lines.await(() -> anchors.status().get(0).upToDate());
    server.answer((request, socket) -> held.await());
    anchors.sealed(log.seal(9));
    server.next();
    server.next();
    anchors.close(50);

    assertThat(held.getCount()).isOne();
    assertThat(lines.get(0))
        .isEqualTo(
            "the log ends at size 9 and is unanchored since size 7 at `" + server.url() + "`");
  }

  @Test
  void aFileThatCanNotBeWrittenIsReportedAndTriedAgain() throws Exception {
    Path file = folder.resolve("later/anchor");
    Anchors anchors = anchors("file:" + file, PATIENT);
    anchors.sealed(log.seal(7));
    assertThat(lines.get(0)).startsWith("can't anchor the log at `file:" + file + "`");
    Files.createDirectories(file.getParent());
    assertThat(lines.get(1)).endsWith("again, up to size 7");
    assertThat(Files.readString(file)).isEqualTo(log.seal(7).note());
    anchors.close(10_000);
  }

  @Test
  void itsThreadsKeepNothingAlive() throws Exception {
    Anchors anchors = anchors(server.url() + " file:" + folder.resolve("a"), PATIENT);
    List<Thread> threads =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("sallyport-anchor-"))
            .filter(Thread::isAlive)
            .toList();
    assertThat(threads).hasSizeGreaterThanOrEqualTo(2);
    for (Thread thread : threads) {
      assertThat(thread.isDaemon()).isTrue();
      assertThat(thread.getContextClassLoader()).isSameAs(Anchors.class.getClassLoader());
    }
    anchors.close(10_000);
    lines.await(() -> threads.stream().noneMatch(Thread::isAlive));
  }

  private static final class CountingProxies extends ProxySelector {
    private final AtomicInteger asked;

    CountingProxies(AtomicInteger asked) {
      this.asked = asked;
    }

    @Override
    public List<Proxy> select(URI uri) {
      asked.incrementAndGet();
      return List.of(Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
      asked.incrementAndGet();
    }
  }

  private static final class CountingCookies extends CookieHandler {
    private final AtomicInteger asked;

    CountingCookies(AtomicInteger asked) {
      this.asked = asked;
    }

    @Override
    public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
      asked.incrementAndGet();
      return Map.of();
    }

    @Override
    public void put(URI uri, Map<String, List<String>> headers) {
      asked.incrementAndGet();
    }
  }
}
