package dev.sallyport.instrumentation.context;

import dev.sallyport.instrumentation.Framework;
import dev.sallyport.instrumentation.JoinPoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Where libraries hand tasks from one thread to another in ways of their own. What they give to the
 * JDK's executors needs nothing here.
 */
final class LibraryTasks {
  private static final String REACTOR = "reactor/core/publisher/";
  private static final String RX = "io/reactivex/rxjava3/internal/operators/";
  private static final String NETTY = "io/netty/";
  private static final String KOTLIN = "kotlinx/coroutines/";
  private static final String OKHTTP = "okhttp3/internal/";
  private static final String GUAVA = "com/google/common/util/concurrent/";

  private LibraryTasks() {}

  static List<JoinPoint> all() {
    List<JoinPoint> all = new ArrayList<>();
    addReactor(all);
    addRxJava(all);
    addNettyTasks(all);
    addNettyLoops(all);
    addKotlin(all);
    addOkHttp(all);
    addGuava(all);
    addServers(all);
    return all;
  }

  /** Each subscription acts for the subscriber, whoever emits. */
  private static void addReactor(List<JoinPoint> all) {
    Library reactor =
        new Library("reactor", "io.projectreactor", "reactor-core", REACTOR + "Flux", all);
    reactor.made(REACTOR + "MonoCreate$DefaultMonoSink", "success", "error");
    reactor.made(REACTOR + "FluxCreate$BaseSink", "complete", "error");
    for (String sink : List.of("BufferAsync", "Ignore", "LatestAsync", "NoOverflowBaseAsync")) {
      reactor.at(REACTOR + "FluxCreate$" + sink + "Sink", "next", "TakeOverThisAdvice");
    }
    reactor.made(REACTOR + "FluxPublishOn$PublishOnSubscriber", "run");
    reactor.made(REACTOR + "FluxPublishOn$PublishOnConditionalSubscriber", "run");
    reactor.made(REACTOR + "MonoPublishOn$PublishOnSubscriber", "run");
  }

  private static void addRxJava(List<JoinPoint> all) {
    Library rx =
        new Library(
            "rxjava", "io.reactivex.rxjava3", "rxjava", "io/reactivex/rxjava3/core/Flowable", all);
    rx.made(
        "io/reactivex/rxjava3/internal/schedulers/ExecutorScheduler$ExecutorWorker$BooleanRunnable",
        "run");
    rx.made(RX + "flowable/FlowableObserveOn$BaseObserveOnSubscriber", "run");
    rx.made(RX + "observable/ObservableObserveOn$ObserveOnObserver", "run");
    rx.made(RX + "single/SingleObserveOn$ObserveOnSingleObserver", "run");
    rx.made(RX + "maybe/MaybeObserveOn$ObserveOnMaybeObserver", "run");
    rx.made(RX + "completable/CompletableObserveOn$ObserveOnCompletableObserver", "run");
    rx.made(RX + "single/SingleCreate$Emitter", "onSuccess", "tryOnError");
    rx.made(RX + "maybe/MaybeCreate$Emitter", "onSuccess", "tryOnError", "onComplete");
    rx.made(RX + "completable/CompletableCreate$Emitter", "onComplete", "tryOnError");
    rx.made(RX + "observable/ObservableCreate$CreateEmitter", "onNext", "tryOnError", "onComplete");
    rx.made(RX + "flowable/FlowableCreate$BaseEmitter", "onComplete", "tryOnError");
    for (String emitter : List.of("BufferAsync", "Missing", "LatestAsync", "NoOverflowBaseAsync")) {
      rx.at(RX + "flowable/FlowableCreate$" + emitter + "Emitter", "onNext", "TakeOverThisAdvice");
    }
  }

  private static void addNettyTasks(List<JoinPoint> all) {
    Library netty = netty(all);
    String concurrent = NETTY + "util/concurrent/";
    netty.at(concurrent + "SingleThreadEventExecutor", "addTask", "HandOverAdvice");
    netty.at(concurrent + "GlobalEventExecutor", "addTask", "HandOverAdvice");
    netty.at(
        NETTY + "channel/SingleThreadEventLoop",
        "executeAfterEventLoopIteration",
        "HandOverAdvice");
    netty.runs(concurrent + "AbstractEventExecutor", "*");
    netty.at(concurrent + "ScheduledFutureTask", "<init>", "MadeAdvice");
    netty.at(concurrent + "DefaultPromise", "addListener0", "HandOverAdvice");
    netty.at(concurrent + "DefaultPromise", "notifyListener0", "TakeOverSecondAdvice");
    String timeout = NETTY + "util/HashedWheelTimer$HashedWheelTimeout";
    netty.at(timeout, "<init>", "MadeAdvice");
    netty.at(timeout, "expire", "TakeOverThisAdvice");
    netty.atIfThere(timeout, "run", "TakeOverThisAdvice");
  }

  private static void addNettyLoops(List<JoinPoint> all) {
    Library netty = netty(all);
    for (String loop :
        List.of(
            "util/concurrent/DefaultEventExecutor",
            "util/concurrent/GlobalEventExecutor$TaskRunner",
            "util/HashedWheelTimer$Worker",
            "channel/DefaultEventLoop",
            "channel/SingleThreadIoEventLoop",
            "channel/nio/NioEventLoop",
            "channel/epoll/EpollEventLoop",
            "channel/kqueue/KQueueEventLoop")) {
      netty.atIfThere(NETTY + loop, "run", "ServeAllAdvice");
    }
  }

  private static Library netty(List<JoinPoint> all) {
    return new Library(
        "netty", "io.netty", "netty-common", NETTY + "util/concurrent/EventExecutor", all);
  }

  /** All compiled coroutines run inside of the one method, whichever thread resumes them. */
  private static void addKotlin(List<JoinPoint> all) {
    Library stdlib =
        new Library("kotlin", "org.jetbrains.kotlin", "kotlin-stdlib", "kotlin/Unit", all);
    stdlib.made("kotlin/coroutines/jvm/internal/BaseContinuationImpl", "resumeWith");
    Library coroutines =
        new Library(
            "kotlinx-coroutines",
            "org.jetbrains.kotlinx",
            "kotlinx-coroutines-core-jvm",
            KOTLIN + "CoroutineDispatcher",
            all);
    String scheduler = KOTLIN + "scheduling/CoroutineScheduler";
    coroutines.at(scheduler, "createTask", "AdoptReturnedAdvice");
    coroutines.at(scheduler, "runSafely", "TakeOverAdvice");
    coroutines.at(scheduler + "$Worker", "run", "ServeAllAdvice");
    coroutines.at(KOTLIN + "DefaultExecutor", "run", "ServeAllAdvice");
    String limited = KOTLIN + "internal/LimitedDispatcher";
    coroutines.at(limited, "dispatch", "HandOverSecondAdvice");
    coroutines.runs(limited + "$Worker", "run");
    coroutines.runsIfThere(limited, "run"); // before 1.7
  }

  private static void addOkHttp(List<JoinPoint> all) {
    Library okhttp =
        new Library(
            "okhttp", "com.squareup.okhttp3", "okhttp,okhttp-jvm", OKHTTP + "concurrent/Task", all);
    okhttp.at(OKHTTP + "concurrent/Task", "<init>", "MadeAdvice");
    okhttp.inAnyClass(OKHTTP + "concurrent/Task", "runOnce", "()J", "TakeOverThisAdvice");
    okhttp.made(OKHTTP + "connection/RealCall$AsyncCall", "executeOn");
  }

  private static void addGuava(List<JoinPoint> all) {
    Library guava =
        new Library("guava", "com.google.guava", "guava", GUAVA + "ListenableFuture", all);
    guava.at(GUAVA + "AbstractFuture", "addListener", "HandOverAdvice");
    guava.atIfThere(GUAVA + "AbstractFuture", "executeListener", "TakeOverAdvice");
    guava.atIfThere(GUAVA + "ExecutionList", "executeListener", "TakeOverAdvice"); // before 19
    guava.at(GUAVA + "SequentialExecutor", "execute", "HandOverAdvice");
    guava.runs(GUAVA + "SequentialExecutor$QueueWorker", "workOnQueue");
    guava.runs(GUAVA + "SequentialExecutor$1", "run");
  }

  /** Thread pools of servers, which are not the JDK's. */
  private static void addServers(List<JoinPoint> all) {
    String pool = "org/eclipse/jetty/util/thread/QueuedThreadPool";
    Library jetty = new Library("jetty", "org.eclipse.jetty", "jetty-util", pool, all);
    jetty.at(pool, "execute", "HandOverAdvice");
    jetty.at(pool + "$Runner", "run", "ServeAllAdvice");
    jetty.runs(pool, "runJob");
    String reserved = "org/eclipse/jetty/util/thread/ReservedThreadExecutor";
    jetty.at(reserved, "tryExecute", "HandOverAdvice");
    jetty.runs(reserved + "$ReservedThread", "run");
    String workers = "org/apache/tomcat/util/threads/ThreadPoolExecutor";
    Library tomcat =
        new Library("tomcat", "org.apache.tomcat.embed", "tomcat-embed-core", workers, all);
    tomcat.at(workers, "execute", "HandOverAdvice");
    tomcat.at(workers, "runWorker", "ServeAllAdvice");
    tomcat.runs(workers, "runWorker");
  }

  /** Join points of one library, added to a list. */
  private static final class Library {
    private final Framework framework;
    private final List<JoinPoint> all;

    Library(String name, String group, String artifact, String marker, List<JoinPoint> all) {
      String packages = marker.substring(0, marker.lastIndexOf('/') + 1);
      framework = new Framework(name, group, artifact, marker, packages);
      this.all = all;
    }

    void at(String owner, String method, String advice) {
      all.add(place(owner, method, advice));
    }

    void atIfThere(String owner, String method, String advice) {
      all.add(place(owner, method, advice).optional());
    }

    /** Objects that act for whoever made them, whoever calls these methods. */
    void made(String owner, String... methods) {
      at(owner, "<init>", "MadeAdvice");
      for (String method : methods) {
        at(owner, method, "TakeOverThisAdvice");
      }
    }

    void runs(String owner, String method) {
      all.add(JoinPoint.taskRun(framework, owner, method));
    }

    void runsIfThere(String owner, String method) {
      all.add(JoinPoint.taskRun(framework, owner, method).optional());
    }

    void inAnyClass(String owner, String method, String descriptor, String advice) {
      all.add(
          JoinPoint.methodBody(
              framework, owner, method, descriptor, ContextJoinPoints.PACKAGE + advice));
    }

    private JoinPoint place(String owner, String method, String advice) {
      return JoinPoint.anyMethod(
          framework, owner, method, null, ContextJoinPoints.PACKAGE + advice);
    }
  }
}
