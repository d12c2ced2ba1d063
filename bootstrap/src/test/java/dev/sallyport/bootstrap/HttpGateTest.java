package dev.sallyport.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What woven clients and sinks are told, with a gate that refuses by host, address and path. */
class HttpGateTest {
  private static final String CLIENT = "client 1";
  private final HostGate gate = new HostGate();

  @BeforeEach
  void govern() {
    OpenGate.use(gate);
    CallContext.restore(null);
    OpenGate.govern(true, false, true);
  }

  @AfterEach
  void letGo() {
    OpenGate.govern(false, false, false);
    CallContext.restore(null);
  }

  private static ToolCall enterTool() {
    return ToolGate.enter("f 1", new Object(), "m", new Object(), "fetch", "{}", "desk", "s-1");
  }

  private static @Nullable HttpScope enter(@Nullable Object owner, @Nullable String host) {
    return HttpGate.enter(CLIENT, owner, "GET", "http", host, 80, "/x");
  }

  private static @Nullable HttpRequestDenied hop(@Nullable Object owner, String host) {
    return HttpGate.hop(CLIENT, owner, "GET", "http", host, 80, "/x", null);
  }

  private static InetSocketAddress address(String host, int last) throws UnknownHostException {
    return new InetSocketAddress(
        InetAddress.getByAddress(host, new byte[] {127, 0, 0, (byte) last}), 80);
  }

  @Test
  void aRequestOutsideOfAToolCallIsNotGoverned() {
    assertThat(enter(null, "bad.test")).isNull();
    assertThat(hop(null, "bad.test")).isNull();
    assertThat(gate.seen).isEmpty();
  }

  @Test
  void aRequestOfAToolIsJudgedOnceWhereverItIsSeen() {
    ToolCall tool = enterTool();
    HttpScope scope = Objects.requireNonNull(enter(null, "good.test"));

    assertThat(scope.refused()).isFalse();
    HttpScope inner = Objects.requireNonNull(enter(null, "good.test"));
    assertThat(inner.refused()).isFalse();
    assertThat(hop(null, "good.test")).isNull();
    HttpGate.exit(inner);
    HttpGate.exit(scope);

    assertThat(gate.seen).containsExactly("REQUEST good.test parent " + tool.callId());
    ToolGate.exit(tool, null, null);
  }

  @Test
  void aRefusedRequestChangesNothingForTheNextOne() {
    ToolCall tool = enterTool();
    HttpScope refused = Objects.requireNonNull(enter(null, "bad.test"));
    assertThat(refused.refused()).isTrue();
    assertThat(refused.denial()).isInstanceOf(IOException.class).hasMessage("refused bad.test");
    HttpGate.exit(refused);

    HttpScope next = Objects.requireNonNull(enter(null, "good.test"));
    assertThat(next.refused()).isFalse();
    HttpGate.exit(next);
    assertThat(gate.seen).last().isEqualTo("REQUEST good.test parent " + tool.callId());
    ToolGate.exit(tool, null, null);
  }

  @Test
  void aHopToAnotherHostIsARedirectOfTheRequest() {
    ToolCall tool = enterTool();
    HttpScope scope = enter(null, "good.test");
    assertThat(hop(null, "other.test")).isNull();
    assertThat(hop(null, "bad.test")).hasMessage("refused bad.test");
    HttpGate.exit(scope);

    assertThat(gate.seen.subList(1, 3))
        .containsExactly("REDIRECT other.test parent 2", "REDIRECT bad.test parent 3");
    ToolGate.exit(tool, null, null);
  }

  @Test
  void anotherThreadJudgesByTheOwner() throws Exception {
    Object owner = new Object();
    ToolCall tool = enterTool();
    HttpGate.exit(enter(owner, "good.test"));
    ToolGate.exit(tool, null, null);

    List<@Nullable HttpRequestDenied> answers = Collections.synchronizedList(new ArrayList<>());
    Thread worker =
        new Thread(
            () -> {
              answers.add(hop(owner, "bad.test"));
              answers.add(hop(null, "bad.test"));
            });
    worker.start();
    worker.join();

    assertThat(answers.get(0)).hasMessage("refused bad.test");
    assertThat(answers.get(1)).as("a thread that acts for nobody").isNull();
  }

  @Test
  void theAddressOfTheHostIsJudgedWithTheRequest() throws Exception {
    ToolCall tool = enterTool();
    HttpScope scope = enter(null, "good.test");
    assertThat(HttpGate.connect(null, address("good.test", 1))).isNull();
    assertThat(HttpGate.connect(null, address("good.test", 1))).as("the same once more").isNull();
    assertThat(HttpGate.connect(null, address("good.test", 66)))
        .hasMessage("refused good.test at 127.0.0.66");
    HttpGate.exit(scope);

    assertThat(gate.seen)
        .containsExactly(
            "REQUEST good.test parent " + tool.callId(),
            "CONNECT good.test at 127.0.0.1 parent 2",
            "CONNECT good.test at 127.0.0.66 parent 3");
    ToolGate.exit(tool, null, null);
  }

  @Test
  void anAddressOfAnotherHostIsAConnectionOfItsOwn() throws Exception {
    ToolCall tool = enterTool();
    HttpScope scope = enter(null, "good.test");
    assertThat(HttpGate.connect(null, address("proxy.test", 1))).hasMessage("refused CONNECT");
    HttpGate.exit(scope);
    assertThatThrownBy(() -> SinkGate.connect(address("good.test", 1)))
        .isInstanceOf(HttpRequestDenied.class);
    ToolGate.exit(tool, null, null);
  }

  @Test
  void aConnectionOnAThreadThatLostItsContextIsJudgedForTheHostThatWasAskedFor() throws Exception {
    ToolCall tool = enterTool();
    HttpGate.exit(enter(null, "lost.test"));
    ToolGate.exit(tool, null, null);

    assertThat(CallContext.capture().parentCallId()).isZero();
    assertThat(HttpGate.connect(null, address("LOST.test", 66))).isNotNull();
    assertThat(gate.lost).containsExactly("fetch LOST.test/127.0.0.66:80");
    assertThat(HttpGate.connect(null, address("unheard-of.test", 66))).isNull();
    assertThat(HttpGate.connect(null, address("lost.test", 66))).as("its next address").isNotNull();
  }

  @Test
  void theApplicationsOwnConnectionsToTheSameHostAreNotATools() throws Exception {
    ToolCall tool = enterTool();
    HttpScope scope = enter(null, "shared.test");
    assertThat(HttpGate.connect(null, address("shared.test", 1))).isNull();
    HttpGate.exit(scope);
    ToolGate.exit(tool, null, null);

    assertThat(HttpGate.connect(null, address("shared.test", 66))).isNull();
    assertThat(gate.lost).isEmpty();
  }

  @Test
  void whateverTheGateThrowsRefuses() {
    ToolCall tool = enterTool();
    gate.failure = new StackOverflowError();
    HttpScope scope = Objects.requireNonNull(enter(null, "good.test"));
    assertThat(scope.refused()).isTrue();
    assertThat(hop(null, "good.test")).isNotNull();
    assertThat(SinkGate.refusal(Sink.READ, "/x")).isNotNull();
    HttpGate.exit(scope);
    ToolGate.exit(tool, null, null);
  }

  @Test
  void whatTheGateItselfDoesIsNotGoverned() {
    gate.within = () -> SinkGate.check(Sink.WRITE, "/log");
    ToolCall tool = enterTool();
    assertThat(tool.refused()).isFalse();
    assertThat(gate.seen).isEmpty();
    ToolGate.exit(tool, null, null);
  }

  @Test
  void aSinkIsAskedAboutOnlyForWhoActsForATool() {
    SinkGate.check(Sink.PROCESS, "ls");
    ToolCall tool = enterTool();
    assertThatThrownBy(() -> SinkGate.check(Sink.PROCESS, "ls"))
        .isInstanceOf(ToolConfined.class)
        .hasMessage("refused PROCESS");
    ToolGate.exit(tool, null, null);
    SinkGate.check(Sink.PROCESS, "ls");
  }

  @Test
  void aPooledTaskActsForWhoeverSubmittedItAndTheThreadForNobodyAfterwards() {
    List<Long> parents = new ArrayList<>();
    Runnable task = () -> parents.add(CallContext.capture().parentCallId());
    ToolCall tool = enterTool();
    long id = tool.callId();
    CarriedContext.handOver(task);
    ToolGate.exit(tool, null, null);

    CarriedContext.run(task);
    CarriedContext.handOver(task);
    CarriedContext.run(task);

    assertThat(parents).containsExactly(id, 0L);
    assertThat(CallContext.capture().parentCallId()).isZero();
  }

  @Test
  void aThreadThatAToolStartsGoesOnActingForIt() throws InterruptedException {
    AtomicLong parent = new AtomicLong();
    Thread started = new Thread(() -> parent.set(CallContext.capture().parentCallId()));
    ToolCall tool = enterTool();
    long id = tool.callId();
    CarriedContext.handOver(started);
    started.start();
    started.join();
    ToolGate.exit(tool, null, null);

    assertThat(parent.get()).isEqualTo(id);
  }

  @Test
  void requestsOfTheWholeProcessAreGovernedIfThePolicySaysSo() {
    OpenGate.govern(true, true, false);
    HttpScope scope = Objects.requireNonNull(enter(null, "bad.test"));
    assertThat(scope.refused()).isTrue();
    HttpGate.exit(scope);
  }

  /** Refuses what has {@code bad} in it, address 127.0.0.66, raw connections and sinks. */
  private static final class HostGate implements Gate {
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong ids = new AtomicLong();
    private @Nullable Error failure;
    private Runnable within = () -> {};
    private final List<String> lost = new ArrayList<>();

    @Override
    public void contextLost(CallContext context, String address) {
      lost.add(context.tool() + " " + address);
    }

    @Override
    public void enter(ToolCall call) {
      call.identify(ids.incrementAndGet());
      within.run();
      call.permit(1);
    }

    @Override
    public void exit(ToolCall call, @Nullable Object result, @Nullable Throwable thrown) {}

    @Override
    public boolean judgesResults() {
      return false;
    }

    @Override
    public @Nullable ResultReplacement judgeResult(
        ToolCall call, @Nullable Object result, @Nullable Throwable thrown) {
      return null;
    }

    @Override
    public @Nullable String judge(CallContext context, HttpExchange exchange) {
      if (failure != null) {
        throw failure;
      }
      exchange.identify(ids.incrementAndGet());
      InetAddress address = exchange.address();
      String where = address == null ? "" : " at " + address.getHostAddress();
      String what = exchange.host() + where;
      seen.add(exchange.step() + " " + what + " parent " + exchange.parentCallId());
      return what.contains("bad") || what.endsWith(".66") ? "refused " + what : null;
    }

    @Override
    public @Nullable String access(CallContext context, Sink sink, @Nullable Object subject) {
      if (failure != null) {
        throw failure;
      }
      return "refused " + sink;
    }
  }
}
