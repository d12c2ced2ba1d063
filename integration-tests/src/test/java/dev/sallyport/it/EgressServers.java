package dev.sallyport.it;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;

/**
 * The surroundings of a client under test: what is permitted is at 127.0.0.1, what is denied at
 * 127.0.0.2, on the same ports; names resolve through a hosts file only, so that no packet leaves
 * the machine even if the gate fails.
 */
final class EgressServers implements AutoCloseable {
  /** The tool whose requests are governed by the policy. */
  static final String TOOL = "fetch";

  final CountingServer good;
  final CountingServer bad;
  final CountingServer goodTls;
  final CountingServer badTls;
  private final Path folder;
  private final TestCertificate certificate;
  private final Map<String, List<String>> hosts = new TreeMap<>();

  private EgressServers(Path folder) throws IOException {
    this.folder = folder;
    certificate =
        TestCertificate.make(
            folder, "dns:good.test,dns:bad.test,dns:alias.test,dns:multi.test,ip:127.0.0.1");
    SSLContext context = certificate.context();
    CountingServer[] plain = onOnePort((address, port) -> CountingServer.on(address, port));
    CountingServer[] tls = onOnePort((address, port) -> CountingServer.tls(address, port, context));
    good = plain[0];
    bad = plain[1];
    goodTls = tls[0];
    badTls = tls[1];
    resolve("good.test", "127.0.0.1");
    resolve("good.test.", "127.0.0.1");
    resolve("gOOD.Test", "127.0.0.1");
    resolve("alias.test", "127.0.0.1");
    resolve("localhost", "127.0.0.1");
    resolve("bad.test", "127.0.0.2");
    resolve("BAD.TEST", "127.0.0.2");
    resolve("bad_.test", "127.0.0.2");
    resolve("rebind.test", "127.0.0.2");
    resolve("multi.test", "127.0.0.1", "127.0.0.2");
    resolve("multi2.test", "127.0.0.2", "127.0.0.1");
    for (String name : EgressCases.HOSTILE_NAMES) {
      resolve(name, "127.0.0.2");
    }
  }

  /** Starts them; policy, hosts file and certificate are written into {@code folder}. */
  static EgressServers start(Path folder) throws IOException {
    EgressServers servers = new EgressServers(folder);
    Files.writeString(folder.resolve("sallyport.yaml"), servers.policy());
    return servers;
  }

  private interface Starter {
    CountingServer start(String address, int port) throws IOException;
  }

  private static CountingServer[] onOnePort(Starter starter) throws IOException {
    for (int attempt = 0; ; attempt++) {
      CountingServer first = starter.start("127.0.0.1", 0);
      try {
        return new CountingServer[] {first, starter.start("127.0.0.2", first.port())};
      } catch (BindException taken) {
        first.close();
        if (attempt == 20) {
          throw taken;
        }
      }
    }
  }

  /** Sets the addresses of a name, from the next look-up on. */
  synchronized void resolve(String name, String... addresses) throws IOException {
    hosts.put(name, List.of(addresses));
    StringBuilder text = new StringBuilder();
    hosts.forEach(
        (host, all) ->
            all.forEach(address -> text.append(address).append(' ').append(host).append('\n')));
    Path next = folder.resolve("hosts.next");
    Files.writeString(next, text);
    Files.move(
        next,
        hostsFile(),
        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private Path hostsFile() {
    return folder.resolve("hosts");
  }

  /** What a JVM needs to live here: names, no cache of them, the certificate. */
  SpawnedJvm jvm(Jdk jdk) {
    return SpawnedJvm.on(jdk, folder)
        .frugal()
        .options(
            "-Djdk.net.hosts.file=" + hostsFile(),
            "-Dsun.net.inetaddr.ttl=0",
            "-Dsun.net.inetaddr.negative.ttl=0")
        .options(certificate.options());
  }

  /** The text of {@code url} for one run of its case. */
  String url(String url, String id, String flip) {
    return url.replace("GOOD", "good.test:PORT")
        .replace("FLIP", flip)
        .replace("PORT", String.valueOf(good.port()))
        .replace("TLS", String.valueOf(goodTls.port()))
        .replace("ID", id);
  }

  /** How often {@code path} was asked for at what is permitted. */
  int hits(String path) {
    return good.hits(path) + goodTls.hits(path);
  }

  /** How many connections there were to what is denied. */
  int deniedConnections() {
    return bad.connections() + badTls.connections();
  }

  private String policy() {
    StringBuilder allow = new StringBuilder();
    for (String host : List.of("good.test", "multi.test", "multi2.test", "rebind.test")) {
      allow.append(entry(host));
    }
    return "apiVersion: governance.toolkit/v1\n"
        + "name: egress-test\n"
        + "default_action: deny\n"
        + "rules:\n"
        + "  - name: the-tool\n"
        + ("    tools: [\"" + TOOL + "\"]\n")
        + "    action: allow\n"
        + "  - name: no-such-path\n"
        + "    tools: [\"http:*\"]\n"
        + "    condition: \"http.path starts_with '/no/'\"\n"
        + "    action: deny\n"
        + "egress:\n"
        + "  allow:\n"
        + allow
        + entry("flip-*.test");
  }

  private String entry(String host) {
    return "    - {host: \""
        + host
        + "\", cidr: 127.0.0.1/32, ports: ["
        + good.port()
        + ", "
        + goodTls.port()
        + "]}\n";
  }

  @Override
  public void close() {
    good.close();
    bad.close();
    goodTls.close();
    badTls.close();
  }
}
