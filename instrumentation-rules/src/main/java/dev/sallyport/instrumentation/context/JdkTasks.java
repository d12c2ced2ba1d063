package dev.sallyport.instrumentation.context;

import dev.sallyport.instrumentation.Framework;
import dev.sallyport.instrumentation.JoinPoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the JDK hands tasks from one thread to another. */
final class JdkTasks {
  private static final String CONCURRENT = "java/util/concurrent/";
  private static final String FORK_JOIN_TASK = CONCURRENT + "ForkJoinTask";
  private static final String FORK_JOIN_POOL = CONCURRENT + "ForkJoinPool";
  private static final String OF_TASK = "(Ljava/util/concurrent/ForkJoinTask;)";

  /**
   * The stages of a {@code CompletableFuture} that call what the application gave them. They run on
   * the thread that completes the stage before, and act for whoever made them.
   */
  private static final List<String> STAGES =
      List.of(
          "UniApply",
          "UniAccept",
          "UniRun",
          "UniWhenComplete",
          "UniHandle",
          "UniExceptionally",
          "UniComposeExceptionally",
          "UniCompose",
          "BiApply",
          "BiAccept",
          "BiRun",
          "OrApply",
          "OrAccept",
          "OrRun");

  private JdkTasks() {}

  static List<JoinPoint> all() {
    List<JoinPoint> all = new ArrayList<>();
    addThreads(all);
    addExecutors(all);
    addForkJoin(all);
    addFutures(all);
    return all;
  }

  private static void addThreads(List<JoinPoint> all) {
    String container = "(Ljdk/internal/vm/ThreadContainer;)V";
    all.add(at("java/lang/Thread", "start", "()V", "HandOverThisAdvice"));
    all.add(at("java/lang/Thread", "start", container, "HandOverThisAdvice").optional());
    all.add(at("java/lang/VirtualThread", "start", container, "HandOverThisAdvice"));
    all.add(at("java/lang/ApplicationShutdownHooks", "add", null, "HandOverAdvice"));
  }

  private static void addExecutors(List<JoinPoint> all) {
    String pool = CONCURRENT + "ThreadPoolExecutor";
    all.add(at(pool, "execute", null, "HandOverAdvice"));
    all.add(at(pool, "runWorker", null, "ServeAllAdvice"));
    all.add(JoinPoint.taskRun(Framework.JDK, pool, "runWorker"));
    all.add(
        at(CONCURRENT + "ScheduledThreadPoolExecutor", "delayedExecute", null, "HandOverAdvice"));
    all.add(at("java/util/Timer", "sched", null, "HandOverAdvice"));
    all.add(at("java/util/TimerThread", "run", "()V", "ServeAllAdvice"));
    all.add(JoinPoint.taskRun(Framework.JDK, "java/util/TimerThread", "mainLoop"));
    String selector = "jdk/internal/net/http/HttpClientImpl$SelectorManager";
    all.add(at(selector, "run", "()V", "ServeAllAdvice"));
  }

  private static void addForkJoin(List<JoinPoint> all) {
    all.add(at(CONCURRENT + "ForkJoinWorkerThread", "run", "()V", "ServeAllAdvice"));
    all.add(at(FORK_JOIN_TASK, "<init>", "()V", "MadeAdvice"));
    all.add(at(FORK_JOIN_TASK, "doExec", null, "TakeOverThisAdvice"));
    // Tasks that were made before the call that has them run.
    for (String method : List.of("fork", "invoke", "quietlyInvoke")) {
      all.add(at(FORK_JOIN_TASK, method, null, "AdoptThisAdvice"));
    }
    String invokeBoth = OF_TASK.replace(")", "Ljava/util/concurrent/ForkJoinTask;)V");
    all.add(at(FORK_JOIN_TASK, "invokeAll", invokeBoth, "AdoptAdvice"));
    all.add(at(FORK_JOIN_POOL, "invoke", OF_TASK + "Ljava/lang/Object;", "AdoptAdvice"));
    all.add(at(FORK_JOIN_POOL, "execute", OF_TASK + "V", "AdoptAdvice"));
    String submitted = OF_TASK + "Ljava/util/concurrent/ForkJoinTask;";
    all.add(at(FORK_JOIN_POOL, "submit", submitted, "AdoptAdvice"));
    all.add(at(FORK_JOIN_POOL, "externalSubmit", submitted, "AdoptAdvice").optional());
    all.add(at(FORK_JOIN_POOL, "lazySubmit", submitted, "AdoptAdvice").optional());
  }

  private static void addFutures(List<JoinPoint> all) {
    String future = CONCURRENT + "CompletableFuture$";
    for (String stage : STAGES) {
      all.add(at(future + stage, "tryFire", null, "TakeOverThisAdvice"));
    }
    all.add(at(future + "AsyncSupply", "run", "()V", "TakeOverThisAdvice"));
    all.add(at(future + "AsyncRun", "run", "()V", "TakeOverThisAdvice"));
  }

  private static JoinPoint at(
      String owner, String method, @Nullable String descriptor, String advice) {
    return JoinPoint.anyMethod(
        Framework.JDK, owner, method, descriptor, ContextJoinPoints.PACKAGE + advice);
  }
}
