package dev.sallyport.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a client makes of a URL, a tool that may reach one host reaches no other: in a network
 * in which all addresses of the world are this machine, the only connections are to that host.
 * Afterwards the same URLs are asked for outside of tools, which shows where they lead.
 */
class HostileUrlsIT {
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final String PERMITTED = "127.0.0.1:8080";

  private static final String POLICY =
      """
      apiVersion: governance.toolkit/v1
      name: hostile-urls
      default_action: deny
      rules:
        - name: the-tool
          tools: [fetch]
          action: allow
      egress:
        allow:
          - {host: good.test, cidr: 127.0.0.1/32, ports: [8080], methods: [GET], schemes: [http]}
      """;

  private static final List<List<String>> CLIENTS =
      List.of(
          List.of("containment-jdk", "JavaNetHttp", "sync"),
          List.of("containment-jdk", "UrlConnection", "open-stream"),
          List.of("containment-okhttp-4", "OkHttp", "execute"),
          List.of("containment-okhttp-5", "OkHttp", "execute"),
          List.of("containment-apache-4", "ApacheClassic4", "sync"),
          List.of("containment-apache-5", "ApacheClassic5", "usual"),
          List.of("containment-jetty", "JettyProbe", "sync"),
          List.of("containment-reactor", "ReactorNettyProbe", "nio"));

  /** The JDKs take turns; with {@code sallyport.long} each has all clients. */
  static Stream<Arguments> clients() {
    List<Jdk> jdks = Jdks.all();
    List<Arguments> runs = new ArrayList<>();
    for (int i = 0; i < CLIENTS.size(); i++) {
      for (Jdk jdk : jdks) {
        if (Boolean.getBoolean("sallyport.long") || jdk.equals(jdks.get(i % jdks.size()))) {
          List<String> client = CLIENTS.get(i);
          runs.add(Arguments.of(jdk, client.get(0), client.get(1), client.get(2)));
        }
      }
    }
    return runs.stream();
  }

  @ParameterizedTest(name = "{2} of {1}, JDK {0}")
  @MethodSource("clients")
  void noUrlLeadsAToolToAnotherHost(Jdk jdk, String module, String probe, String mode)
      throws IOException {
    assumeTrue(NetworkNamespaces.possible(), "a network namespace needs root, `unshare` and `ip`");
    List<String> urls = HostileUrls.all();
    FinishedJvm jvm = run(jdk, module, probe, mode, urls);
    List<String> lines = jvm.stdout();
    String output = String.join("\n", lines) + "\n" + String.join("\n", jvm.stderr());

    assertThat(jvm.exit()).as(output).isZero();
    assertThat(lines).as(output).hasSize(2 * urls.size() + 7).endsWith("end");
    assertThat(lines.get(1)).as("permitted").startsWith("ok 200 stand-in");
    assertOnlyPermitted(lines.get(urls.size() + 2), output);
    assertThat(lines.get(urls.size() + 3)).as("permitted at last").startsWith("ok 200 stand-in");
    List<String> elsewhere = seen(lines.get(2 * urls.size() + 4));
    assertThat(elsewhere.stream().filter(one -> !one.contains(" " + PERMITTED + " ")))
        .as("connections of the application itself to other hosts")
        .hasSizeGreaterThan(15);
    assertThat(jvm.stderr()).as(output).noneMatch(line -> line.contains("Exception in thread"));
  }

  /** {@code ok N opened;N ADDRESS:PORT HOST;...}. */
  private static void assertOnlyPermitted(String line, String output) {
    List<String> seen = seen(line);
    int accepted = 0;
    for (String one : seen) {
      String[] words = one.split(" ", -1);
      assertThat(words[1]).as("%s in%n%s", one, output).isEqualTo(PERMITTED);
      assertThat(words[2]).as(output).matches("(?i)good\\.test\\.?:0*8080");
      accepted += Integer.parseInt(words[0]);
    }
    assertThat(line).as("connections to any port").startsWith("ok " + accepted + " opened;");
    assertThat(accepted).isPositive();
  }

  private static List<String> seen(String line) {
    assertThat(line).matches("ok \\d+ opened;.*");
    String connections = line.substring(line.indexOf(';') + 1);
    return connections.isEmpty() ? List.of() : List.of(connections.split(";"));
  }

  /** Lines: serving, permitted, each URL, seen, permitted, each URL outside, seen, close, end. */
  private static FinishedJvm run(
      Jdk jdk, String module, String probe, String mode, List<String> urls) throws IOException {
    Path folder = FixtureRun.freshFolder("hostile-urls-" + module + "-" + probe + jdk.major());
    Files.writeString(folder.resolve("sallyport.yaml"), POLICY);
    Files.writeString(folder.resolve("hosts"), hosts());
    List<String> steps = new ArrayList<>();
    step(steps, "-", "StandIns", "serve", "8080", "8081", "80", "443");
    step(steps, "fetch", probe, mode, HostileUrls.GOOD);
    urls.forEach(url -> step(steps, "fetch", probe, mode, url));
    step(steps, "-", "StandIns", "seen");
    step(steps, "fetch", probe, mode, HostileUrls.GOOD);
    urls.forEach(url -> step(steps, "-", probe, mode, url));
    step(steps, "-", "StandIns", "seen");
    step(steps, "-", probe, "close");
    return SpawnedJvm.on(jdk, folder)
        .frugal()
        .startedBy(NetworkNamespaces.command())
        .options("-Djdk.net.hosts.file=" + folder.resolve("hosts"))
        .javaagent(SallyportJar.path())
        .main(
            new Fixture(module, "langchain4j 1.19.0").classPath(),
            "fixture.containment.RunInTool",
            steps.toArray(new String[0]))
        .run(LIMIT);
  }

  private static void step(List<String> steps, String... words) {
    for (String word : words) {
      StringBuilder escaped = new StringBuilder();
      for (char c : word.toCharArray()) {
        escaped.append(c > ' ' && c < 127 ? String.valueOf(c) : String.format("\\u%04x", (int) c));
      }
      steps.add(escaped.toString());
    }
    steps.add(";");
  }

  /** One permitted name; every other one is another host. */
  private static String hosts() {
    Set<String> names = new LinkedHashSet<>();
    for (String host : HostileUrls.hosts()) {
      if (host.chars().noneMatch(c -> c <= ' ' || c == '#' || c == '[' || c == ':')) {
        names.add(host);
      }
    }
    StringBuilder text = new StringBuilder("127.0.0.1 good.test\n127.0.0.1 good.test.\n");
    names.add("BAD.TEST");
    names.forEach(name -> text.append("127.0.0.2 ").append(name).append('\n'));
    return text.toString();
  }
}
