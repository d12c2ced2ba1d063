package dev.sallyport.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whom a thread acts for when it runs what others handed over. */
@Timeout(120)
class CarriedContextTest {
  @BeforeEach
  void govern() {
    OpenGate.use(new PermittingGate());
    CallContext.restore(null);
    OpenGate.govern(false, false, true);
  }

  @AfterEach
  void letGo() {
    OpenGate.govern(false, false, false);
    CallContext.restore(null);
  }

  private static ToolCall enterTool() {
    return ToolGate.enter("f 1", new Object(), "m", new Object(), "fetch", "{}", "desk", "s-1");
  }

  private static long actor() {
    return CallContext.capture().parentCallId();
  }

  /** Hands {@code task} over inside a tool call that has ended then; the call's id. */
  private static long handOverInTool(Object task) {
    ToolCall tool = enterTool();
    long id = tool.callId();
    CarriedContext.handOver(task);
    ToolGate.exit(tool, null, null);
    return id;
  }

  @Test
  void aToolCallThatHappensToRunOnTheThreadIsNotChargedWithSomebodyElsesTask() {
    List<Long> actors = new ArrayList<>();
    List<Long> parents = new ArrayList<>();
    Runnable nobodys = () -> actors.add(actor());
    Runnable callsATool =
        () -> {
          ToolCall nested = enterTool();
          parents.add(nested.parentCallId());
          actors.add(actor() - nested.callId());
          ToolGate.exit(nested, null, null);
        };
    Runnable others = () -> actors.add(actor());
    long other = handOverInTool(others);

    ToolCall waiting = enterTool();
    CarriedContext.run(nobodys);
    CarriedContext.run(callsATool);
    CarriedContext.run(others);
    long waitingId = waiting.callId();
    assertThat(actor()).isEqualTo(waitingId);
    ToolGate.exit(waiting, null, null);

    assertThat(actors).containsExactly(0L, 0L, other);
    assertThat(parents).containsExactly(0L);
  }

  @Test
  void aTaskRunsForTheToolThatSubmittedItThoughSomebodyElseSubmitsItToo() {
    List<Long> actors = new ArrayList<>();
    Runnable task = () -> actors.add(actor());
    long tool = handOverInTool(task);

    CarriedContext.handOver(task);
    CarriedContext.run(task);
    CarriedContext.handOver(task);
    CarriedContext.run(task);

    assertThat(actors).containsExactly(tool, 0L);
  }

  @Test
  void aTaskThatIsRunAgainAndAgainGoesOnActingForTheTool() {
    List<Long> actors = new ArrayList<>();
    Runnable periodic = () -> actors.add(actor());
    long tool = handOverInTool(periodic);

    for (int i = 0; i < 3; i++) {
      CarriedContext.run(periodic);
    }

    assertThat(actors).containsExactly(tool, tool, tool);
  }

  @Test
  void whatIsMadeInAToolKeepsItsContextWhoeverPassesItOn() {
    Object made = new Object();
    ToolCall tool = enterTool();
    long id = tool.callId();
    CarriedContext.adopt(made);
    ToolGate.exit(tool, null, null);

    CarriedContext.adopt(made);
    CallContext previous = CarriedContext.takeOver(made);
    long actor = actor();
    CarriedContext.giveBack(previous);

    assertThat(actor).isEqualTo(id);
    assertThat(actor()).isZero();
  }

  @Test
  void aThreadThatServesAllActsForNobodyThoughAToolStartedIt() throws InterruptedException {
    List<Long> actors = new ArrayList<>();
    Thread worker =
        new Thread(
            () -> {
              actors.add(actor());
              CarriedContext.serveAll();
              actors.add(actor());
            });
    long tool = handOverInTool(worker);
    worker.start();
    worker.join();

    assertThat(actors).containsExactly(tool, 0L);
  }

  @Test
  void theContextIsRestoredWhenATaskThrows() {
    Runnable task =
        () -> {
          throw new IllegalStateException("thrown");
        };
    handOverInTool(task);
    try {
      CarriedContext.run(task);
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessage("thrown");
    }
    assertThat(actor()).isZero();
  }

  @Test
  void neverLosesATaskThatOthersSubmitAtTheSameTime() throws InterruptedException {
    AtomicBoolean stop = new AtomicBoolean();
    AtomicLong seen = new AtomicLong();
    Runnable task = () -> seen.set(actor());
    CountDownLatch started = new CountDownLatch(2);
    List<Thread> others = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Thread other =
          new Thread(
              () -> {
                started.countDown();
                while (!stop.get()) {
                  CarriedContext.handOver(task);
                }
              });
      others.add(other);
      other.start();
    }
    started.await();
    int lost = 0;
    for (int i = 0; i < 100_000; i++) {
      long tool = handOverInTool(task);
      CarriedContext.run(task);
      lost += seen.get() == tool ? 0 : 1;
    }
    stop.set(true);
    for (Thread other : others) {
      other.join();
    }

    assertThat(lost).isZero();
  }

  @Test
  void forgetsTasksThatAreGone() {
    ToolCall tool = enterTool();
    for (int i = 0; i < 1_000_000; i++) {
      CarriedContext.handOver(new Object());
    }
    ToolGate.exit(tool, null, null);
    for (int i = 0; i < 200 && Remembered.count() > 1000; i++) {
      System.gc();
    }

    assertThat(Remembered.count()).isLessThan(1000);
  }

  @Test
  void forgetsAFutureAsSoonAsItIsDone() {
    int before = Remembered.count();
    List<FutureTask<?>> kept = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      FutureTask<?> future = new FutureTask<>(() -> {}, null);
      kept.add(future);
      handOverInTool(future);
      CarriedContext.run(future);
    }

    assertThat(Remembered.count() - before).isLessThan(100);
    assertThat(kept).allMatch(FutureTask::isDone);
  }

  @Test
  void remembersNothingWhereNothingIsGoverned() {
    OpenGate.govern(false, false, false);
    Object task = new Object();
    handOverInTool(task);
    OpenGate.govern(false, false, true);

    assertThat(CarriedContext.of(task)).isNull();
  }

  /** Lets everything through. */
  private static final class PermittingGate implements Gate {
    private static final AtomicLong IDS = new AtomicLong();

    @Override
    public void enter(ToolCall call) {
      call.identify(IDS.incrementAndGet());
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
      return null;
    }

    @Override
    public @Nullable String access(CallContext context, Sink sink, @Nullable Object subject) {
      return null;
    }
  }
}
