package dev.sallyport.enforcer;

import static dev.sallyport.enforcer.ContainedTools.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.ArgumentsForm;
import dev.sallyport.audit.DecisionRecord;
import dev.sallyport.audit.RecordedEffect;
import dev.sallyport.bootstrap.CarriedContext;
import dev.sallyport.bootstrap.HttpGate;
import dev.sallyport.bootstrap.HttpRequestDenied;
import dev.sallyport.bootstrap.HttpScope;
import dev.sallyport.bootstrap.Sink;
import dev.sallyport.bootstrap.SinkGate;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests as clients report them to the bridge; nothing here opens a connection. */
class NetworkGateTest {
  private static final String HEAD =
      """
      apiVersion: governance.toolkit/v1
      name: desk
      rules:
        - {name: tools, tools: ["fetch", "shut", "open"], action: allow}
      """;

  private static final String EGRESS =
      HEAD
          + """
          egress:
            allow:
              - api.example.test
              - {host: inside.test, cidr: 10.1.0.0/16}
            deny:
              - bad.example.test
          """;

  private static final String BOXES =
      HEAD
          + """
          boxes:
            - {name: shut-in, tools: [shut], network: none}
            - {name: one-host, tools: [fetch], network: [api.example.test]}
          """;

  @TempDir Path root;
  private @Nullable ContainedTools opened;

  @BeforeEach
  void open() throws Exception {
    opened = new ContainedTools(root);
  }

  @AfterEach
  void close() {
    tools().close();
  }

  private ContainedTools tools() {
    return Objects.requireNonNull(opened);
  }

  /** The refusal of a request, null if it may be made. */
  private static @Nullable String request(String method, @Nullable String host, String path) {
    HttpScope scope = HttpGate.enter("okhttp 5", null, method, "https", host, -1, path);
    if (scope == null) {
      return null;
    }
    String refusal = scope.refused() ? scope.denial().getMessage() : null;
    HttpGate.exit(scope);
    return refusal;
  }

  private static InetSocketAddress at(String host, String literal, int port) throws Exception {
    byte[] address = InetAddress.getByName(literal).getAddress();
    return new InetSocketAddress(InetAddress.getByAddress(host, address), port);
  }

  @Test
  void permitsAndRecordsARequestItsRedirectAndItsConnection() throws Exception {
    tools().use(EGRESS);

    within(
        "fetch",
        () -> {
          HttpScope scope =
              HttpGate.enter("okhttp 5", this, "get", "HTTPS", "API.example.test.", -1, "/a/b");
          assertThat(Objects.requireNonNull(scope).refused()).isFalse();
          assertThat(HttpGate.connect(this, at("API.example.test", "93.184.216.34", 443))).isNull();
          assertThat(
                  HttpGate.hop(
                      "okhttp 5", this, "GET", "http", "bad.example.test", 8080, "/x", null))
              .isInstanceOf(HttpRequestDenied.class)
              .hasMessageContaining("refused by policy (decision 3f9a1c20-");
          HttpGate.exit(scope);
        });

    List<DecisionRecord> steps = tools().steps();
    long tool = tools().decisions().get(0).callId();
    DecisionRecord request = steps.get(0);
    assertThat(request.tool()).isEqualTo("http:GET");
    assertThat(request.effect()).isEqualTo(RecordedEffect.ALLOW);
    assertThat(request.rule()).isEqualTo("egress");
    assertThat(request.framework()).isEqualTo("okhttp 5");
    assertThat(request.agent()).isEqualTo("Desk");
    assertThat(request.session()).isEqualTo("s-1");
    assertThat(request.parentCallId()).isEqualTo(tool);
    assertThat(request.argumentsForm()).isEqualTo(ArgumentsForm.REDACTED);
    assertThat(request.argumentsText())
        .isEqualTo(
            "{\"step\":\"request\",\"method\":\"GET\",\"scheme\":\"https\","
                + "\"host\":\"api.example.test\",\"port\":443,\"path\":\"string(4)\","
                + "\"redirects\":0,\"tool\":\"fetch\"}");
    DecisionRecord redirect = steps.get(steps.size() - 1);
    assertThat(redirect.effect()).isEqualTo(RecordedEffect.DENY);
    assertThat(redirect.argumentsText())
        .contains("\"step\":\"redirect\"", "\"host\":\"bad.example.test\"", "\"redirects\":1");
    assertThat(steps).allMatch(step -> step.parentCallId() >= tool);
    assertThat(steps).anyMatch(step -> text(step).contains("\"ip\":\"93.184.216.34\""));
  }

  private static String text(DecisionRecord record) {
    return String.valueOf(record.argumentsText());
  }

  @Test
  void keepsThePathOnlyIfArgumentsAreKept() throws Exception {
    tools().keepingArguments().use(EGRESS);

    within("fetch", () -> assertThat(request("GET", "api.example.test", "/a/b")).isNull());

    assertThat(text(tools().steps().get(0))).contains("\"path\":\"/a/b\"");
    assertThat(tools().steps().get(0).argumentsForm()).isEqualTo(ArgumentsForm.FULL);
  }

  @Test
  void deniesHostsThatProgramsReadDifferently() throws Exception {
    tools().use(HEAD + "egress: {deny: [bad.example.test]}\n");
    List<@Nullable String> hosts = new ArrayList<>();
    hosts.add(null);
    hosts.addAll(
        List.of(
            "",
            "127.1",
            "0x7f.1",
            "2130706433",
            "0177.0.0.1",
            "a..test",
            "a%2etest",
            "a b.test",
            "[fe80::1%eth0]",
            "\uff41.test\uff0f",
            "user@a.test",
            "a.test:80",
            "a.test\n"));

    within(
        "fetch",
        () -> {
          for (String host : hosts) {
            assertThat(request("GET", host, "/")).as(host).contains("could not decide");
          }
        });

    assertThat(tools().steps())
        .hasSize(hosts.size())
        .allMatch(step -> String.valueOf(step.error()).startsWith("host: "))
        .allMatch(step -> step.effect() == RecordedEffect.DENY);
  }

  @Test
  void deniesARequestWithoutAMethodASchemeOrAPort() throws Exception {
    tools().use(EGRESS);
    within(
        "fetch",
        () -> {
          assertRefused(HttpGate.enter("c 1", null, null, "https", "api.example.test", -1, "/"));
          assertRefused(HttpGate.enter("c 1", null, "A B", "https", "api.example.test", -1, "/"));
          assertRefused(HttpGate.enter("c 1", null, "GET", null, "api.example.test", -1, "/"));
          assertRefused(HttpGate.enter("c 1", null, "GET", "gopher", "api.example.test", -1, "/"));
          assertRefused(
              HttpGate.enter("c 1", null, "GET", "https", "api.example.test", 70_000, "/"));
        });
    assertThat(tools().steps()).hasSize(5).allMatch(step -> step.error() != null);
  }

  private static void assertRefused(@Nullable HttpScope scope) {
    assertThat(Objects.requireNonNull(scope).refused()).isTrue();
    HttpGate.exit(scope);
  }

  @Test
  void deniesTheConnectionToAnAddressThatTheHostMustNotHave() throws Exception {
    tools().use(EGRESS);
    within(
        "fetch",
        () -> {
          HttpScope scope =
              HttpGate.enter("okhttp 5", this, "GET", "http", "api.example.test", -1, "/");
          for (String address : List.of("127.0.0.1", "169.254.169.254", "10.1.2.3", "::1")) {
            assertThat(HttpGate.connect(this, at("api.example.test", address, 80)))
                .as(address)
                .isNotNull();
          }
          HttpGate.exit(scope);
          HttpScope inside =
              HttpGate.enter("okhttp 5", this, "GET", "http", "inside.test", -1, "/");
          assertThat(Objects.requireNonNull(inside).refused()).isFalse();
          assertThat(HttpGate.connect(this, at("inside.test", "10.1.2.3", 80))).isNull();
          assertThat(HttpGate.connect(this, at("inside.test", "10.2.2.3", 80))).isNotNull();
          HttpGate.exit(inside);
        });
  }

  @Test
  void asksTheBoxesAfterThePolicyAndNamesTheBoxInTheRecord() throws Exception {
    tools().use(EGRESS + BOXES.substring(HEAD.length()));

    within("shut", () -> assertThat(request("GET", "api.example.test", "/")).isNotNull());
    within("open", () -> assertThat(request("GET", "api.example.test", "/")).isNull());
    within("fetch", () -> assertThat(request("GET", "api.example.test", "/")).isNull());

    assertThat(tools().steps())
        .extracting(DecisionRecord::rule)
        .containsExactly("shut-in", "egress", "egress");
    assertThat(tools().steps().get(0).effect()).isEqualTo(RecordedEffect.DENY);
  }

  @Test
  void letsBoxesAloneDecideWhereNoRuleIsAboutRequests() throws Exception {
    tools().use(BOXES);

    within("shut", () -> assertThat(request("GET", "api.example.test", "/")).isNotNull());
    within("fetch", () -> assertThat(request("GET", "api.example.test", "/")).isNull());
    within("fetch", () -> assertThat(request("GET", "other.example.test", "/")).isNotNull());
    within("open", () -> assertThat(request("GET", "other.example.test", "/")).isNull());
  }

  @Test
  void holdsACalledToolInTheBoxOfItsCallerOnAnyThread() throws Exception {
    tools().use(BOXES);
    AtomicReference<@Nullable String> onThread = new AtomicReference<>();

    within(
        "shut",
        () -> {
          within("open", () -> assertThat(request("GET", "api.example.test", "/")).isNotNull());
          within("fetch", () -> assertThat(request("GET", "api.example.test", "/")).isNotNull());
          Runnable task = () -> onThread.set(request("GET", "api.example.test", "/"));
          CarriedContext.handOver(task);
          Thread thread = new Thread(() -> CarriedContext.run(task));
          thread.start();
          thread.join();
        });

    assertThat(onThread.get()).isNotNull();
    assertThat(tools().steps()).hasSize(3).allMatch(step -> "shut-in".equals(step.rule()));
  }

  @Test
  void judgesConnectionsThatAreNoRequests() throws Exception {
    tools().use(EGRESS);
    within(
        "fetch",
        () -> {
          assertThat(HttpGate.connect(null, at("api.example.test", "93.184.216.34", 5432)))
              .isNull();
          assertThat(HttpGate.connect(null, at("other.test", "93.184.216.34", 5432))).isNotNull();
          assertThat(HttpGate.connect(null, at("api.example.test", "127.0.0.1", 5432))).isNotNull();
          assertThat(
                  HttpGate.connect(null, InetSocketAddress.createUnresolved("api.example.test", 1)))
              .isNotNull();
          assertThat(HttpGate.connect(null, UnixDomainSocketAddress.of("/tmp/x"))).isNotNull();
          assertThat(SinkGate.refusal(Sink.DATAGRAM, at("other.test", "93.184.216.34", 53)))
              .isNotNull();
          assertThat(SinkGate.refusal(Sink.DATAGRAM, at("api.example.test", "93.184.216.34", 53)))
              .isNull();
        });
    assertThat(tools().steps())
        .extracting(DecisionRecord::tool)
        .containsExactly(
            "net:connect",
            "net:connect",
            "net:connect",
            "box:connect",
            "box:connect",
            "net:connect");
    assertThat(text(tools().steps().get(0)))
        .isEqualTo(
            "{\"step\":\"connect\",\"host\":\"api.example.test\",\"port\":5432,"
                + "\"ip\":\"93.184.216.34\",\"redirects\":0,\"tool\":\"fetch\"}");
    assertThat(text(tools().steps().get(5))).contains("\"step\":\"datagram\"");
  }

  @Test
  void deniesEveryWayOutOfABoxWithoutANetwork() throws Exception {
    tools().use(BOXES);
    List<SocketAddress> ways =
        List.of(
            at("api.example.test", "93.184.216.34", 443),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 9),
            InetSocketAddress.createUnresolved("api.example.test", 443),
            UnixDomainSocketAddress.of("/tmp/x"),
            new SocketAddress() {
              private static final long serialVersionUID = 1L;
            });
    within(
        "shut",
        () -> {
          for (SocketAddress way : ways) {
            assertThat(HttpGate.connect(null, way)).isNotNull();
            assertThat(SinkGate.refusal(Sink.DATAGRAM, way)).isNotNull();
          }
          assertThat(HttpGate.connect(null, null)).isNotNull();
        });
    within("open", () -> assertThat(HttpGate.connect(null, ways.get(0))).isNull());
    assertThat(tools().steps())
        .hasSize(11)
        .allMatch(step -> "shut-in".equals(step.rule()))
        .extracting(DecisionRecord::tool)
        .containsOnly("box:connect", "box:datagram");
  }

  @Test
  void letsEverythingPassInObserveModeAndRecordsWhatWouldBeDenied() throws Exception {
    tools().observing().use(EGRESS + BOXES.substring(HEAD.length()));
    within(
        "shut",
        () -> {
          assertThat(request("GET", "other.test", "/")).isNull();
          assertThat(request("GET", null, "/")).isNull();
          assertThat(HttpGate.connect(null, UnixDomainSocketAddress.of("/tmp/x"))).isNull();
        });
    assertThat(tools().steps()).hasSize(3).allMatch(one -> one.effect() == RecordedEffect.DENY);
  }

  @Test
  void deniesWhatCanNotBeRecordedOrJudgedYet() throws Exception {
    tools().use(EGRESS);
    within(
        "fetch",
        () -> {
          tools().closeLog();
          assertThat(request("GET", "api.example.test", "/")).contains("could not decide");
          assertThat(HttpGate.connect(null, at("api.example.test", "93.184.216.34", 1)))
              .isNotNull();
        });
    assertThat(tools().reported)
        .anyMatch(
            line -> line.startsWith("what tools do is refused, because it can't be recorded"));
  }

  @Test
  void leavesRequestsOutsideOfToolsAloneUnlessTheWholeProcessIsGoverned() throws Exception {
    tools().use(EGRESS);
    assertThat(request("GET", "other.test", "/")).isNull();
    assertThat(tools().steps()).isEmpty();

    tools().use(EGRESS.replace("egress:\n", "egress:\n  scope: process\n"));
    assertThat(request("GET", "other.test", "/")).isNotNull();
    assertThat(request("GET", "api.example.test", "/")).isNull();
    assertThat(tools().steps()).hasSize(2).allMatch(step -> step.parentCallId() == 0);
  }

  @Test
  void tellsWhatAPolicyGoverns() throws Exception {
    LoadedPolicy none = ContainedTools.load(HEAD);
    assertThat(none.confines() || none.governsRequests() || none.hasBoxes()).isFalse();
    LoadedPolicy egress = ContainedTools.load(EGRESS);
    assertThat(egress.confines() && egress.governsRequests()).isTrue();
    assertThat(egress.hasBoxes() || egress.governsWholeProcess()).isFalse();
    LoadedPolicy boxes = ContainedTools.load(BOXES);
    assertThat(boxes.confines() && boxes.governsRequests() && boxes.hasBoxes()).isTrue();
    assertThat(boxes.judgesRequests()).isFalse();
  }
}
