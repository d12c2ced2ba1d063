package dev.sallyport.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bridge alone, with a gate that counts; the real gate stands behind it in the jar's tests. */
class ToolGateTest {
  private static final CountingGate GATE = new CountingGate();

  private final Object executor = new Object();
  private final Object request = new Object();

  @BeforeEach
  void reset() {
    OpenGate.use(GATE);
    GATE.reset();
    CallContext.restore(null);
  }

  @Test
  void refusesUnlessTheGatePermits() {
    GATE.decision = call -> {};

    ToolCall call = enter(executor, "execute", request, "pay");

    assertThat(call.refused()).isTrue();
    ToolGate.exit(call, null, null);
    assertThat(GATE.exits).isEmpty();
  }

  @Test
  void theRefusalAsJsonIsOneStringWhateverItsText() {
    GATE.decision = call -> call.refuse("a \"b\" \\ \n\u001f é");

    ToolCall call = enter(executor, "execute", request, "pay");

    assertThat(call.refusalAsJson()).isEqualTo("\"a \\\"b\\\" \\\\ \\u000a\\u001f é\"");
    ToolGate.exit(call, null, null);
  }

  @Test
  void refusesWhateverTheGateThrows() {
    Throwable[] failures = {
      new IllegalStateException("x"),
      new StackOverflowError(),
      new OutOfMemoryError("x"),
      new NoClassDefFoundError("x"),
      new ThreadDeathLike()
    };
    for (Throwable failure : failures) {
      GATE.decision =
          call -> {
            call.permit(1);
            throw sneaky(failure);
          };

      ToolCall call = enter(executor, "execute", request, "pay");

      assertThat(call.refused()).as(failure.toString()).isTrue();
      assertThat(call.refusal()).contains("refused");
      ToolGate.exit(call, null, null);
    }
    assertThat(ToolGate.runningCall()).isNull();
  }

  @Test
  void judgesOneAttemptOnceWhenItIsHandedOn() {
    Object delegate = new Object();
    ToolCall outer = enter(executor, "executeWithContext", request, "pay");
    ToolCall overload = enter(executor, "execute", request, "pay");
    ToolCall other = enter(delegate, "execute", request, "pay");

    assertThat(GATE.entered).hasSize(1);
    assertThat(overload.refused()).isFalse();
    long id = outer.callId();
    assertThat(other.callId()).isEqualTo(id);

    ToolGate.exit(other, "r", null);
    ToolGate.exit(overload, "r", null);
    ToolGate.exit(outer, "r", null);
    assertThat(GATE.exits).containsExactly(id + ":r");
  }

  @Test
  void judgesAgainWhenAToolRepeatsItselfWithTheSameRequest() {
    ToolCall first = enter(executor, "execute", request, "pay");
    ToolCall again = enter(executor, "execute", request, "pay");

    assertThat(GATE.entered).hasSize(2);
    assertThat(again.parentCallId()).isEqualTo(first.callId());
    ToolGate.exit(again, null, null);
    ToolGate.exit(first, null, null);
  }

  @Test
  void judgesAgainWhenARepetitionHidesBehindADelegation() {
    Object wrapper = new Object();
    ToolCall first = enter(wrapper, "execute", request, "pay");
    ToolCall handedOn = enter(executor, "execute", request, "pay");
    ToolCall again = enter(wrapper, "execute", request, "pay");

    assertThat(GATE.entered).hasSize(2);
    ToolGate.exit(again, null, null);
    ToolGate.exit(handedOn, null, null);
    ToolGate.exit(first, null, null);
  }

  @Test
  void judgesAnotherToolOrOtherArgumentsInsideATool() {
    ToolCall first = enter(executor, "execute", request, "pay");
    ToolCall otherTool = enter(new Object(), "execute", request, "delete");
    ToolGate.exit(otherTool, null, null);
    ToolCall otherArguments = enter(new Object(), "execute", new Object(), "pay");
    ToolGate.exit(otherArguments, null, null);

    assertThat(GATE.entered).hasSize(3);
    ToolGate.exit(first, null, null);
  }

  @Test
  void judgesARequestAgainAfterAnotherCallStoodBetween() {
    ToolCall first = enter(executor, "execute", request, "pay");
    ToolCall between = enter(new Object(), "execute", new Object(), "search");
    ToolCall same = enter(new Object(), "execute", request, "pay");

    assertThat(GATE.entered).hasSize(3);
    ToolGate.exit(same, null, null);
    ToolGate.exit(between, null, null);
    ToolGate.exit(first, null, null);
  }

  @Test
  void neverTreatsCallsWithoutARequestObjectAsDelegation() {
    ToolCall first = enter(executor, "a", null, "pay");
    ToolCall second = enter(new Object(), "b", null, "pay");

    assertThat(GATE.entered).hasSize(2);
    ToolGate.exit(second, null, null);
    ToolGate.exit(first, null, null);
  }

  @Test
  void knowsADelegationAfterTheArgumentsWereRewritten() {
    GATE.decision = call -> call.permitWith("{}", 1);
    ToolCall outer = enter(executor, "executeWithContext", request, "pay");
    Object rewritten = new Object();
    outer.rewrittenRequest(rewritten);

    ToolCall inner = enter(executor, "execute", rewritten, "pay");

    assertThat(GATE.entered).hasSize(1);
    assertThat(inner.rewritten()).isFalse();
    ToolGate.exit(inner, null, null);
    ToolGate.exit(outer, null, null);
  }

  @Test
  void theGateReplacesTheResultOfThePermittedAttemptOnce() {
    GATE.results = result -> ResultReplacement.masked("masked " + result);
    ToolCall outer = enter(executor, "executeWithContext", request, "pay");
    ToolCall overload = enter(executor, "execute", request, "pay");

    assertThat(ToolGate.judgesResult(overload)).isFalse();
    assertThat(ToolGate.judgesResult(outer)).isTrue();
    assertThat(ToolGate.exit(overload, "raw", null)).isNull();
    ResultReplacement replacement = Objects.requireNonNull(ToolGate.exit(outer, "raw", null));

    assertThat(replacement.text()).isEqualTo("masked raw");
    assertThat(replacement.isRefusal()).isFalse();
    assertThat(replacement.asJson()).isEqualTo("masked raw");
    assertThat(GATE.exits).singleElement().asString().endsWith(":raw");
  }

  @Test
  void aRefusedCallHasNoResultToJudge() {
    GATE.results = result -> ResultReplacement.masked("masked");
    GATE.decision = call -> call.refuse("no");

    ToolCall call = enter(executor, "execute", request, "pay");

    assertThat(ToolGate.judgesResult(call)).isFalse();
    assertThat(ToolGate.exit(call, null, null)).isNull();
  }

  @Test
  void withholdsTheResultWhateverTheGateThrowsOverIt() {
    Throwable[] failures = {
      new IllegalStateException("x"), new StackOverflowError(), new OutOfMemoryError("x")
    };
    for (Throwable failure : failures) {
      GATE.results =
          result -> {
            throw sneaky(failure);
          };

      ResultReplacement replacement =
          Objects.requireNonNull(
              ToolGate.exit(enter(executor, "execute", request, "pay"), "raw", null));

      assertThat(replacement.isRefusal()).as(failure.toString()).isTrue();
      assertThat(replacement.asJson()).startsWith("\"Tool result withheld").endsWith("\"");
    }
    assertThat(ToolGate.runningCall()).isNull();
    assertThat(GATE.exits).hasSize(failures.length);
  }

  @Test
  void dropsCallsThatAnExitSkippedAbove() {
    ToolCall outer = enter(executor, "execute", request, "pay");
    enter(new Object(), "execute", new Object(), "leaked");

    ToolGate.exit(outer, null, null);

    assertThat(ToolGate.runningCall()).isNull();
  }

  @Test
  void carriesAgentSessionAndParentToAnotherThread() throws InterruptedException {
    CallContext.enter("Desk", "s-1");
    ToolCall outer = enter(executor, "execute", request, "pay");
    CallContext captured = CallContext.capture();
    AtomicReference<List<Object>> seen = new AtomicReference<>(List.of());
    Thread worker =
        new Thread(
            () -> {
              CallContext previous = CallContext.restore(captured);
              ToolCall call = enter(new Object(), "execute", new Object(), "inner");
              seen.set(List.of(call.agent(), call.session(), call.parentCallId()));
              ToolGate.exit(call, null, null);
              CallContext.restore(previous);
            });
    worker.start();
    worker.join();

    assertThat(seen.get()).containsExactly("Desk", "s-1", outer.callId());
    ToolGate.exit(outer, null, null);
  }

  @Test
  void allocatesNothingPerCallAfterTheFirst() {
    var threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    GATE.quiet = true;
    for (int i = 0; i < 20_000; i++) {
      ToolGate.exit(enter(executor, "execute", request, "pay"), null, null);
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 10_000; i++) {
      ToolGate.exit(enter(executor, "execute", request, "pay"), null, null);
    }
    assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 10_000).isZero();
  }

  @Test
  void cannotBeReplaced() {
    assertThatThrownBy(() -> ToolGate.open(GATE)).isInstanceOf(IllegalStateException.class);
  }

  private static ToolCall enter(
      Object receiver, String method, @Nullable Object request, String tool) {
    return ToolGate.enter("langchain4j 1", receiver, method, request, tool, "{}", null, null);
  }

  private static RuntimeException sneaky(Throwable failure) {
    ToolGateTest.<RuntimeException>throwAs(failure);
    throw new AssertionError();
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> void throwAs(Throwable failure) throws T {
    throw (T) failure;
  }

  private static final class ThreadDeathLike extends Error {
    private static final long serialVersionUID = 1L;
  }

  private interface ResultJudge {
    @Nullable ResultReplacement judge(@Nullable Object result);
  }

  private interface Judge {
    void judge(ToolCall call);
  }

  private static final class CountingGate implements Gate {
    private final List<String> entered = new ArrayList<>();
    private final List<String> exits = new ArrayList<>();
    private Judge decision = call -> call.permit(1);
    private boolean quiet;
    private long nextId;
    private @Nullable ResultJudge results;

    void reset() {
      entered.clear();
      exits.clear();
      decision = call -> call.permit(1);
      quiet = false;
      results = null;
    }

    @Override
    public void enter(ToolCall call) {
      call.identify(++nextId);
      if (!quiet) {
        entered.add(call.tool() + "@" + call.callId());
      }
      decision.judge(call);
    }

    @Override
    public boolean judgesResults() {
      return results != null;
    }

    @Override
    public @Nullable ResultReplacement judgeResult(
        ToolCall call, @Nullable Object result, @Nullable Throwable thrown) {
      return results == null ? null : results.judge(result);
    }

    @Override
    public void exit(ToolCall call, @Nullable Object result, @Nullable Throwable thrown) {
      if (!quiet) {
        exits.add(call.callId() + ":" + (thrown == null ? result : thrown));
      }
    }
  }
}
