package dev.sallyport.enforcer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WorkspacePoolTest {
  private static final long LONG = TimeUnit.MINUTES.toNanos(2);

  @Test
  void lendsAWorkspaceToOneThreadAtATime() throws Exception {
    WorkspacePool pool = new WorkspacePool(6, 4, LONG);
    Set<Workspace> inUse =
        Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
    AtomicInteger shared = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Callers.start(
            64,
            false,
            thread -> {
              for (int round = 0; round < 500; round++) {
                Workspace workspace = pool.take();
                shared.addAndGet(inUse.add(workspace) ? 0 : 1);
                most.accumulateAndGet(inUse.size(), Math::max);
                Thread.yield();
                inUse.remove(workspace);
                if (ThreadLocalRandom.current().nextInt(20) == 0) {
                  pool.drop();
                } else {
                  pool.giveBack(workspace);
                }
              }
            })
        .join();
    assertThat(shared.get()).isZero();
    assertThat(most.get()).isBetween(2, 6);
    assertThat(pool.made()).isBetween(0, 6);
  }

  @Test
  void lendsTheSameWorkspaceAgain() {
    WorkspacePool pool = new WorkspacePool();
    Workspace first = pool.take();
    pool.giveBack(first);
    assertThat(pool.take()).isSameAs(first);
    assertThat(pool.take()).isNotSameAs(first);
    assertThat(pool.made()).isEqualTo(2);
  }

  @Test
  void keepsAllThatWereInUseAtOnce() {
    WorkspacePool pool = new WorkspacePool(20, 4, LONG);
    for (int round = 0; round < 3; round++) {
      List<Workspace> taken = new ArrayList<>();
      for (int at = 0; at < 20; at++) {
        taken.add(pool.take());
      }
      assertThat(taken).doesNotHaveDuplicates();
      taken.forEach(pool::giveBack);
    }
    assertThat(pool.made()).isEqualTo(20);
  }

  @Test
  void neverLendsABrokenWorkspaceAgain() {
    WorkspacePool pool = new WorkspacePool();
    Workspace broken = pool.take();
    broken.markBroken();
    pool.giveBack(broken);
    assertThat(pool.made()).isZero();
    assertThat(pool.take()).isNotSameAs(broken);
  }

  @Test
  void letsWhoeverComesNextWaitUntilOneIsGivenBack() throws Exception {
    WorkspacePool pool = new WorkspacePool(1, 4, LONG);
    Workspace only = pool.take();
    AtomicReference<Workspace> got = new AtomicReference<>();
    AtomicReference<Boolean> interrupted = new AtomicReference<>();
    CountDownLatch started = new CountDownLatch(1);
    Thread waiting =
        new Thread(
            () -> {
              started.countDown();
              got.set(pool.take());
              interrupted.set(Thread.interrupted());
            });
    waiting.start();
    started.await();
    waiting.interrupt();
    pool.giveBack(only);
    waiting.join(60_000);
    assertThat(got.get()).isSameAs(only);
    assertThat(interrupted.get()).isTrue();
  }

  @Test
  void makesOneMoreRatherThanLetACallWaitForEver() {
    WorkspacePool pool = new WorkspacePool(1, 4, 1_000_000);
    Workspace lost = pool.take();
    assertThat(pool.take()).isNotSameAs(lost);
    assertThat(pool.made()).isEqualTo(1);
  }

  @Test
  void givesBackWorkspacesThatKnowNothingOfTheCall() {
    WorkspacePool pool = new WorkspacePool();
    Workspace workspace = pool.take();
    workspace.view.tool("t").arguments("{}").content("c");
    workspace.decision.tool("t").argumentsText("{}");
    workspace.outcome.exceptionClass("x");
    workspace.shape.read("{\"a\":1}");
    pool.giveBack(workspace);
    assertThat(workspace.view.arguments()).isNull();
    assertThat(workspace.view.content()).isNull();
    assertThat(workspace.decision.argumentsText()).isNull();
    assertThat(workspace.outcome.exceptionClass()).isNull();
    assertThat(workspace.shape.length()).isZero();
  }
}
