package dev.sallyport.audit.anchor;

import static dev.sallyport.audit.anchor.ScriptedServer.replying;
import static dev.sallyport.audit.anchor.ScriptedServer.response;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whom anchoring talks to by https. */
@Timeout(120)
class TlsTest {
  private static final String PASSWORD = "changeit";
  private static final String TRUST_STORE = "javax.net.ssl.trustStore";
  private static final String TRUST_PASSWORD = "javax.net.ssl.trustStorePassword";
  private static final AnchorTimes TIMES = new AnchorTimes(60_000, 0, 1, 20);

  @TempDir Path folder;
  private final Lines lines = new Lines();
  private final SealedLog log = new SealedLog();
  private ScriptedServer server;

  @BeforeEach
  void start() throws Exception {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process made =
        new ProcessBuilder(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store().toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
    server =
        new ScriptedServer(
            replying(response(200, "text/plain", "")),
            serverContext()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
  }

  @AfterEach
  void end() throws IOException {
    System.clearProperty(TRUST_STORE);
    System.clearProperty(TRUST_PASSWORD);
    server.close();
  }

  private Path store() {
    return folder.resolve("store.p12");
  }

  private SSLContext serverContext() throws GeneralSecurityException, IOException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store())) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private Anchors anchors(String host) throws Exception {
    String url = "https://" + host + ":" + server.port() + "/keep";
    Anchors anchors = Anchors.start(Anchors.parse(url, null), folder, lines, TIMES);
    anchors.sealed(log.seal(7));
    return anchors;
  }

  private void trustTheServer() {
    System.setProperty(TRUST_STORE, store().toString());
    System.setProperty(TRUST_PASSWORD, PASSWORD);
  }

  @Test
  void aServerOfTheTrustStoreIsTrusted() throws Exception {
    trustTheServer();
    Anchors anchors = anchors("localhost");
    lines.await(() -> anchors.status().get(0).upToDate());
    assertThat(server.next()).endsWith(log.seal(7).note());
    anchors.close(10_000);
    assertThat(lines.all()).isEmpty();
  }

  @Test
  void anotherHostsCertificateIsRefused() throws Exception {
    trustTheServer();
    Anchors anchors = anchors("127.0.0.1");
    assertThat(lines.get(0)).contains("unanchored since size 0: SSLHandshakeException: ");
    anchors.close(10_000);
    assertThat(server.requests).isEmpty();
  }

  @Test
  void anUnknownServerIsRefusedAlsoWhereTheApplicationTrustsAnybody() throws Exception {
    SSLContext before = SSLContext.getDefault();
    SSLContext trusting = SSLContext.getInstance("TLS");
    trusting.init(null, new TrustManager[] {new Anybody()}, null);
    SSLContext.setDefault(trusting);
    try {
      Anchors anchors = anchors("localhost");
      assertThat(lines.get(0)).contains("unanchored since size 0: SSLHandshakeException: ");
      anchors.close(10_000);
    } finally {
      SSLContext.setDefault(before);
    }
    assertThat(server.requests).isEmpty();
  }

  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
